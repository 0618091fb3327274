"""The packs of explorers in a built book: files beside the pages, and not in them."""

import re

CELL = """import pandas as pd
from corridors.explore import explore

def model(*, size=2):
    return pd.DataFrame({"size": [size]})

def picture(table, ax):
    ax.bar([0], table["size"])
    ax.set_ylim(0, 5)

explore("some-bars", model=model, picture=picture, summary=lambda t: f"It is {t['size'][0]}.",
        size=(1, 4))"""


def test_a_book_has_its_packs_as_files_that_its_pages_name(small_book):
    small_book.notebook("notebook", CELL)
    assert small_book.build().returncode == 0
    page = small_book.page("notebook")
    [source] = re.findall(
        r'class="explorer-states"[^>]*data-src="([^"]+)"></script>',
        page.read_text(encoding="utf-8"),
    )
    file = (page.parent / source).resolve()
    assert file.parent == page.parent.parent / "packs"
    assert file.read_text(encoding="utf-8").startswith(f'explorerPack("{file.stem}","')
    assert [other.name for other in file.parent.iterdir()] == [file.name]
