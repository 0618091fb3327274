"""Explorers under load: thousands of changes, many on a slow phone, a server that goes."""

import shutil
from dataclasses import replace
from functools import partial

import pytest
from playwright.sync_api import expect

from corridors.explore import bake
from corridors.explore.packs import FOLDER, set_beside
from corridors.explore.page import STATIC, figure
from tests.explore.reader import Reader
from tests.explore.samples import GROWTH, SHOCK, SUPPLY, after_cut, told
from tests.explore.test_packs import ON_A_PHONE, SAVING_DATA, sets, shows, status
from tests.explore.test_page import PAGE

CHANGES = """async (figure, [from, to]) => {
  const slider = figure.querySelector("input[type=range]");
  const [least, most, step] = [slider.min, slider.max, slider.step].map(Number);
  const values = Math.round((most - least) / step) + 1;
  for (let n = from; n < to; n += 1) {
    slider.value = least + step * (n % values);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    if (n % 20 === 0) slider.dispatchEvent(new Event("change", { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
}"""
"""Moves a slider up and down, a value a frame, and lets go of it now and then."""


def pages(folder, *figures):
    """A folder with a page of these figures, their packs beside it; what stood there is gone."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    for file in STATIC.iterdir():
        shutil.copy(file, folder)
    text = set_beside(PAGE.format(figures="\n".join(figures)), folder, "")
    (folder / "page.html").write_text(text, encoding="utf-8")
    return folder


def of(definition, **shapes):
    """A definition as a page carries it."""
    return figure(definition, {"wide": bake(definition, store=None), **shapes})


def weight(session):
    """What the page holds once all that nobody holds is gone: bytes of the heap, and nodes."""
    session.send("HeapProfiler.collectGarbage")
    return {
        "bytes": session.send("Runtime.getHeapUsage")["usedSize"],
        "nodes": session.send("Memory.getDOMCounters")["nodes"],
    }


@pytest.mark.slow
def test_two_thousand_changes_leave_the_heap_where_it_was(page, serve, tmp_path):
    page.goto(f"{serve(pages(tmp_path, of(SHOCK), of(GROWTH)))}/page.html")
    reader, session = Reader(page, "gas-shock"), page.context.new_cdp_session(page)
    reader.figure.evaluate(CHANGES, [0, 200])
    before = weight(session)
    reader.figure.evaluate(CHANGES, [200, 2200])
    after = weight(session)
    last = 2199 % len(reader.controls["cut"]["keys"])
    shows(reader, SHOCK, cut=last)
    assert after["bytes"] < before["bytes"] + 100_000
    assert after["nodes"] < before["nodes"] + 100


@pytest.fixture(scope="module")
def ten(tmp_path_factory):
    """A page of ten explorers."""
    definitions = [replace(GROWTH, id=f"growth-{n}") for n in range(10)]
    return pages(tmp_path_factory.mktemp("ten"), *map(of, definitions))


def test_ten_explorers_on_a_phone_six_times_slower_lose_no_input(browser, serve, ten):
    with browser.new_context(viewport=ON_A_PHONE, has_touch=True, is_mobile=True) as phone:
        page = phone.new_page()
        phone.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.goto(f"{serve(ten)}/page.html", wait_until="domcontentloaded")
        readers = [Reader(page, f"growth-{n}") for n in range(10)]
        for reader in readers:
            reader.field("rate").focus()
            reader.presses("ArrowRight", 5)
        for reader in readers:
            reader.figure.locator("label:has([name=scenario])").nth(1).tap()
        for reader in readers:
            shows(reader, GROWTH, rate=5, scenario=1)


def test_a_reader_who_goes_offline_is_told_and_goes_on_when_the_network_is_back(page, serve, ten):
    page.add_init_script(SAVING_DATA)
    page.goto(f"{serve(ten)}/page.html")
    last, sentence = Reader(page, "growth-9"), told(GROWTH).sentence
    page.context.set_offline(True)
    sets(last, "rate", "0.25")
    expect(status(last)).to_contain_text("could not be loaded")
    expect(last.figure.locator(".explorer-summary")).to_have_text(sentence)
    page.context.set_offline(False)
    sets(last, "rate", "0.2")
    shows(last, GROWTH, rate=4)
    expect(status(last)).to_have_text("")


def test_a_site_that_is_built_anew_behind_an_open_page_mixes_nothing(page, serve, tmp_path):
    richer = SUPPLY.assign(energy_twh=2 * SUPPLY["energy_twh"])
    anew = replace(SHOCK, model=partial(after_cut, richer))
    page.add_init_script(SAVING_DATA)
    old = '<div style="height: 4000px"></div>' + of(SHOCK)
    site = serve(pages(tmp_path, old))
    page.goto(f"{site}/page.html")
    reader, before = Reader(page, "gas-shock"), told(SHOCK).sentence
    pages(tmp_path, of(anew))
    sets(reader, "cut", "90")
    expect(status(reader)).to_contain_text("could not be loaded")
    expect(reader.figure.locator(".explorer-summary")).to_have_text(before)
    page.reload()
    sets(reader, "cut", "90")
    shows(reader, anew, cut=9)
