"""Pack the texts of many states by columns: loss-free, and read back one state at a time.

The states of an explorer are texts that differ in their numbers more than in their words. A text is
cut into pieces; pieces that read the same but for their numbers make a *place*, whose words are
kept once. A number that never changes is part of the words. One that does is a *column* over all
states: whole numbers in units of its last digit, of which the differences from a prediction are
kept. The prediction looks along the controls, since the states form a grid and a step of a control
mostly does to one state what it did to its neighbour; or at another column, since the length of a
bar and the label on it tell the same. The row of places that makes up a state is its *form*.

Everything is deflated together. `unpack` reads it in Python, static/explorer.js in the page.
"""

from __future__ import annotations

import itertools
import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]

HOLE: Final = "\x01"
"""Stands in the words of a place for a number that changes."""

END: Final = "\x02"
"""Ends the words of a place. JSON writes neither character as it is, so no text has them."""

_PIECE: Final = re.compile(r"(?:<[a-z]+ |\[)[^<\[]*(?:<(?![a-z]+ )[^<\[]*)*")
"""A piece of a text: an element of a drawing, or a row."""

_CUTS: Final = (
    None,
    re.compile(r"(?<=[.;:] )(?![^<>]*>)"),  # clauses
    re.compile(r"(?<=[.;:] )(?![^<>]*>)|(?<=\", )"),  # clauses, and words in rows
    re.compile(r"(?<=[.;:,] )(?![^<>]*>)"),  # the shortest of phrases
)
"""Where to cut pieces further: what is best depends on what changes, so each is tried."""

_MUCH: Final = 20_000_000
"""Letters of all states beyond which only the first cut is tried, for the time that it takes."""

_FEW: Final = 2
"""Pieces that differ in their numbers only, but are so few for each that a state has, stay whole:
a filter changes which are there, not what they say."""

_NUMBER: Final = re.compile(
    r"(?<![\w#.,\-])"
    r"(-?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d{0,8})(?:\.\d{1,6})?)"
    r"(?!\w|[.,]\d)"
)
_LARGEST: Final = 2**30
_SCALE_BITS, _SHIFT_STEP = 44.0, 16
_LIKELY: Final = 4
"""From how many other columns, the most correlated, a column is predicted in a trial."""

_ENOUGH: Final = 400
"""States by which predictions are compared."""


class Format(NamedTuple):
    """How a column's whole numbers are written: digits after the point, and two habits."""

    decimals: int
    trimmed: bool
    """Whether zeros at the end of the decimals are left out."""
    grouped: bool
    """Whether commas part the thousands."""


@dataclass
class _Slot:
    """A number that changes: which column it is, what to add, and how to write it."""

    column: int
    base: int
    format: int


@dataclass
class _Columns:
    """The columns met so far, each once, and the formats they are written in."""

    values: dict[tuple[int, ...], int] = field(default_factory=dict)
    formats: dict[Format | tuple[str, ...], int] = field(default_factory=dict)

    def slot(self, numbers: list[int], format: Format | tuple[str, ...]) -> _Slot:
        base = min(numbers)
        key = tuple(number - base for number in numbers)
        column = self.values.setdefault(key, len(self.values))
        return _Slot(column, base, self.formats.setdefault(format, len(self.formats)))


def pack(texts: Sequence[str], grid: Sequence[int], **about: Any) -> bytes:
    """The texts of all states, in the order of a grid of these lengths, as bytes.

    `about` is carried along, for the reader to check whose states these are. Raises ValueError
    when the grid has another number of states or a text has a character that none may have.
    """
    if len(texts) != int(np.prod(grid, dtype=np.int64)) or not texts:
        raise ValueError(f"{len(texts)} texts do not fill a grid of {tuple(grid)}")
    if any(HOLE in text or END in text for text in texts):
        raise ValueError("a text has the character \\x01 or \\x02, which part the places of a pack")
    rows = [_pieces(text) for text in texts]
    cuts = _CUTS if sum(map(len, texts)) < _MUCH else _CUTS[:1]
    tried = (_Pack(rows, grid, where) for where in cuts)
    return min(tried, key=_Pack.size).written(about)


