"""Execute the pages of a book: on all cores, the longest first, and only what has changed."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from corridors.book import behind, executed, kernels
from corridors.explore import CARD
from corridors.explore.bake import PROGRESS

UNKNOWN: Final = 1e6
"""Seconds that a page counts for which has never been executed: it starts first."""


MANY: Final = 4
"""Pages to execute from which it is quicker to open all tables once, before kernels are forked."""


@dataclass
class Outcome:
    """What came of executing a book: how many pages ran, of how many, and what went wrong."""

    ran: int
    pages: int
    problems: list[str] = field(default_factory=list)


Report = Callable[[str], None]

SECONDS_BETWEEN_LINES: Final = 4.0
"""How often the build says how far its drawings are."""


def execute(
    root: Path,
    pages: list[str],
    *,
    seconds_a_cell: int,
    processes: int | None = None,
    report: Report = print,
) -> Outcome:
    """Execute those of the pages whose outputs are missing or out of date, and keep the outputs.

    Without a problem `executed.notebook` then gives every page that has cells. A cell that raises,
    takes longer than `seconds_a_cell`, or writes to stderr is a problem, and so is a kernel that
    dies; such a page is not kept.
    """
    now = executed.Now(root)
    found = {page: path for page in pages if (path := executed.source_of(root, page))}
    read = {page: executed.unexecuted(path) for page, path in found.items()}
    jobs = [_Work(page, found[page], cells) for page, cells in read.items() if cells is not None]
    texts = [path.read_text(encoding="utf-8") for path in found.values()]
    beside = behind.notebooks(root, texts)
    work: list[tuple[float, _Work]] = []
    for job in [*jobs, *(_Work(name, None, cells) for name, cells in beside.items())]:
        kept = executed.read(root, job.page)
        if kept is None or not now.holds(kept, job.notebook):
            work.append((kept.seconds if kept else UNKNOWN, job))
    outcome = Outcome(sum(job.path is not None for _, job in work), len(jobs))
    if work:
        work.sort(key=lambda timed: -timed[0])
        ipython = root / "_build" / "ipython"
        with kernels.environment(kernels.settings(ipython, all_tables=len(work) >= MANY)):
            run = _Run(root, now, seconds_a_cell, report, [job for _, job in work])
            # In a thread of its own where a loop already runs, as beside a browser driven by tests.
            run_sync(run.all)(processes or os.cpu_count() or 1)
        outcome.problems = list(dict.fromkeys(p for job in run.done for p in job.problems))
    return outcome


@contextmanager
def _signals_call(stop: Callable[[], object]) -> Iterator[list[int]]:
    """Within, a signal calls `stop` and no other; gives the signals that came.

    The client of each notebook would take the signals for itself and end its own kernel alone: the
    build then failed on the kernel that was gone, with a traceback for a last line, and no signal
    was minded any more once the cells were through. On Windows, and in a thread that is not the
    first, a loop takes no signals.
    """
    came: list[int] = []
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def note(number: int) -> None:
        came.append(number)
        stop()

    try:
        for number in before:
            loop.add_signal_handler(number, note, number)
    except (NotImplementedError, RuntimeError):
        yield came
        return
    deaf = {"add_signal_handler": lambda *_: None, "remove_signal_handler": lambda _: True}
    vars(loop).update(deaf)
    try:
        yield came
    finally:
        for name in deaf:
            del vars(loop)[name]
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


@dataclass
class _Work:
    """A page to execute; one beside the book's pages has no path."""

    page: str
    path: Path | None
    notebook: NotebookNode
    problems: list[str] = field(default_factory=list)


