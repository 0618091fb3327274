"""What pages import, imported once: kernels are forked from the process that has done it."""

from __future__ import annotations

import contextlib
import importlib
from pathlib import Path
from typing import Final

from corridors import data

OTHERS: Final = (
    "IPython.core.interactiveshell",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline",
    "myst_nb",
)

_package = Path(data.__file__).parent
_own = [
    ".".join(path.relative_to(_package.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(_package.rglob("*.py"))
    if "book" not in path.parts
]

for name in (*OTHERS, *_own):
    with contextlib.suppress(Exception):  # a page that needs it will say what is wrong
        importlib.import_module(name)

for name in data.names():
    with contextlib.suppress(data.DataError):  # so will a page that loads it
        data.load(name)