class _Pack:
    """Texts cut in one way, as what is written of them."""

    def __init__(
        self, rows: list[list[str]], grid: Sequence[int], where: re.Pattern[str] | None
    ) -> None:
        self.grid, cut, columns = grid, _cut(rows, where), _Columns()
        words: list[str] = []
        slots: list[_Slot] = []
        for first, states, numbers in zip(cut.words, cut.states, cut.numbers, strict=True):
            parts = [first[0]]
            for literal, tokens in zip(first[1:], zip(*numbers, strict=True), strict=True):
                if len(set(tokens)) == 1:
                    parts[-1] += tokens[0] + literal
                else:
                    values, format = _numbers(tokens)
                    slots.append(columns.slot(_over_all(states, values, len(rows)), format))
                    parts.append(literal)
            words.append(HOLE.join(parts))
        if len(cut.forms) > 1:
            slots.append(columns.slot(cut.form_of, Format(0, False, False)))
        self.table = np.array(list(columns.values), dtype=np.int64).reshape(-1, len(rows)).T
        self.head = {
            "grid": list(grid),
            "words": END.join(words),
            "forms": [_runs(form) for form in cut.forms],
            "slots": [
                _back([slot.column for slot in slots]),
                [slot.base for slot in slots],
                [slot.format for slot in slots],
            ],
            "formats": [list(format) for format in columns.formats],
        }
        self.predictions = neighbours(grid)
        some = np.linspace(0, len(rows) - 1, min(len(rows), _ENOUGH)).astype(np.int64)
        self.sample = [
            (some, one[some], two[some], less[some]) for one, two, less in self.predictions
        ]
        self.costs = self._costs(self.table, range(len(self.predictions)))

    def size(self) -> int:
        """About how many bytes this takes: without what columns tell of each other."""
        best = self.costs.argmin(axis=0)
        body = b"".join(self._body(*both) for both in zip(self.table.T, best, strict=True))
        return len(zlib.compress(_json(self.head) + body))

    def written(self, about: dict[str, Any]) -> bytes:
        coded, scales, body = self._coded()
        head = _json(
            {**about, **self.head, "columns": list(zip(*coded, strict=True)), "scales": scales}
        )
        return zlib.compress(struct.pack("<I", len(head)) + head + body, 9)

    def _costs(self, table: Ints, predictions: Sequence[int]) -> NDArray[np.float64]:
        """About how many bits each column costs with each prediction."""
        padded = _padded(table)
        every = len(table) / len(self.sample[0][0])
        return np.array(
            [
                2 * every * np.log2(1 + np.abs(_differences(padded, *self.sample[n]))).sum(axis=0)
                for n in predictions
            ]
        )

    def _body(self, values: Ints, prediction: int, width: int = 0) -> bytes:
        """The differences of a column from a prediction, first their lowest bytes."""
        states = np.arange(len(values))
        padded = _padded(values[:, None])
        left = _differences(padded, states, *self.predictions[prediction])[:, 0]
        places = range(width or _width(values))
        return b"".join((left >> 8 * place & 255).astype(np.uint8).tobytes() for place in places)

    def _coded(self) -> tuple[list[_Coded], list[float], bytes]:
        """What is known of each column, the scales, and all differences, column after column."""
        step = sum(length > 1 for length in self.grid) + 1
        simple = [0, *range(1, len(self.predictions), step)]
        related = _related(self.table)
        scales: dict[float, int] = {}
        coded, body = [], []
        for column, values in enumerate(self.table.T):
            kept = _Coded(0, int(self.costs[:, column].argmin()))
            cheapest, rest = float(self.costs[:, column].min()), values
            for other in related(column) if cheapest > _SCALE_BITS else ():
                for scale in _scales(self.table[:, other], values, scales):
                    exact = values - scale * self.table[:, other]
                    shift = int(np.floor(_SHIFT_STEP * np.median(exact) + 0.5))
                    remains = values - told(self.table[:, other], scale, shift)
                    costs = self._costs(remains[:, None], simple)[:, 0]
                    costs += _SCALE_BITS * (2 - (scale in scales))
                    if costs.min() < cheapest:
                        cheapest, rest, used = float(costs.min()), remains, scale
                        kept = _Coded(0, simple[int(costs.argmin())], column - other, 0, shift)
            place = scales.setdefault(used, len(scales)) if kept.back else 0
            coded.append(kept._replace(width=_width(values), scale=place))
            body.append(self._body(rest, kept.prediction, _width(values)))
        return coded, list(scales), b"".join(body)


