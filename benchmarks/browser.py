"""The browser that measures, and the server that its pages come from."""

from __future__ import annotations

import contextlib
import functools
import gzip
import mimetypes
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Playwright

from corridors.book.browser import WHOLE, chromium

PROBE = Path(__file__).with_name("probe.js")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def launch(playwright: Playwright, *, offline: bool = True) -> Browser:
    """A headless browser; offline it finds no host but this one, and knows so at once."""
    arguments = [OFFLINE] if offline else []
    if getattr(os, "geteuid", lambda: 1)() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to sandbox what root starts
    # a whole browser, as readers have
    return playwright.chromium.launch(executable_path=chromium(WHOLE), args=arguments)


@contextlib.contextmanager
def opened(browser: Browser, address: str, *, height: int = 900) -> Iterator[Page]:
    """A page in a context of its own, so with nothing cached, the probe in it."""
    context = browser.new_context(viewport={"width": 1200, "height": height})
    context.add_init_script(path=PROBE)
    page = context.new_page()
    page.goto(address, timeout=60_000)
    try:
        yield page
    finally:
        context.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder served as most hosts do: text compressed, connections kept."""
    handler = functools.partial(_Handler, folder.resolve())
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: object) -> None:
        self._folder = folder
        super().__init__(*arguments)  # type: ignore[arg-type]

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a page that is closed hangs up
            super().handle()

    def do_GET(self) -> None:
        path = self._folder / unquote(urlsplit(self.path).path).lstrip("/")
        if not (path.resolve().is_relative_to(self._folder) and path.is_file()):
            self._answer(404, b"", {})
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind}
        if kind.startswith("text/") or kind.split("/")[-1] in ("javascript", "json", "svg+xml"):
            self._answer(200, _compressed(path), {**headers, "Content-Encoding": "gzip"})
        else:
            self._answer(200, path.read_bytes(), headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the table is to be read."""


@functools.lru_cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
