"""The links in a page's header."""

import subprocess

import pytest

from corridors.book.links import (
    Repository,
    commit_of,
    page_links,
    repository_at,
    repository_of,
)
from corridors.published import SITE, site_of


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/someone/three-corridors.git",
        "https://github.com/someone/three-corridors",
        "https://user:secret@github.com/someone/three-corridors.git/",
        "git@github.com:someone/three-corridors.git",
        "ssh://git@github.com/someone/three-corridors.git\n",
        "ssh://git@github.com:22/someone/three-corridors",
        "https://github.com:443/someone/three-corridors.git",
        "git://github.com/someone/three-corridors",
    ],
)
def test_the_repository_is_read_from_each_form_of_a_remotes_address(remote):
    assert repository_at(remote) == Repository("github.com", "someone", "three-corridors")


def test_a_project_in_a_group_on_gitlab_is_named_in_full():
    found = repository_at("https://gitlab.com/group/part/book.git")
    assert found == Repository("gitlab.com", "group/part", "book")
    assert found.binder("chapters/03 gas.ipynb") == (
        "https://mybinder.org/v2/gl/group%2Fpart%2Fbook/HEAD"
        "?urlpath=lab%2Ftree%2Fchapters%2F03%20gas.ipynb"
    )
    assert found.source("a.md") == "https://gitlab.com/group/part/book/-/blob/HEAD/a.md"


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/book",
        "../book.git",
        "https://example.org/a/b.git",
        "https://github.com.evil/a/b",
        "ssh://git@example.org:22/github.com/a/b",
        "https://github.com/alone",
    ],
)
def test_an_address_elsewhere_is_no_public_repository(remote):
    assert repository_at(remote) is None


def test_a_folder_without_a_remote_has_no_repository(tmp_path):
    assert repository_of(tmp_path) is None
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert repository_of(tmp_path / ".git" / "..") is None


def test_a_folder_within_a_clone_of_something_else_has_no_repository(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    remote = "https://github.com/someone/other"
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    inner = tmp_path / "a book"
    inner.mkdir()
    assert repository_of(tmp_path) == Repository("github.com", "someone", "other")
    assert repository_of(inner) is None and commit_of(inner) == ""


@pytest.mark.parametrize(
    ("written", "told", "found"),
    [
        ("", "", ""),
        ("https://example.org/book", "", "https://example.org/book/"),
        ("https://example.org/book/", "", "https://example.org/book/"),
        ("https://example.org/", "https://here.org/a", "https://here.org/a/"),
    ],
)
def test_the_address_of_the_site_stands_in_one_place(tmp_path, monkeypatch, written, told, found):
    text = f'html:\n  baseurl: "{written}"\n'
    (tmp_path / "_config.yml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(SITE, told)
    assert site_of(tmp_path) == found


def test_an_address_that_is_none_is_named_with_the_remedy(tmp_path):
    text = "html:\n  baseurl: 'example.org/book'\n"
    (tmp_path / "_config.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="write one such as"):
        site_of(tmp_path)


def commit_in(folder):
    """A clone with one commit, and a remote."""
    git = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    remote = "https://github.com/someone/book.git"
    subprocess.run([*git, "remote", "add", "origin", remote], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "first"], check=True)
    commit = subprocess.run(
        [*git, "rev-parse", "HEAD"], capture_output=True, encoding="utf-8", check=True
    )
    return git, commit.stdout.strip()


def test_links_carry_the_commit_or_tag_that_the_page_was_built_from(tmp_path):
    git, commit = commit_in(tmp_path)
    repository_of.cache_clear()
    assert repository_of(tmp_path).edition == "HEAD", "nobody else has this commit"
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], check=True)
    repository_of.cache_clear()
    pushed = repository_of(tmp_path)
    assert pushed.binder("a.ipynb") == (
        f"https://mybinder.org/v2/gh/someone/book/{commit}?urlpath=lab%2Ftree%2Fa.ipynb"
    )
    assert pushed.source("a.md") == f"https://github.com/someone/book/blob/{commit}/a.md"
    subprocess.run([*git, "tag", "edition/1"], check=True)
    repository_of.cache_clear()
    tagged = repository_of(tmp_path)
    assert "/edition%2F1?urlpath=" in tagged.binder("a.ipynb")
    assert "/blob/edition/1/" in tagged.source("a.md")
    repository_of.cache_clear()


def test_a_page_links_to_binder_only_with_a_repository():
    alone = list(page_links("chapters/a.ipynb", "_sources/chapters/a.ipynb", None))
    assert [link.icon for link in alone] == ["download"]
    public = Repository("github.com", "someone", "book")
    links = list(page_links("chapters/a.ipynb", "_sources/chapters/a.ipynb", public))
    assert [link.address for link in links[1:]] == [
        "https://mybinder.org/v2/gh/someone/book/HEAD?urlpath=lab%2Ftree%2Fchapters%2Fa.ipynb",
        "https://github.com/someone/book/blob/HEAD/chapters/a.ipynb",
    ]


def test_a_book_cloned_from_a_public_repository_has_launch_links(small_book):
    folder = small_book.folder
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    remote = "https://github.com/someone/book.git"
    subprocess.run(["git", "-C", folder, "remote", "add", "origin", remote], check=True)
    assert small_book.build().returncode == 0
    page = small_book.page("notebook").read_text(encoding="utf-8")
    assert "mybinder.org/v2/gh/someone/book/HEAD?urlpath=lab%2Ftree%2Fchapters%2Fnotebook" in page
    assert 'aria-label="Launch on Binder"' in page
