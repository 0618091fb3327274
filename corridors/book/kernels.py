"""Kernels that start at once: forked from a process that has imported what the pages import.

A fork is as clean as a new process: names, options, styles and caches that one page leaves behind
are never seen by the next. Where processes cannot be forked, as on Windows, a kernel is a new
interpreter. Each notes what it reads, so that the build knows what a page rests on.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from corridors import explore
from corridors.explore.bake import PROGRESS

PRELOADED: Final = "corridors.book.preloaded"
"""The module that is imported once, for all kernels."""


ALL_TABLES: Final = "CORRIDORS_ALL_TABLES"
"""Environment variable: whether that module opens all tables as well, and judges the claims."""


def context() -> Any:
    """How processes are made here."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    made = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        made.set_forkserver_preload([PRELOADED])
    return made


class Manager(AsyncKernelManager):
    """Starts a kernel that notes what it reads, line by line, in the file `notes`."""

    def __init__(self, notes: Path, **settings: Any) -> None:
        super().__init__(**settings)
        self.notes = notes

    async def _async_pre_start_kernel(self, **settings: Any) -> Any:
        if self.provisioner is None:
            self.provisioner = _Provisioner(kernel_id="", kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**settings)


class _Provisioner(LocalProvisioner):
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> Any:
        manager: Any = self.parent
        arguments = (manager.connection_file, str(settings["cwd"]), str(manager.notes))
        process = context().Process(target=_run, args=arguments, daemon=False)
        process.start()
        self.process = _Popen(process)
        self.pid, self.cwd = process.pid, settings["cwd"]
        return self.connection_info


class _Popen:
    """A process of `multiprocessing` as jupyter_client handles one of `subprocess`."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.pid is not None:
            os.kill(self._process.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def settings(ipython: Path, *, all_tables: bool) -> dict[str, str]:
    """Environment variables for the kernels: explorers for the page, and nobody's own settings."""
    import matplotlib.font_manager  # the first import on a machine is slow, and says so on stderr

    profile = ipython / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.json").write_text(
        '{"IPKernelApp": {"log_level": "ERROR"}}', encoding="utf-8"
    )
    return {
        ALL_TABLES: "yes" if all_tables else "",
        explore.FACE: "page",
        explore.STORE: str(ipython.parent / "explorers"),
        PROGRESS: str(progress_file(ipython)),
        "IPYTHONDIR": str(ipython),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(Path(matplotlib.get_data_path()) / "matplotlibrc"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",  # two builds of one state are the same, sets in order too
        "TZ": "UTC",
    }


def progress_file(ipython: Path) -> Path:
    """The file to which explorers write how far their drawings are."""
    return ipython / "progress"


@contextlib.contextmanager
def environment(variables: dict[str, str]) -> Iterator[None]:
    """While this lasts, these environment variables are set."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _run(connection_file: str, folder: str, notes: str) -> None:
    """Be a kernel, until it is told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    os.chdir(folder)
    sys.path.insert(0, "")
    sys.argv = ["kernel"]
    application: Any = IPKernelApp.instance(
        connection_file=connection_file, log_level="ERROR", parent_handle=os.getppid()
    )
    application.config.HistoryManager.enabled = False
    application.initialize([])
    application.shell.enable_matplotlib("inline")  # a plot of a cell is shown, as in any notebook
    _note_reads(Path(notes))
    application.start()


def _note_reads(notes: Path) -> None:
    """From now on, write down each file, folder and table that is read."""
    file = notes.open("a", encoding="utf-8", buffering=1)
    known: set[tuple[str, str]] = set()

    def write(kind: str, what: str) -> None:
        if (kind, what) not in known:
            known.add((kind, what))
            file.write(json.dumps([kind, what]) + "\n")

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if reader := _READERS.get(event):
            found = reader(arguments)
            if found is not None:
                write(reader.__name__, found)

    sys.addaudithook(note)


def file(arguments: tuple[Any, ...]) -> str | None:
    """The file that is opened for reading, but for those which `corridors.data` opens itself."""
    path, mode, flags = arguments
    if not isinstance(path, str | os.PathLike) or (mode is None and flags & os.O_WRONLY):
        return None
    if isinstance(mode, str) and not mode.startswith("r"):
        return None
    text = os.path.abspath(os.fspath(path))
    return None if isinstance(text, bytes) or _within_door(text) else text


def _within_door(path: str) -> bool:
    """Whether the door to the tables is reading: it says itself which table that is."""
    if not path.endswith((".csv", "datapackage.json")):
        return False
    frame: Any = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if code.co_name in ("_read", "_described") and frame.f_globals["__name__"] == _DOOR:
            return True
        frame = frame.f_back
    return False


_DOOR: Final = "corridors.data"


def folder(arguments: tuple[Any, ...]) -> str | None:
    """The folder that is listed."""
    path = arguments[0] if arguments[0] is not None else "."
    return os.path.abspath(path) if isinstance(path, str) else None


def table(arguments: tuple[Any, ...]) -> str | None:
    """The table that is loaded or described."""
    return str(arguments[0])


def names(arguments: tuple[Any, ...]) -> str | None:
    """Nothing in particular: what tables there are."""
    return ""


_READERS: Final[dict[str, Callable[[tuple[Any, ...]], str | None]]] = {
    "open": file,
    "os.listdir": folder,
    "os.scandir": folder,
    "corridors.data.load": table,
    "corridors.data.describe": table,
    "corridors.data.names": names,
}