class _Run:
    """The execution of several pages."""

    def __init__(
        self,
        root: Path,
        now: executed.Now,
        seconds_a_cell: int,
        report: Report,
        work: list[_Work],
    ) -> None:
        self.root, self.now, self.seconds_a_cell, self.report = root, now, seconds_a_cell, report
        self.left, self.count = list(work), len(work)
        self.done: list[_Work] = []
        self.notes = root / "_build" / "notes"
        self.started = time.time()

    async def all(self, processes: int) -> None:
        """Execute all, so many at a time."""
        self.notes.mkdir(parents=True, exist_ok=True)
        drawing = asyncio.create_task(self._tell_drawings())
        lanes = asyncio.gather(*(self._lane() for _ in range(min(processes, self.count))))

        def stop() -> None:
            self.left.clear()  # a client takes being stopped for the death of its kernel
            lanes.cancel()

        with _signals_call(stop) as came:
            try:
                await lanes
            except asyncio.CancelledError:
                if not came:
                    raise
            finally:
                drawing.cancel()
        if came:
            raise KeyboardInterrupt
        self.done.sort(key=lambda work: work.page)

    async def _lane(self) -> None:
        while self.left:
            work = self.left.pop(0)
            await self._one(work)
            self.done.append(work)
            self.report(
                f"executed {len(self.done)} of {self.count} pages, "
                f"{time.time() - self.started:.0f} s: {work.page}"
            )

    async def _tell_drawings(self) -> None:
        """Say now and then how far the explorers are that are being drawn."""
        told = Path(os.environ[PROGRESS])
        told.write_text("", encoding="utf-8")
        read = 0
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LINES)
            lines = told.read_text(encoding="utf-8").splitlines()
            now = dict(line.split(": ", 1) for line in lines[read:])
            read = len(lines)
            for explorer, states in now.items():
                done, _, count, _ = states.split()
                if done != count:
                    self.report(f"drawing {explorer}: {states}")

    async def _one(self, work: _Work) -> None:
        begun, clock = time.time(), time.perf_counter()
        notes = self.notes / f"{work.page.replace('/', '-')}.{os.getpid()}.jsonl"
        notes.write_text("", encoding="utf-8")
        manager = kernels.Manager(notes)
        client = _Client(
            work.notebook,
            km=manager,
            timeout=self.seconds_a_cell,
            startup_timeout=self.seconds_a_cell,
            resources={"metadata": {"path": str(work.path.parent if work.path else self.root)}},
            record_timing=False,
        )
        name = work.path.relative_to(self.root).as_posix() if work.path else work.page
        try:
            await client.async_execute()
        except CellExecutionError:
            pass  # the cell's output says it
        except CellTimeoutError:
            cell = client.code_cells[client.running]
            work.problems.append(
                f"{name}, code cell {client.running + 1}: CellTimeoutError: it took longer than "
                f"{self.seconds_a_cell} s\n{_listing(cell, 0)}"
            )
        except DeadKernelError:
            work.problems.append(
                f"A kernel died.\n{name} was not executed to its end: code cell "
                f"{client.running + 1} was running"
            )
        except RuntimeError as error:
            if "Kernel didn't respond" not in str(error):
                raise
            work.problems.append(
                f"A kernel did not start.\n{name} was not executed: none answered within "
                f"{self.seconds_a_cell} s. Is the machine busy? Then build it again"
            )
        finally:
            atexit.unregister(client._cleanup_kernel)
            if await manager.is_alive():
                await manager.shutdown_kernel(now=True)
        work.problems += failed_cells(name, work.notebook)
        if not work.problems:
            noted = [json.loads(line) for line in notes.read_text("utf-8").splitlines()]
            executed.write(
                self.root,
                work.page,
                work.notebook,
                ran=begun,
                seconds=time.perf_counter() - clock,
                basis=self.now.basis(work.notebook, noted),
            )
        notes.unlink()


class _Client(NotebookClient):
    """Executes a notebook, ends its kernel, and knows which of its code cells is running."""

    def __init__(self, notebook: NotebookNode, **settings: Any) -> None:
        super().__init__(notebook, **settings)
        self.code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.running = 0
        self._with_card = False
        self.owns_km = True

    async def async_execute_cell(self, cell: NotebookNode, *args: Any, **kwargs: Any) -> Any:
        if cell.cell_type == "code":
            self.running = next(n for n, c in enumerate(self.code_cells) if c is cell)
            self._ask_for_card(bool({"hero", "card"} & set(cell.metadata.get("tags", []))))
        return await super().async_execute_cell(cell, *args, **kwargs)

    def _ask_for_card(self, wanted: bool) -> None:
        """Let the next cell draw the picture that stands for the page, or not, by its tags."""
        if wanted != self._with_card:
            self._with_card = wanted
            assert self.kc is not None
            setting = f"import os; os.environ[{CARD!r}] = {'yes' * wanted!r}"
            self.kc.execute(setting, silent=True, store_history=False)


def failed_cells(name: str, notebook: NotebookNode) -> Iterator[str]:
    """The cells of an executed notebook that raised or wrote to stderr."""
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(codes, start=1):
        for reason, line in _reasons(cell):
            yield f"{name}, code cell {number}: {reason}\n{_listing(cell, line)}"


def _reasons(cell: NotebookNode) -> Iterator[tuple[str, int]]:
    """Why a cell is at fault, and in which of its lines, 0 if that is not known."""
    for output in cell.outputs:
        if output.output_type == "error":
            if "raises-exception" in cell.metadata.get("tags", []):
                continue
            traceback = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(output.traceback))
            at = re.search(r"Cell In\s?\[\d+\], line (\d+)", traceback)
            yield f"{output.ename}: {output.evalue}", int(at.group(1)) if at else 0
        elif output.get("name") == "stderr":
            yield "it wrote to stderr: " + "".join(output.text).strip(), 0


def _listing(cell: NotebookNode, marked: int) -> str:
    return "\n".join(
        f"  {'>' if number == marked else ' '} {line}"
        for number, line in enumerate(cell.source.splitlines(), start=1)
    )
