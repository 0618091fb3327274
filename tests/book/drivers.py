"""Firefox and WebKitGTK as they come with a system, behind what a test asks of a browser.

Both speak WebDriver: Firefox over its own socket (Marionette), WebKitGTK over HTTP. The commands
are the same; a client that knows these ten needs no driver program and no package.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

KEYS = {
    "enter": "\ue007",
    "escape": "\ue00c",
    "home": "\ue011",
    "left": "\ue012",
    "right": "\ue014",
}
"""Keys as WebDriver codes them."""

MINI_BROWSERS = "*/webkit2gtk-4*/MiniBrowser"
PATIENCE = 60
WATCHED = """
window.faults = [];
addEventListener("error", (event) => faults.push(event.message));
addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => faults.push(event.violatedDirective));
"""


class Command(NamedTuple):
    """A command of WebDriver: its name in Firefox's socket, its method and path over HTTP."""

    name: str
    method: str
    path: str


OPEN = Command("WebDriver:Navigate", "POST", "url")
RUN = Command("WebDriver:ExecuteScript", "POST", "execute/sync")
FIND = Command("WebDriver:FindElement", "POST", "element")
TYPE = Command("WebDriver:ElementSendKeys", "POST", "element/{id}/value")
CLICK = Command("WebDriver:ElementClick", "POST", "element/{id}/click")
BACK = Command("WebDriver:Back", "POST", "back")
SIZE = Command("WebDriver:SetWindowRect", "POST", "window/rect")
ACT = Command("WebDriver:PerformActions", "POST", "actions")


class Wire(Protocol):
    """A way to send a command to a browser."""

    def send(self, command: Command, **about: Any) -> Any:
        """What the browser answers; RuntimeError when it says that it cannot."""


class Driven:
    """A browser that is driven: pages, scripts, keys and clicks, each with patience."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def goes_to(self, url: str) -> None:
        """Open a page, and note from then on what goes wrong in it."""
        self.wire.send(OPEN, url="about:blank")  # an address of another hash is loaded anew
        self.wire.send(OPEN, url=url)
        self.says("return document.readyState", "complete")
        self.tells(WATCHED)

    def goes_back(self) -> None:
        self.wire.send(BACK)

    def is_wide(self, width: int, height: int) -> None:
        self.wire.send(SIZE, width=width, height=height)

    def tells(self, script: str, *values: Any) -> Any:
        """What a script in the page returns."""
        return self.wire.send(RUN, script=script, args=list(values))

    def says(self, script: str, wanted: Any, *values: Any, seconds: float = 30) -> None:
        """Wait until a script returns what is wanted."""
        until = time.monotonic() + seconds
        while (said := self.tells(script, *values)) != wanted:
            assert time.monotonic() < until, f"{script}: {said!r}, not {wanted!r}"
            time.sleep(0.05)

    def presses(self, selector: str, *keys: str) -> None:
        for key in keys:
            self.wire.send(TYPE, id=self._element(selector), text=KEYS.get(key, key))

    def clicks(self, selector: str) -> None:
        self.tells(
            "document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector
        )
        self.wire.send(CLICK, id=self._element(selector))

    def points_at(self, x: float, y: float) -> None:
        """Move the mouse to a place of the window."""
        place = {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.wire.send(ACT, actions=[{**mouse, "actions": [place]}])

    def _element(self, selector: str) -> str:
        found = self.wire.send(FIND, using="css selector", value=selector)
        (name,) = found.values()
        return str(name)


class _Socket:
    """Firefox's: `length:[0, number, name, about]`, and the like back."""

    def __init__(self, port: int) -> None:
        self.number = 0
        self.stream = _connected(port).makefile("rwb")
        self._answer()
        self.ask("WebDriver:NewSession", {})

    def send(self, command: Command, **about: Any) -> Any:
        answer = self.ask(command.name, about)
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def ask(self, name: str, about: Mapping[str, Any]) -> Any:
        self.number += 1
        said = json.dumps([0, self.number, name, about]).encode()
        self.stream.write(b"%d:%s" % (len(said), said))
        self.stream.flush()
        _, _, error, result = self._answer()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result

    def _answer(self) -> Any:
        length = b""
        while (sign := self.stream.read(1)) != b":":
            length += sign
        return json.loads(self.stream.read(int(length)))


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


class _Http:
    """WebKitGTK's: a session of a server on this machine."""

    def __init__(self, port: int, capabilities: Mapping[str, Any]) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        _connected(port).close()
        wanted = {"capabilities": {"alwaysMatch": capabilities}}
        self.address += f"/{self.ask('POST', '', wanted)['sessionId']}"

    def send(self, command: Command, **about: Any) -> Any:
        id = about.pop("id", "")
        return self.ask(command.method, "/" + command.path.format(id=id), about)

    def ask(self, method: str, path: str, about: Mapping[str, Any] | None = None) -> Any:
        body = None if about is None else json.dumps(about).encode()
        head = {"Content-Type": "application/json"}
        asked = urllib.request.Request(self.address + path, body, head, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from None


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def _running(*command: str, **settings: str) -> Iterator[None]:
    program = subprocess.Popen(
        command,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        program.terminate()
        program.wait()


@contextmanager
def firefox() -> Iterator[Driven]:
    """A stock Firefox without a window. Raises FileNotFoundError where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        raise FileNotFoundError("For Firefox: `apt install firefox-esr`, or get it from Mozilla.")
    port = _free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        choices = {"marionette.port": port, "datareporting.policy.dataSubmissionEnabled": False}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in choices.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        asked = (program, "--headless", "--marionette", "--no-remote", "--profile", profile)
        with _running(*asked, MOZ_HEADLESS="1"):
            wire = _Socket(port)
            yield Driven(wire)
            wire.ask("Marionette:Quit", {"flags": ["eForceQuit"]})


@contextmanager
def webkit() -> Iterator[Driven]:
    """WebKitGTK's small browser, on a screen of its own. Raises FileNotFoundError without it."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = sorted(Path("/usr/lib").glob(MINI_BROWSERS))
    if driver is None or screen is None or not browsers:
        raise FileNotFoundError("For WebKitGTK: `apt install webkit2gtk-driver xvfb`.")
    port = _free_port()
    options = {"binary": str(browsers[-1]), "args": ["--automation"]}
    with _display(screen) as display, _running(driver, f"--port={port}", DISPLAY=display):
        wire = _Http(port, {"webkitgtk:browserOptions": options})
        yield Driven(wire)
        wire.ask("DELETE", "")


@contextmanager
def _display(program: str) -> Iterator[str]:
    """A screen that nobody sees, with a number that is free."""
    ours, theirs = os.pipe()
    screen = subprocess.Popen(
        [program, "-displayfd", str(theirs), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        with os.fdopen(ours) as said:
            yield f":{said.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()
