# Needs Python 3.11 or later and nothing else: every target sets up .venv first.
# `make lock` keeps the pins that still fit pyproject.toml; `make lock UPGRADE=1` takes the newest.

# Containers forbid Python to keep what it has compiled: each process would compile some two thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)

.PHONY: help book page watch test test-fast pdf epub offline editions rules reviewed numbers changes mutants lab check format lock bench clean
.DEFAULT_GOAL := book

help:  ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

book: .venv/installed  ## builds the book
	$(BIN)/python -m corridors.book

page: .venv/installed  ## builds one page beside the good book: make page PAGE=3
	$(BIN)/python -m corridors.book page $(PAGE)

watch: .venv/installed  ## builds a page on every save and shows it: make watch PAGE=3
	$(BIN)/python -m corridors.book watch $(PAGE)

test: book  ## builds the book and runs all tests
	CORRIDORS_BOOK=_build/html $(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-fast: .venv/installed  ## what a row, a cell or a function most likely breaks, without a browser
	$(BIN)/python -m pytest -q -m "not slow" --numprocesses auto --dist loadfile \
		tests/test_data.py tests/test_rules.py tests/test_reviewed.py tests/test_house.py tests/test_prose.py tests/told tests/recomputed tests/claims/test_ledger.py

rules: .venv/installed  ## asks what must hold between the rows of the data (data/rules.json)
	$(BIN)/python -m corridors.rules

pdf epub offline: book
	$(BIN)/python -m corridors.book.editions $@

pdf:  ## makes the book as one PDF; needs Chromium or Chrome
epub:  ## makes the book as EPUB
offline:  ## makes the pages as one file to unpack

editions: book  ## makes all three and offers them on the front page
	$(BIN)/python -m corridors.book.editions pdf epub offline

reviewed: .venv/installed  ## writes the marks of rows that have changed; they lose the day on which they were checked
	$(BIN)/python -m corridors.reviewed --write

numbers: .venv/installed  ## writes every number that the book tells to tests/numbers/
	$(BIN)/python -m tests.numbers

changes: .venv/installed  ## writes what changed since another state to data/changes.csv: make changes SINCE=<commit>
	$(BIN)/python -m corridors.appendix.what_changed $(SINCE)

mutants: .venv/installed  ## makes code wrong and counts who notices; make mutants OF=data makes rows wrong
	$(BIN)/python -m $(if $(filter data,$(OF)),tests.data_mutants,tests.mutants)

# Started as a module and from here: it works in a folder that was renamed after it was set up.
lab: $(if $(wildcard .venv/installed),.venv/installed,.venv/lab)  ## opens the chapters in JupyterLab
	@echo "JupyterLab opens the chapters. Stop it with Ctrl+C."
	PYTHONPATH="$(CURDIR)" $(BIN)/python -m jupyterlab --ServerApp.root_dir="$(CURDIR)" \
		--LabApp.default_url=/lab/tree/chapters $(if $(filter 0,$(shell id -u)),--allow-root)

check: .venv/installed  ## checks format, lint, types and spelling, all of them before it fails
	@failed=; \
	$(BIN)/ruff format --check . || failed="$$failed format (make format)"; \
	$(BIN)/ruff check . || failed="$$failed lint"; \
	$(BIN)/python -m mypy || failed="$$failed types"; \
	$(BIN)/python -m codespell_lib || failed="$$failed spelling"; \
	test -z "$$failed" || { echo "Not in order:$$failed."; exit 1; }
	@echo "Format, lint, types and spelling are in order."

format: .venv/installed  ## formats the code and the cells, and mends what lint can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: book  ## measures pages, live widgets and the build
	CORRIDORS_BOOK=_build/html $(BIN)/python -m benchmarks

lock: .venv/installed  ## writes the exact versions of all packages anew
	$(BIN)/$(LOCK) --all-extras pyproject.toml --output-file requirements.txt
	$(BIN)/$(LOCK) --extra lab pyproject.toml --constraints requirements.txt --output-file binder/requirements.txt
	@echo "requirements.txt and binder/requirements.txt fit pyproject.toml."

clean:  ## removes what was built
	rm -rf _build
	@echo "_build is gone. Remove .venv as well to install everything anew."

# The stamps are newer than what the environment is made from, so an unchanged one is left alone.
# A reader of the notebooks needs half of the packages: those that Binder gets too.
.venv/lab: binder/requirements.txt pyproject.toml
	$(call install,binder/requirements.txt)

.venv/installed: requirements.txt pyproject.toml
	$(call install,requirements.txt)

define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is not. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing into .venv; the first time takes about a minute."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --requirement $(1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
endef
