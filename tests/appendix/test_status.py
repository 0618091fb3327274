import platform

import pandas as pd

from corridors.appendix import status


def test_every_package_that_the_project_asks_for_has_its_reason(tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text(
        'dependencies = [\n    "pandas>=3",  # tables\n]\n'
        'book = [\n    "jupyter-book==1.0.4",  # the builder\n]\n'
        'dev = [\n    "pytest>=8",  # tests\n]\n',
        encoding="utf-8",
    )
    found = status.direct_packages(project)
    assert found == {"pandas": "tables", "jupyter-book": "the builder"}


def test_versions_are_those_in_use():
    versions = status.versions().set_index("package")["version"]
    assert versions["Python"] == platform.python_version()
    assert versions["pandas"] == pd.__version__
    assert {"matplotlib", "myst-nb", "jupyterlab"} <= set(versions.index)


def test_a_package_that_is_not_here_is_said_not_to_be(monkeypatch):
    monkeypatch.setattr(status, "direct_packages", lambda: {"no-such-package": "nothing"})
    assert status.versions()["version"].tolist()[1] == ""
    assert "not installed here" in status.shown()
