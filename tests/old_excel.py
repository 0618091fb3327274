"""Read the cells of an Excel file of before 2007, without a package for it.

Statistical offices still publish such files. They are a small file system (OLE) with one stream of
records (BIFF8): names of sheets, a table of all texts, and a record a cell.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

SHEET, TEXTS, CONTINUED, TEXT, NUMBER, SHORT, SHORTS, FORMULA = (
    *(0x85, 0xFC, 0x3C, 0xFD, 0x203, 0x27E, 0xBD, 0x06),
)
NO_SECTOR = 0xFFFFFFFA
"""Numbers from here on end a chain of sectors."""

Sheet = list[dict[str, str]]


def sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets by name: of each row its cells by column letter, numbers as Python writes them."""
    stream, found = _stream(content), {}
    records = list(_records(stream, 0))
    texts = next((_texts(parts) for kind, parts in records if kind == TEXTS), [])
    for body in (parts[0] for kind, parts in records if kind == SHEET):
        at, _, count, wide = struct.unpack_from("<IHBB", body)
        name = body[8 : 8 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
        found[name] = _rows(stream, at, texts)
    return found


def _stream(content: bytes) -> bytes:
    """The stream of records, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    following: list[int] = []
    for number in struct.unpack_from("<109I", content, 76):
        if number < NO_SECTOR:
            following += struct.unpack(f"<{size // 4}I", sector(number))

    def chain(number: int) -> bytes:
        parts = []
        while number < NO_SECTOR:
            parts.append(sector(number))
            number = following[number]
        return b"".join(parts)

    directory = chain(struct.unpack_from("<I", content, 48)[0])
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(length - 2, 0)].decode("utf-16-le") == "Workbook":
            return chain(struct.unpack_from("<I", directory, at + 116)[0])
    raise ValueError("the file has no workbook of the kind of Excel 97 to 2003")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The records from a place to the end of their sheet, each with those that continue it."""
    kind, parts = 0, list[bytes]()
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        body, at = stream[at + 4 : at + 4 + length], at + 4 + length
        if code == CONTINUED:
            parts.append(body)
            continue
        if parts:
            yield kind, parts
        if code == 0x0A:  # end of the sheet
            return
        kind, parts = code, [body]


def _texts(parts: list[bytes]) -> list[str]:
    """The texts of all sheets; one may go on in the next part, which says anew how it is coded."""
    data, ends = b"".join(parts), [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    at, found = 8, []
    for _ in range(struct.unpack_from("<I", data, 4)[0]):
        count, flags = struct.unpack_from("<HB", data, at)
        at += 3
        runs, at = (struct.unpack_from("<H", data, at)[0], at + 2) if flags & 8 else (0, at)
        extra, at = (struct.unpack_from("<I", data, at)[0], at + 4) if flags & 4 else (0, at)
        text, wide = "", flags & 1
        while count:
            end = next(after for before, after in pairwise(ends) if before <= at < after)
            take = min(count, (end - at) // (1 + wide))
            raw = data[at : at + take * (1 + wide)]
            text += raw.decode("utf-16-le" if wide else "latin-1")
            at, count = at + len(raw), count - take
            if count:
                wide, at = data[at] & 1, at + 1
        at += 4 * runs + extra
        found.append(text)
    return found


def _rows(stream: bytes, at: int, texts: list[str]) -> Sheet:
    cells: dict[int, dict[str, str]] = {}

    def put(row: int, column: int, value: str) -> None:
        cells.setdefault(row, {})[_letters(column)] = value

    for kind, (body, *_) in _records(stream, at):
        if kind == TEXT:
            row, column, _format, number = struct.unpack("<HHHI", body)
            put(row, column, texts[number].strip())
        elif kind == NUMBER:
            row, column, _format, value = struct.unpack("<HHHd", body)
            put(row, column, repr(value))
        elif kind == FORMULA:
            row, column, _format, value = struct.unpack_from("<HHHd", body)
            put(row, column, repr(value))
        elif kind == SHORT:
            row, column, _format, short = struct.unpack("<HHHI", body)
            put(row, column, repr(_number(short)))
        elif kind == SHORTS:
            row, first = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                short = struct.unpack_from("<I", body, 4 + 6 * place + 2)[0]
                put(row, first + place, repr(_number(short)))
    return [cells.get(row, {}) for row in range(max(cells, default=-1) + 1)]


def _number(short: int) -> float:
    """A number kept in 30 bits: a whole one or the upper half of another, or its hundredfold."""
    if short & 2:
        value = float(struct.unpack("<i", struct.pack("<I", short))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, short & 0xFFFFFFFC))[0]
    return value / 100 if short & 1 else value


def _letters(column: int) -> str:
    return (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26)
