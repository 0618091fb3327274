"""Addresses: of the site, of the repository, and the links to it in a page's header."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Repository:
    """A public repository of which Binder can make an environment, in one of its editions.

    The edition is the tag or the commit that a page was built from. `HEAD`, the newest there is,
    stands for a commit that only this clone has.
    """

    host: str
    owner: str
    name: str
    edition: str = "HEAD"

    def source(self, path: str) -> str:
        """The address of a file's page."""
        infix = {"github.com": "blob", "gitlab.com": "-/blob"}[self.host]
        return f"https://{self.host}/{self.owner}/{self.name}/{infix}/{quote(self.edition)}/{quote(path)}"

    def binder(self, path: str) -> str:
        """The address that launches JupyterLab on Binder with a file open."""
        project = {
            "github.com": f"gh/{self.owner}/{self.name}",
            "gitlab.com": f"gl/{quote(f'{self.owner}/{self.name}', safe='')}",
        }[self.host]
        edition = quote(self.edition, safe="")
        opened = quote(f"lab/tree/{path}", safe="")
        return f"https://mybinder.org/v2/{project}/{edition}?urlpath={opened}"


@dataclass(frozen=True)
class PageLink:
    """A link in a page's header; `icon` is one of those in book.css."""

    label: str
    icon: str
    address: str
    download: bool = False


_PUBLIC: Final = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]+@)?(?P<host>github\.com|gitlab\.com)(?::\d+)?/"
    r"|(?:[^@/:]+@)?(?P<short>github\.com|gitlab\.com):/?)"
    r"(?P<owner>[^:?#]+)/(?P<name>[^/:?#]+?)(?:\.git)?/?"
)


def repository_at(remote: str) -> Repository | None:
    """The repository that the address of a git remote names, if GitHub or GitLab has it."""
    match = _PUBLIC.fullmatch(remote.strip())
    return (
        Repository(match["host"] or match["short"], match["owner"], match["name"])
        if match
        else None
    )


@lru_cache
def repository_of(folder: Path) -> Repository | None:
    """The public repository that a folder was cloned from; None without one, or without git.

    A folder within a clone of something else is not that: its addresses would lead elsewhere.
    """
    found = repository_at(_git(folder, "remote", "get-url", "origin"))
    return found and replace(found, edition=edition_of(folder))


def edition_of(folder: Path) -> str:
    """The tag of what is checked out, or its commit; HEAD while no remote is known to have it."""
    if not _git(folder, "for-each-ref", "--count=1", "--contains=HEAD", "refs/remotes"):
        return "HEAD"
    tags = _git(folder, "tag", "--points-at", "HEAD").split()
    return tags[0] if tags else _git(folder, "rev-parse", "HEAD")


def commit_of(folder: Path) -> str:
    """The short name of the commit that a clone is at; empty if that is not known."""
    return _git(folder, "rev-parse", "--short", "HEAD")


def _git(folder: Path, *command: str) -> str:
    """What git says of a clone whose top is `folder`; nothing of another folder, or without git."""
    top = _said(folder, "rev-parse", "--show-toplevel")
    return _said(folder, *command) if top and Path(top).resolve() == folder.resolve() else ""


def _said(folder: Path, *command: str) -> str:
    try:
        git = subprocess.run(
            ["git", "-C", str(folder), *command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return git.stdout.strip()


def page_links(path: str, download: str, repository: Repository | None) -> Iterator[PageLink]:
    """The links of the page made from the file at `path`, which can be had at `download`."""
    what = "notebook" if path.endswith(".ipynb") else "page's source"
    yield PageLink(f"Download this {what}", "download", download, download=True)
    if repository:
        # JupyterLab opens a notebook; for a page of text, the folder it is in.
        opened = path if path.endswith(".ipynb") else path.rpartition("/")[0]
        yield PageLink("Launch on Binder", "launch", repository.binder(opened))
        yield PageLink("View source", "source", repository.source(path))


def add_page_links(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Give a page's template its `page_links`."""
    if not context.get("sourcename"):
        context["page_links"] = []
        return
    path = Path(app.env.doc2path(page)).relative_to(app.srcdir).as_posix()
    download = context["pathto"]("_sources/" + context["sourcename"], 1)
    context["page_links"] = list(page_links(path, download, repository_of(Path(app.srcdir))))
