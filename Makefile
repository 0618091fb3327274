# Needs Python 3.11 or later and nothing else: every target sets up .venv first.
# `make lock` keeps the pins that still fit pyproject.toml; `make lock UPGRADE=1` takes the newest.

PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)

.PHONY: book test numbers mutants lab check lock bench clean
.DEFAULT_GOAL := book

book: .venv/installed
	$(BIN)/python -m corridors.book

test: book
	CORRIDORS_BOOK=_build/html $(BIN)/python -m pytest --numprocesses auto --dist loadfile

numbers: .venv/installed
	$(BIN)/python -m tests.numbers

mutants: .venv/installed
	$(BIN)/python -m tests.mutants

lab: .venv/installed
	@echo "JupyterLab opens the chapters. Stop it with Ctrl+C."
	$(BIN)/jupyter lab chapters

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell
	@echo "Format, lint, types and spelling are in order."

bench: book
	CORRIDORS_BOOK=_build/html $(BIN)/python -m benchmarks

lock: .venv/installed
	$(BIN)/$(LOCK) --all-extras pyproject.toml --output-file requirements.txt
	$(BIN)/$(LOCK) --extra lab pyproject.toml --constraints requirements.txt --output-file binder/requirements.txt
	@echo "requirements.txt and binder/requirements.txt fit pyproject.toml."

clean:
	rm -rf _build
	@echo "_build is gone. Remove .venv as well to install everything anew."

# The stamp is newer than what the environment is made from, so an unchanged one is left alone.
.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is not. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing into .venv; the first time takes about a minute."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