def _width(values: Ints) -> int:
    """How many bytes hold any of them."""
    return 1 if values.max() < 2**8 else 2 if values.max() < 2**16 else 4


def _back(columns: Sequence[int]) -> list[int]:
    """Of each column how long before the next new one it was new; so 0 for a new one."""
    newest = itertools.accumulate([-1, *columns], max)
    return [new + 1 - column for new, column in zip(newest, columns, strict=False)]


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class _Cut:
    """The texts of all states, cut into places."""

    words: list[tuple[str, ...]]
    """Of each place, what stands between the numbers."""
    states: list[list[int]]
    """Of each place, the states that have it."""
    numbers: list[list[list[str]]]
    """Of each place, the numbers that it has in each of these states."""
    forms: list[tuple[int, ...]]
    form_of: list[int]


def _pieces(text: str) -> list[str]:
    found = _PIECE.findall(text)
    before = len(text) - sum(map(len, found))
    return [text[:before], *found]


def _cut(rows: list[list[str]], where: re.Pattern[str] | None) -> _Cut:
    parts: dict[str, list[str]] = {}
    pieces: dict[str, tuple[int, list[str]]] = {}
    skeletons: dict[tuple[str, ...], int] = {}
    in_all: Counter[int] = Counter()
    in_one: Counter[int] = Counter()
    if where is not None:
        parts = {piece: where.split(piece) for piece in {piece for row in rows for piece in row}}
        rows = [[part for piece in row for part in parts[piece]] for row in rows]
    for row in rows:
        for piece in row:
            if piece not in pieces:
                split = _NUMBER.split(piece)
                skeleton = skeletons.setdefault(tuple(split[::2]), len(skeletons))
                pieces[piece] = skeleton, split[1::2]
                in_all[skeleton] += 1
        for skeleton, count in Counter([pieces[piece][0] for piece in row]).items():
            if count > in_one[skeleton]:
                in_one[skeleton] = count
    whole = {skeleton for skeleton, count in in_all.items() if count <= _FEW * in_one[skeleton]}
    words = list(skeletons)
    cut = _Cut([], [], [], [], [])
    places: dict[str | tuple[int, int], int] = {}
    forms: dict[tuple[int, ...], int] = {}
    for state, row in enumerate(rows):
        met: dict[int, int] = {}
        form = []
        for piece in row:
            skeleton, numbers = pieces[piece]
            if skeleton in whole:
                place = places.setdefault(piece, len(places))
                numbers = []
            else:
                met[skeleton] = met.get(skeleton, 0) + 1
                place = places.setdefault((skeleton, met[skeleton]), len(places))
            if place == len(cut.words):
                cut.words.append((piece,) if skeleton in whole else words[skeleton])
                cut.states.append([])
                cut.numbers.append([])
            cut.states[place].append(state)
            cut.numbers[place].append(numbers)
            form.append(place)
        cut.form_of.append(forms.setdefault(tuple(form), len(forms)))
    cut.forms = list(forms)
    return cut


