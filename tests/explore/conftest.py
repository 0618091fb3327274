"""What tests of both faces share."""

import pytest

from corridors.explore import Baked, bake
from tests.explore.samples import GROWTH, PLAIN, SHOCK


@pytest.fixture(scope="session")
def baked() -> dict[str, Baked]:
    """The small explorers with every state computed, by their ids."""
    return {d.id: bake(d, store=None) for d in (SHOCK, GROWTH, PLAIN)}
