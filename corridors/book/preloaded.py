"""What pages share, done once: kernels are forked from the process that has done it.

All of them import the same, and in a build of many pages half of them tell of the ledger.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
from typing import Final

from corridors import data
from corridors.book.kernels import ALL_TABLES
from corridors.paths import PACKAGE, ROOT

OTHERS: Final = (
    "IPython.core.interactiveshell",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline",
    "myst_nb",
)

_own = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(PACKAGE.rglob("*.py"))
    if "book" not in path.parts
]

for name in (*OTHERS, *_own):
    with contextlib.suppress(Exception):  # a page that needs it will say what is wrong
        importlib.import_module(name)

if os.environ.get(ALL_TABLES):
    for name in data.names():
        with contextlib.suppress(data.DataError):  # so will a page that loads it
            data.load(name)
    with contextlib.suppress(Exception):  # and one that tells of the claim
        importlib.import_module("corridors.claims.ledger").ledger()

gc.collect()
gc.freeze()  # what all kernels share is not searched for garbage in each of them