def _numbers(tokens: Sequence[str]) -> tuple[list[int], Format | tuple[str, ...]]:
    """Whole numbers for the texts of one place, and how to write them as these very texts."""
    different = list(dict.fromkeys(tokens))
    decimals = max(len(token.partition(".")[2]) for token in different)
    values = {token: _value(token, decimals) for token in different}
    if max(map(abs, values.values())) < _LARGEST:
        for trimmed, grouped in itertools.product((False, True), repeat=2):
            format = Format(decimals, trimmed, grouped)
            if all(write(value, format) == token for token, value in values.items()):
                return [values[token] for token in tokens], format
    places = {token: place for place, token in enumerate(different)}
    return [places[token] for token in tokens], tuple(different)


def _value(token: str, decimals: int) -> int:
    whole, _, fraction = token.replace(",", "").partition(".")
    return int(whole + fraction.ljust(decimals, "0"))


def write(value: int, format: Format | Sequence[str]) -> str:
    """A column's whole number as the text that it stands for."""
    if not isinstance(format, Format):
        return format[value]
    digits = str(abs(value)).zfill(format.decimals + 1)
    point = len(digits) - format.decimals
    whole, fraction = digits[:point], digits[point:]
    if format.trimmed:
        fraction = fraction.rstrip("0")
    if format.grouped:
        whole = f"{int(whole):,}"
    return ("-" if value < 0 else "") + whole + ("." + fraction if fraction else "")


def _over_all(states: list[int], values: list[int], count: int) -> list[int]:
    """A value for every state: one without takes that of the last state before it, or the first."""
    full = np.zeros(count, dtype=np.int64)
    full[states] = np.arange(len(states))
    filled: list[int] = np.array(values, dtype=np.int64)[np.maximum.accumulate(full)].tolist()
    return filled


def _runs(form: Sequence[int]) -> list[int]:
    """The places of a form as first place and length of each run of neighbours."""
    runs: list[int] = []
    for place in form:
        if runs and runs[-2] + runs[-1] == place:
            runs[-1] += 1
        else:
            runs += [place, 1]
    return runs


def neighbours(grid: Sequence[int]) -> list[tuple[Ints, Ints, Ints]]:
    """The predictions of a state from earlier ones, as three numbers of states for each state.

    What is predicted is the first plus the second less the third, and the number after the last
    state stands for a value of 0. The first prediction is always 0; then, for each control, the
    state one step back, and the same with the last step taken again; then for each two controls
    one step back, with the step that the other control would have made there.
    """
    count = int(np.prod(grid, dtype=np.int64))
    none = np.full(count, count)
    here = np.arange(count)
    steps = [int(np.prod(grid[axis + 1 :], dtype=np.int64)) for axis in range(len(grid))]
    at = [here // step % length for step, length in zip(steps, grid, strict=True)]
    axes = [axis for axis, length in enumerate(grid) if length > 1]
    made = [(none, none, none)]
    for axis in axes:
        back = none
        for other in [*(a for a in axes if a != axis), axis]:
            back = np.where(at[other] > 0, here - steps[other], back)
        twice = at[axis] > 1
        one, two = here - steps[axis], here - 2 * steps[axis]
        made.append((back, none, none))
        made.append((back, np.where(twice, one, count), np.where(twice, two, count)))
        for other in axes:
            if other != axis:
                both = (at[axis] > 0) & (at[other] > 0)
                across = here - steps[other]
                corner = across - steps[axis]
                made.append((back, np.where(both, across, count), np.where(both, corner, count)))
    return made


class _Coded(NamedTuple):
    """A column as it is kept."""

    width: int
    """Bytes a value."""
    prediction: int
    """Its place among `neighbours`."""
    back: int = 0
    """How many columns before it is the one that it is predicted from; 0 for none."""
    scale: int = 0
    """The place of the factor that this one is multiplied by."""
    shift: int = 0
    """What is then added, in sixteenths."""


def _padded(table: Ints) -> Ints:
    """With a row of 0 after the last."""
    return np.vstack([table, np.zeros((1, table.shape[1]), dtype=np.int64)])


def _differences(padded: Ints, state: Ints, one: Ints, two: Ints, less: Ints) -> Ints:
    difference: Ints = padded[state] - (padded[one] + padded[two] - padded[less])
    return difference


def _related(table: Ints) -> Callable[[int], Iterator[int]]:
    """A function from a column to those that go with it most, of at least as many digits.

    So columns that tell of each other form no circle, of which none could be read first.
    """
    centred = table - table.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0))
    size[size == 0] = 1
    alike = np.abs((centred / size).T @ (centred / size))
    rank = np.argsort(np.argsort(-table.max(axis=0, initial=0), kind="stable"))

    def related(column: int) -> Iterator[int]:
        before = np.flatnonzero(rank < rank[column])
        for other in before[np.argsort(-alike[column, before], kind="stable")[:_LIKELY]]:
            if alike[column, other] > 0.9:
                yield int(other)

    return related


