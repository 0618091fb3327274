"""A reader of a page with explorers: what they do by mouse and keyboard, and what they then see."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Locator, Page

from corridors.explore.packs import opened

NEXT_FRAME = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""

SEEN = """(figure) => {
  const text = (selector) => figure.querySelector(selector).textContent;
  const rows = [...figure.querySelectorAll(".explorer-table tr")];
  const [columns, ...cells] = rows.map((row) =>
    [...row.cells].map((cell) => cell.dataset.exact || cell.textContent));
  const drawn = [...figure.querySelectorAll(".explorer-view svg[role=img]")];
  const shown = drawn.find((svg) => getComputedStyle(svg).display !== "none") || drawn[0];
  const name = shown.getAttribute("aria-label");
  const [title, sentence] = [".explorer-title", ".explorer-summary"].map(text);
  return { title, sentence, name, columns, cells };
}"""

CHOSEN = """(figure) => Object.fromEntries(
  JSON.parse(figure.querySelector(".explorer-controls").textContent).map(({ name, kind, keys }) => {
    const field = figure.querySelector("form").elements.namedItem(name);
    if (kind === "checkbox") return [name, Number(field.checked)];
    const same = kind === "slider" ? (key) => Number(key) === Number(field.value)
      : (key) => key === field.value;
    return [name, keys.findIndex(same)];
  }))"""

UNQUOTED = "!*'()"
"""What an address keeps as it is, beside letters, digits and `-_.~`."""

THUMB = 16
"""How wide Chromium draws the handle of a slider."""


def until(page: Page, condition: str, wanted: Any = True, seconds: float = 20) -> None:
    """Wait for what the page says to be as wanted.

    Playwright's own wait evaluates a text within the page, which the policy of a page forbids.
    """
    deadline = time.monotonic() + seconds
    while (said := page.evaluate(condition)) != wanted:
        assert time.monotonic() < deadline, f"{condition} is {said!r}, not {wanted!r}"
        page.wait_for_timeout(20)


class Shown(NamedTuple):
    """What an explorer says of a state: its words, and its table."""

    title: str
    sentence: str
    name: str
    columns: list[str]
    rows: list[list[Any]]


def value_of(text: str) -> Any:
    """What a table's cell says: a number, nothing, or words."""
    if text == "–":
        return None
    digits = text.replace(",", "")
    return float(digits) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", digits) else text


