"""The quick way of drawing many states against matplotlib's plain one, a figure for each."""

import io
import re
from collections import Counter
from unittest import mock

import pytest
from matplotlib.figure import Figure

from corridors.explore.pen import in_steps
from corridors.pictures.explorers import BOOK
from tests.figures import DRAWN, figure

_ELEMENT = re.compile(r"<(path|use|text)\b([^>]*?)(?:/>|>(?:([^<]*)</text>)?)")
_DEFINITION = re.compile(r"<defs>.*?</defs>", re.DOTALL)


@pytest.fixture(scope="module", params=DRAWN, ids=" ".join)
def chart(request):
    return figure(*request.param)


def corners(d):
    """The corners of an outline of straight lines in tenths, told in places or in steps."""
    here = start = (0, 0)
    found = []
    for command, numbers in re.findall(r"([MLmlz])([^MLmlz]*)", d):
        if command == "z":
            here = start
            found.append("z")
            continue
        tenths = [round(float(n) * 10) for n in re.findall(r"-?(?:\d*\.\d|\d+)", numbers)]
        for at, (x, y) in enumerate(zip(tenths[::2], tenths[1::2], strict=True)):
            here = (here[0] + x, here[1] + y) if command.islower() else (x, y)
            start = here if command in "Mm" and at == 0 else start
            found.append(("to" if command in "Mm" and at == 0 else "line", *here))
    return found


def test_an_outline_in_steps_has_the_corners_that_it_has_in_places():
    places = [
        f"{'M' if at % 20 == 0 else 'L'} {at * 1.2345:.6f} {-7 * at % 31:.6f}" for at in range(60)
    ]
    closed = "\n".join(
        [*places[:20], "z", *places[20:40], "z", "L 3.500000 0.040000", *places[40:]]
    )
    assert in_steps(closed) != closed
    cut = re.sub(r"(\d\.\d)\d+", r"\1", closed)
    assert corners(in_steps(closed)) == corners(cut)
    assert in_steps("M 1 2\nL 3 4") == "M 1 2\nL 3 4"


def elements(svg):
    """What is to be seen in a drawing, whatever the names of what it defines."""
    named = dict(re.findall(r'<path id="([^"]+)" d="([^"]+)"', svg))
    found = Counter()
    for name, attributes, words in _ELEMENT.findall(_DEFINITION.sub("", svg)):
        look = re.sub(r' clip-path="[^"]*"', "", attributes)
        look = re.sub(r"url\(#h\w+\)", "hatch", look)
        look = re.sub(r'href="#([^"]+)"', lambda sign: f'd="{named[sign[1]]}"', look)
        look = re.sub(r' d="([^"QC]+)"', lambda outline: str(corners(outline[1])), look)
        found[name, look, words] += 1
    return found


def saved_plainly(canvas, table):
    """The state in a figure of its own, with the margins of the canvas, as matplotlib saves it."""
    with BOOK.styled(), mock.patch.dict("matplotlib.rcParams", {"svg.hashsalt": "alone"}):
        alone = Figure(figsize=(canvas.width / 72, canvas.height / 72))
        axes = alone.add_subplot(position=canvas._axes.get_position(original=True).bounds)
        axes.shape = canvas.shape
        canvas.definition.picture(table, axes)
        for place in ("left", "center", "right"):
            axes.set_title("", loc=place)
        svg = io.StringIO()
        alone.savefig(svg, format="svg")
    frame = re.compile(r'<g id="patch_1">.*?</g>', re.DOTALL)  # the figure's own, invisible
    body = frame.sub("", svg.getvalue().split("</metadata>")[1], count=1)
    return canvas._pen._compact(body)


def test_a_state_drawn_after_others_is_as_matplotlib_saves_it_in_a_figure_of_its_own(chart):
    states = list(chart.definition.states())
    canvas = chart.canvas()
    for state in {id(s): s for s in (*states[:2], states[len(states) // 2], states[-1])}.values():
        table = chart.definition.table(state)
        canvas.draw(table, state)  # so that what is compared is drawn on what was before
        ours = canvas.draw(table, state)
        wanted = elements(saved_plainly(canvas, table))
        shown = elements(canvas.background) + elements(ours.fragment)
        assert shown == wanted, state