def _scales(other: Ints, values: Ints, known: dict[float, int]) -> list[float]:
    """Factors to try from one column to another: the best one, and known ones near it."""
    centred = other - other.mean()
    best = float(f"{(centred @ values) / (centred @ centred):.5g}")
    near = [scale for scale in known if abs(scale - best) < 0.02 * abs(best)]
    return [*near[:6], best]


def told(other: Ints, scale: float, shift: int) -> Ints:
    """A column as another one tells it. In the page, the very same operations are made."""
    whole: Ints = np.floor(scale * other + (shift / _SHIFT_STEP + 0.5)).astype(np.int64)
    return whole


def unpack(packed: bytes) -> tuple[dict[str, Any], list[str]]:
    """The head of a pack, in which is what `about` said, and the texts of its states."""
    content = zlib.decompress(packed)
    (length,) = struct.unpack_from("<I", content)
    head = json.loads(content[4 : 4 + length])
    count = int(np.prod(head["grid"], dtype=np.int64))
    columns = _decoded(head, content[4 + length :], count)
    formats = [Format(*f) if isinstance(f[0], int) else f for f in head["formats"]]
    new, at = 0, []
    for back in head["slots"][0]:
        at.append(new - back)
        new += back == 0
    slots = list(zip(at, *head["slots"][1:], strict=True))
    places, first = [], [0]
    for words in head["words"].split(END):
        places.append(words.split(HOLE))
        first.append(first[-1] + len(places[-1]) - 1)

    def number(slot: int, state: int) -> str:
        column, base, format = slots[slot]
        return write(int(columns[column][state]) + base, formats[format])

    texts = []
    for state in range(count):
        form = int(number(first[-1], state)) if len(head["forms"]) > 1 else 0
        runs = head["forms"][form]
        pieces = []
        for start, run in zip(runs[::2], runs[1::2], strict=True):
            for place in range(start, start + run):
                pieces.append(places[place][0])
                for slot, words in enumerate(places[place][1:], first[place]):
                    pieces += [number(slot, state), words]
        texts.append("".join(pieces))
    return head, texts


def _decoded(head: dict[str, Any], body: bytes, count: int) -> list[Ints]:
    predictions = neighbours(head["grid"])
    kept = [_Coded(*parts) for parts in zip(*head["columns"], strict=True)]
    starts = list(itertools.accumulate((count * column.width for column in kept), initial=0))
    done: dict[int, Ints] = {}

    def values_of(place: int) -> Ints:
        if place not in done:
            column = kept[place]
            left = np.zeros(count + 1, dtype=np.int64)
            for byte in range(column.width):
                start = starts[place] + byte * count
                left[:count] += np.frombuffer(body, np.uint8, count, start).astype(np.int64) << (
                    8 * byte
                )
            values = left.tolist()
            one, two, less = (part.tolist() for part in predictions[column.prediction])
            for state in range(count):
                values[state] += values[one[state]] + values[two[state]] - values[less[state]]
            read = np.array(values[:count], dtype=np.int64)
            if column.back:
                other = values_of(place - column.back)
                read += told(other, head["scales"][column.scale], column.shift)
            done[place] = read % 256**column.width
        return done[place]

    return [values_of(place) for place in range(len(kept))]