@dataclass(frozen=True)
class Reader:
    """A reader at the explorer `id` of a page. Values are named by their number, from 0."""

    page: Page
    id: str

    @cached_property
    def figure(self) -> Locator:
        return self.page.locator(f"figure.explorer[id='{self.id}']")

    @cached_property
    def controls(self) -> dict[str, dict[str, Any]]:
        """The explorer's controls by name: kind, keys, words and default."""
        spec = self.figure.locator(".explorer-controls").text_content()
        return {control["name"]: control for control in json.loads(spec or "")}

    @cached_property
    def states(self) -> dict[str, Any]:
        """All states of the shape shown, decoded without the page's script."""
        pack = self.figure.locator(f".explorer-states[data-shape={self.shape}]")
        if source := pack.get_attribute("data-src"):
            file = self.page.evaluate("(source) => new URL(source, location.href).href", source)
            with urlopen(file) as answer:
                text = re.fullmatch(r'explorerPack\("([\w-]+)","(.*)"\)\n', answer.read().decode())
            assert text is not None and text[1] == pack.get_attribute("data-pack"), source
            return opened(text[2])
        return opened(pack.text_content() or "")

    @property
    def shape(self) -> str:
        """The shape of the chart that is shown."""
        shown = self.figure.locator(".explorer-view svg[data-shape]")
        shape: str = shown.evaluate_all(
            "(all) => all.find((svg) => getComputedStyle(svg).display !== 'none').dataset.shape"
        )
        return shape

    def number(self, choice: dict[str, int]) -> int:
        """The place of a choice among the states."""
        return reduce(
            lambda n, name: n * len(self.controls[name]["keys"]) + choice[name], self.controls, 0
        )

    def told(self, choice: dict[str, int]) -> Shown:
        """What the page carries for a choice."""
        number = self.number(choice)
        sentence, rows = self.states["sentences"][number], self.states["tables"][number]
        return Shown(
            self.states["titles"][number],
            sentence,
            sentence,
            self.states["columns"],
            [[value_of(v) if isinstance(v, str) else v for v in row] for row in rows],
        )

    def button(self, action: str) -> Locator:
        return self.figure.locator(f"button[data-action={action}]")

    def field(self, name: str) -> Locator:
        """The control's element, its fold open; of a radio group, the button that is on."""
        fold = self.figure.locator(f".explorer-more:not([open]):has([name={name}]) > summary")
        if fold.count():
            fold.click()
        radio = self.controls[name]["kind"] == "radio"
        return self.figure.locator(f"form [name={name}]" + (":checked" if radio else ""))

    def choice(self) -> dict[str, int]:
        """What the controls say, by the number of the value."""
        chosen: dict[str, int] = self.figure.evaluate(CHOSEN)
        return chosen

    def address(self, choice: dict[str, int] | None = None) -> str:
        """The address of a choice, of the present one unless told."""
        choice = self.choice() if choice is None else choice
        query = "&".join(
            f"{name}={quote(self.controls[name]['keys'][value], safe=UNQUOTED)}"
            for name, value in choice.items()
        )
        return f"#{self.id}" + (f"?{query}" if query else "")

    def waits(self) -> None:
        """Let the page draw what it was asked to."""
        self.page.evaluate(NEXT_FRAME)

    def turns_to(self, face: str) -> None:
        """Switch to the `chart` or to the `table`, where it is not shown already."""
        self.waits()
        if self.figure.locator(".explorer-table").is_visible() != (face == "table"):
            self.button("table").press("Enter")
        shown = {"table": ".explorer-table table", "chart": ".explorer-view"}[face]
        self.figure.locator(shown).wait_for()

    def sees(self) -> Shown:
        """The explorer's words and the table behind them; leaves the table face on."""
        self.turns_to("table")
        seen = self.figure.evaluate(SEEN)
        rows = [[value_of(cell) for cell in row] for row in seen.pop("cells")]
        return Shown(rows=rows, **seen)

    def chooses_by_mouse(self, name: str, value: int) -> None:
        """Click the control where the value is. On a fine slider a pixel may hold several."""
        control, field = self.controls[name], self.field(name)
        if control["kind"] == "slider":
            self.page.mouse.click(*self.place_on_slider(name, value))
        elif control["kind"] == "select":
            field.select_option(control["keys"][value])
        elif control["kind"] == "radio":
            self.figure.locator(f"label:has([name={name}])").nth(value).click()
        elif field.is_checked() != bool(value):
            self.figure.locator(f"label:has([name={name}])").click()

    def place_on_slider(self, name: str, value: int) -> tuple[float, float]:
        """Where the handle's middle is at a value."""
        field = self.field(name)
        field.evaluate("(field) => field.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = field.bounding_box()
        assert box is not None
        part = value / (len(self.controls[name]["keys"]) - 1)
        x = box["x"] + THUMB / 2 + part * (box["width"] - THUMB)
        return x, box["y"] + box["height"] / 2

    def chooses_by_keyboard(self, name: str, value: int) -> None:
        """Arrow keys on sliders and radio buttons, space on a checkbox, letters on a list."""
        control, field = self.controls[name], self.field(name)
        field.blur()  # a list starts anew to listen for letters
        field.focus()
        steps = value - self.choice()[name]
        if control["kind"] == "checkbox":
            self.presses("Space", abs(steps))
        elif control["kind"] == "select":
            self.page.keyboard.type(control["words"][value])
        else:
            self.presses("ArrowRight" if steps > 0 else "ArrowLeft", abs(steps))

    def tolerance(self, name: str, way: str) -> int:
        """By how many values a click may miss: as many as a pixel of the slider holds."""
        if way == "keyboard" or self.controls[name]["kind"] != "slider":
            return 0
        box = self.field(name).bounding_box()
        assert box is not None
        return int(len(self.controls[name]["keys"]) / (box["width"] - THUMB))

    def presses(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def reading(self) -> str | None:
        """The reading at the mark that is pointed at, if one is."""
        said: str | None = self.figure.evaluate(
            """(figure) => {
              const bubble = figure.querySelector(".explorer-reading");
              return bubble?.checkVisibility() ? bubble.textContent : null;
            }"""
        )
        return said

    def marks(self) -> list[dict[str, Any]]:
        """The present state's marks as the page carries them: place, extent and text."""
        number = self.number(self.choice()) if self.controls else 0
        names = ("x", "y", "width", "height", "text")
        return [dict(zip(names, mark, strict=True)) for mark in self.states["marks"][number]]

    def marks_by_place(self) -> list[dict[str, Any]]:
        """The same, those at one place with all their texts, a line each."""
        places: dict[tuple[float, ...], list[str]] = {}
        for mark in self.marks():
            *place, text = mark.values()
            places.setdefault(tuple(place), []).append(text)
        names = ("x", "y", "width", "height")
        return [
            dict(zip(names, place, strict=True)) | {"text": "\n".join(texts)}
            for place, texts in places.items()
        ]

    def goes_to_the_chart(self) -> None:
        """With the keyboard: forth and back again."""
        self.turns_to("chart")
        self.figure.locator(".explorer-view").focus()
        self.presses("Tab")
        self.presses("Shift+Tab")

    def reads_by_keyboard(self) -> list[str | None]:
        """Every mark's reading, going from one to the next with the arrow key."""
        self.goes_to_the_chart()
        self.figure.locator(".explorer-reading").wait_for()
        self.presses("Home")
        readings = []
        for _ in self.marks():
            readings.append(self.reading())
            self.presses("ArrowRight")
        return readings

    def reads_by_mouse(self, marks: list[dict[str, Any]]) -> Iterator[str | None]:
        """The reading at each mark, with the pointer at its middle."""
        self.page.mouse.move(*self.place_of(marks[0]))
        self.figure.locator(".explorer-reading").wait_for()  # once the states are unpacked
        within = self.page.viewport_size
        assert within is not None
        places: list[list[float]] = self.figure.locator(".explorer-view svg:visible").evaluate(
            """(svg, marks) => marks.map(({ x, y }) => {
              const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
              return [at.x, at.y];
            })""",
            marks,
        )
        for x, y in places:
            assert 0 < y < within["height"], "a chart is taller than the window"
            self.page.mouse.move(x, y)
            yield self.reading()

    def place_of(self, mark: dict[str, Any]) -> tuple[float, float]:
        """Where a mark's middle is in the window, with the chart shown and scrolled to.

        The browser tells a pointer that rests of what a scroll brought under it, two frames later.
        """
        place: list[float] = self.figure.locator(".explorer-view svg:visible").evaluate(
            """async (svg, [x, y]) => {
              const before = scrollY;
              svg.scrollIntoView({ block: "center", behavior: "instant" });
              const frames = scrollY === before ? 0 : 2;
              for (let i = 0; i < frames; i += 1) await new Promise(requestAnimationFrame);
              const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
              return [at.x, at.y];
            }""",
            [mark["x"], mark["y"]],
        )
        return place[0], place[1]


@contextmanager
def listening(page: Page, *homes: str) -> Iterator[list[str]]:
    """The addresses that a page asks for, as it does.

    At the end none may be outside `homes`, and the page may not have complained in its console.
    """
    addresses: list[str] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text}")

    page.on("request", lambda request: addresses.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", note)
    page.set_default_timeout(10_000)
    yield addresses
    assert not complaints
    assert not [a for a in addresses if not a.startswith((*homes, "data:", "blob:"))]


CONTRAST = """
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
"""
"""How much two colours differ, as WCAG reckons it: for a script of a test to begin with."""

GROUND = """
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let part = element; part; part = part.parentElement) {
      const colour = parts(getComputedStyle(part).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
"""
"""What stands behind an element: the first colour that is not clear."""

UNREADABLE = (
    f"(root) => {{{CONTRAST}{GROUND}"
    + """
  return [...root.querySelectorAll("svg text")].flatMap((text) => {
    const found = contrast(parts(getComputedStyle(text).fill), ground(text));
    return found < 4.5 ? [`${text.textContent}: ${found.toFixed(2)}`] : [];
  });
}"""
)
"""The texts of charts in a part of a page whose contrast is under 4.5 to 1."""

SMALL = """(root) => [...root.querySelectorAll("button, select, input")].flatMap((element) => {
  const box = (element.closest("label") ?? element).getBoundingClientRect();
  const seen = box.width > 0 && getComputedStyle(element).visibility !== "hidden";
  return seen && Math.min(box.width, box.height) < 24
    ? [`${element.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`] : [];
})"""
"""What a finger cannot hit well in a part of a page: less than 24 pixels wide or high."""
