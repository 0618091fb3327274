"""The picture that stands for a page where a link to it is shown."""

import io

import numpy as np
import pytest
from PIL import Image

from corridors.explore.card import SIZE, card
from corridors.explore.shapes import WIDTH, Shape
from tests.explore.samples import SHOCK


@pytest.mark.parametrize("height", [150, 283, 370, 620])
def test_a_card_has_the_size_that_links_ask_for_and_all_of_the_figure(height):
    written = card(SHOCK, Shape("wide", WIDTH, height))
    assert len(written) < 150_000
    with Image.open(io.BytesIO(written)) as image:
        assert image.size == SIZE and image.format == "PNG"
        pixels = np.asarray(image.convert("RGB")).astype(int)
    inked = np.argwhere(pixels.sum(axis=2) < 720)
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    assert top > 5 and left > 5 and bottom < SIZE[1] - 5 and right < SIZE[0] - 5
    assert (pixels[130:].min(axis=2) < 200).sum() > 2_000  # the figure, below the title


def test_a_card_is_drawn_only_where_the_build_asks_for_it(monkeypatch):
    from corridors import explore as module

    monkeypatch.setenv(module.FACE, "page")
    for asked in ("", "yes"):
        monkeypatch.setenv(module.CARD, asked)
        shown = module._explorer(SHOCK, "", "")._repr_mimebundle_()
        assert ("image/png" in shown) is bool(asked)
