"""A Sphinx extension for any book with explorers: `corridors.explore.sphinx`.

Named among the `extensions` of Sphinx, or the `extra_extensions` of a Jupyter Book, it has
notebooks that are executed by the build show the page face, gives pages with explorers their style
sheet and script, and sets the states beside the pages.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corridors.explore import FACE, STORE
from corridors.explore.packs import set_beside
from corridors.explore.page import STATIC

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

EXPLORER: Final = 'class="explorer"'
"""What tells that a page has an explorer."""

AFTER_OTHERS: Final = 940
"""Priority: after the theme and the book's own extensions have made a page's body."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    os.environ.setdefault(FACE, "page")  # kernels that the build starts inherit both
    os.environ.setdefault(STORE, str(Path(app.doctreedir).parent / "explorers"))
    app.connect("config-inited", _widgets_stay_away)
    app.connect("config-inited", _add_static)
    app.connect("html-page-context", _add_files)
    app.connect("html-page-context", _set_beside, priority=AFTER_OTHERS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _widgets_stay_away(app: Sphinx, config: Config) -> None:
    """A page face needs no widget manager, which MyST-NB would load from another site."""
    if "nb_ipywidgets_js" in config:
        config["nb_ipywidgets_js"] = {}


def _add_static(app: Sphinx, config: Config) -> None:
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def _add_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    if EXPLORER in context.get("body", ""):
        for file in sorted(STATIC.glob("*.css")):
            app.add_css_file(file.name, priority=900)
        for file in sorted(STATIC.glob("*.js")):
            app.add_js_file(file.name, priority=900, loading_method="defer")


def _set_beside(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    if EXPLORER in context.get("body", "") and app.builder.name in ("html", "dirhtml"):
        to_root = "../" * app.builder.get_target_uri(page).count("/")
        context["body"] = set_beside(context["body"], Path(app.outdir), to_root)
