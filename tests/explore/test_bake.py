import functools
import gzip
import re

import pandas as pd
import pytest

from corridors import data
from corridors.explore import ExplorerError, bake, define
from corridors.explore.drawing import Canvas
from corridors.explore.marks import says
from corridors.explore.packs import opened
from corridors.explore.page import figure
from corridors.explore.still import stays
from corridors.pictures import style
from corridors.pictures.explorers import BOOK
from corridors.pictures.parts import value_axis

SUPPLY = pd.DataFrame({"supplier": ["Norway", "Russia"], "energy_twh": [1000.0, 400.0]})


def model(table, *, cut=0):
    return table.assign(energy_twh=table["energy_twh"] * (1 - cut / 100))


def picture(table, ax):
    bars = ax.bar(range(len(table)), table["energy_twh"], color=style.colour("Norway"))
    says(bars, [f"{s}: {v:.0f} TWh" for s, v in table.itertuples(index=False)])
    ax.set_xticks(range(len(table)), table["supplier"])
    ax.set_title(f"{table['energy_twh'].sum():.0f} TWh")
    value_axis(ax, "energy (TWh)", limits=(0, 1200))


def summary(table):
    return f"The two send {table['energy_twh'].sum():.0f} TWh."


def defined(table=SUPPLY, *, model=model, picture=picture, summary=summary, cut=(0, 100, 10)):
    return define(
        "gas-shock", functools.partial(model, table), picture, summary, {"cut": cut}, host=BOOK
    )


def states_of(html):
    return opened(re.search(r'class="explorer-states"[^>]*>([^<]+)<', html).group(1))


def test_every_state_travels_with_its_numbers_its_title_and_its_sentence():
    baked = bake(defined(), store=None)
    page = states_of(figure(defined(), {"wide": baked}))
    assert page["columns"] == ["Supplier", "Energy (TWh)"]
    assert page["tables"][4] == [["Norway", 600], ["Russia", 240]]
    assert page["titles"][4] == "840 TWh"
    assert page["sentences"][4] == "The two send 840 TWh."
    assert page["marks"][4][1][4] == "Russia: 240 TWh"


def test_one_process_and_several_bake_the_same():
    many = functools.partial(bake, defined(cut=(0, 100, 2)), store=None)
    assert many(processes=1) == many(processes=3)


def test_a_state_drawn_after_others_equals_the_state_drawn_first():
    early = bake(defined(cut=[40, 0]), store=None, processes=1)
    late = bake(defined(cut=(0, 100, 10)), store=None, processes=1)
    assert early.fragments[0] == late.fragments[4]


def test_the_default_state_is_in_the_page_as_svg_with_real_text_and_its_sentence():
    html = figure(
        defined(), {"wide": bake(defined(), store=None)}, caption="Supply.", source="Bruegel"
    )
    assert '<svg role="img" aria-label="The two send 1400 TWh."' in html
    assert ">energy (TWh)</text>" in html and ">Norway</text>" in html
    assert '<p class="explorer-summary">The two send 1400 TWh.</p>' in html
    assert "Supply." in html and "Source: Bruegel" in html
    assert not re.search(r"\son\w+=", html), "no inline event handlers"


def test_numbers_that_readers_see_keep_all_their_digits():
    def label(table, ax):
        ax.set_xticks([0.01, 0.125], ["0.01", "0.125"])
        ax.set_xlim(0, 1)
        ax.text(0.123456, 0.5, "2.97 of 12.345")

    baked = bake(
        define("digits", lambda: pd.DataFrame({"a": [1]}), label, lambda table: "-", {}),
        store=None,
    )
    assert ">0.01<" in baked.background and ">0.125<" in baked.background
    assert ">2.97 of 12.345<" in baked.fragments[0]
    assert not re.search(r'[ "(]\d+\.\d{2,}', re.sub(r">[^<]*<", "><", baked.fragments[0]))


def test_a_state_of_a_typical_chart_costs_the_page_less_than_a_kilobyte():
    definition = defined(cut=(0, 100, 1))
    html = figure(definition, {"wide": bake(definition, store=None)})
    assert len(gzip.compress(html.encode())) < 1_000 * definition.count / 4


def test_an_unchanged_explorer_is_read_from_the_store(tmp_path):
    first = bake(defined(), store=tmp_path)
    (kept,) = tmp_path.iterdir()
    stamp = kept.stat().st_mtime_ns
    assert bake(defined(), store=tmp_path) == first
    assert [p.stat().st_mtime_ns for p in tmp_path.iterdir()] == [stamp]


def other_model(table, *, cut=0):
    return table.assign(energy_twh=table["energy_twh"] * (1 - cut / 200))


def test_a_changed_table_function_or_control_is_baked_anew(tmp_path):
    baked = [
        bake(defined(), store=tmp_path),
        bake(defined(SUPPLY.assign(energy_twh=[1000.0, 401.0])), store=tmp_path),
        bake(defined(model=other_model), store=tmp_path),
        bake(defined(summary=lambda table: "Other words."), store=tmp_path),
        bake(defined(cut=(0, 100, 20)), store=tmp_path),
    ]
    assert len(list(tmp_path.iterdir())) == len(baked)


def test_a_model_that_reads_data_behind_the_books_back_is_refused():
    def reads(table, *, cut=0):
        return data.load("gas/exports")

    with pytest.raises(ExplorerError, match="reads the table 'gas/exports'.*functools.partial"):
        bake(defined(model=reads), store=None)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_state_that_raises_fails_at_once_and_is_named(processes):
    def brittle(table, *, cut=0):
        if cut == 70:
            raise ValueError("no gas left")
        return model(table, cut=cut)

    with pytest.raises(ExplorerError, match="gas-shock.*cut=70.*no gas left"):
        bake(defined(model=brittle, cut=(0, 100, 2)), store=None, processes=processes)


def test_a_picture_whose_axis_moves_is_refused_with_both_limits():
    def restless(table, ax):
        picture(table, ax)
        ax.set_ylim(0, table["energy_twh"].max())

    with pytest.raises(ExplorerError, match="y axis moves.*limits.*hold for all states"):
        bake(defined(picture=restless), store=None, processes=1)


def on_land(table, ax, *, level=500.0):
    land = ax.axhspan(0, level, color=style.LAND, zorder=0)
    says(land, "land")
    stays(land)
    picture(table, ax)


def test_what_stays_is_drawn_once_with_the_background_and_read_in_every_state():
    still, bare = bake(defined(picture=on_land), store=None), bake(defined(), store=None)
    assert "--explorer-land" in still.background
    assert "--explorer-land" not in "".join(still.fragments) + bare.background
    assert still.fragments == bare.fragments
    assert all("land" in [mark[4] for mark in marks] for marks in still.marks)


def test_an_artist_said_to_stay_that_moves_is_refused():
    def at_sea(table, ax):
        on_land(table, ax, level=table["energy_twh"].sum() / 3)

    with pytest.raises(ExplorerError, match="cut=10.*stays is not as in the default state"):
        bake(defined(picture=at_sea, cut=[0, 10]), store=None)


def test_an_artist_said_to_stay_that_is_missing_in_a_state_is_refused():
    def without(table, ax):
        (on_land if table["energy_twh"].sum() > 1300 else picture)(table, ax)

    with pytest.raises(ExplorerError, match="cut=10.*stays is not as in the default state"):
        bake(defined(picture=without, cut=[0, 10]), store=None)


def test_a_model_that_changes_its_columns_is_refused():
    def shifty(table, *, cut=0):
        return table.rename(columns={"energy_twh": "energy"}) if cut else table

    with pytest.raises(ExplorerError, match="columns are"):
        bake(defined(model=shifty, picture=lambda table, ax: None), store=None)


def test_a_broken_write_leaves_nothing_that_could_be_taken_for_a_baked_explorer(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        bake(defined(), store=tmp_path)
    assert not list(tmp_path.glob("*.json.gz"))


def test_a_plain_figure_is_the_same_element_without_a_form():
    definition = define("plain", functools.partial(model, SUPPLY), picture, summary, {}, host=BOOK)
    html = figure(definition, {"wide": bake(definition, store=None)})
    assert 'class="explorer" id="plain" data-states="1"' in html
    assert "<form" not in html and 'data-action="table"' in html


def test_text_from_a_model_cannot_break_out_of_the_page():
    nasty = SUPPLY.assign(supplier=["</script><b>", '"><i'])
    definition = defined(nasty, summary=lambda table: '<img src=x> "quoted"')
    html = figure(definition, {"wide": bake(definition, store=None)}, caption="<b>")
    assert "<img" not in html and "<b>" not in html and "<i" not in html.replace("<input", "")


def test_the_bake_tells_a_file_how_far_it_is_and_readers_nothing(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("BOOK_PROGRESS", str(tmp_path / "progress"))
    bake(defined(), store=None)
    told = (tmp_path / "progress").read_text(encoding="utf-8").splitlines()
    assert len(told) > 1 and told[-1] == "gas-shock: 11 of 11 states"
    assert capfd.readouterr() == ("", "")


def test_states_of_one_table_are_drawn_once():
    drawn = []

    def noted(table, ax):
        drawn.append(len(table))
        picture(table, ax)

    flat = defined(model=lambda table, *, cut=0: table.assign(energy_twh=500.0), picture=noted)
    baked = bake(flat, store=None, processes=1)
    assert len(set(baked.fragments)) == 1 and len(baked.fragments) == 11
    assert len(drawn) == 2, "for the axes and for the one table"


def test_a_change_to_an_artist_after_it_is_drawn_does_not_last():
    def coloured(table, ax):
        bars = ax.bar([0, 1], [500, 500])
        ax.annotate("same", (0, 100), bbox={"facecolor": style.PAPER})
        if table["energy_twh"].sum() < 1000:
            bars.patches[0].set_color("#ff0000")
            ax.texts[0].get_bbox_patch().set_edgecolor("#ff0000")
            ax.texts[0].xy = (1, 200)
        ax.set_xlim(-1, 2)
        ax.set_ylim(0, 1000)

    cuts = bake(defined(picture=coloured, cut=[0, 50, 5, 60, 6]), store=None, processes=1)
    plain, changed = cuts.fragments[0], cuts.fragments[1]
    assert plain != changed and "#ff0000" in changed and "#ff0000" not in plain
    assert cuts.fragments == [plain, changed, plain, changed, plain]


def test_a_picture_that_sets_its_axes_up_in_another_order_is_drawn_all_the_same():
    def moody(table, ax):
        if table["energy_twh"].sum() < 1000:
            ax.set_xlim(-1, 2)
        ax.set_ylim(0, 1200)
        ax.set_xlim(-1, 2)
        ax.bar([0, 1], table["energy_twh"])

    baked = bake(defined(picture=moody), store=None, processes=1)
    early = bake(defined(picture=moody, cut=[100, 0]), store=None, processes=1)
    assert baked.fragments[10] == early.fragments[0]


def test_colours_that_matplotlib_chooses_are_those_of_a_state_drawn_alone():
    def cycled(table, ax):
        for level in range(int(table["energy_twh"].sum()) % 3, 3):
            ax.plot([0, 1], [level, level])
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 3)

    late = bake(defined(picture=cycled, cut=[0, 10, 40, 80]), store=None, processes=1)
    alone = [
        bake(defined(picture=cycled, cut=list({cut: 0, 0: 0})), store=None, processes=1).fragments[
            0
        ]
        for cut in (0, 10, 40, 80)
    ]
    assert late.fragments == alone


def _marks_of_all_kinds(table, ax):
    """What a newcomer draws: nobody sets a limit, and matplotlib lets them follow the data."""
    supply = table["energy_twh"]
    ax.axhline(500)
    ax.bar([0, 1], supply)
    ax.plot([0, 1], [1000, 400], marker="o")
    ax.scatter([0, 1], supply)
    ax.vlines([0, 1], 0, supply)
    ax.fill_between([0, 1], [0, 0], supply)
    ax.text(0.5, 3000, "beside")
    ax.axhspan(100, 200)
    ax.set_title(f"{supply.sum():.0f}")


def test_limits_that_are_left_to_the_data_are_those_of_a_state_drawn_alone(monkeypatch):
    def drawn(cut):
        return bake(defined(picture=_marks_of_all_kinds, cut=cut), store=None, processes=1)

    cuts = [0, 5, 60, 100]
    quick = drawn(cuts)
    assert Canvas(defined(picture=_marks_of_all_kinds))._axes.quick
    monkeypatch.setattr(Canvas, "_quick", lambda *_: None)
    assert drawn(cuts) == quick
    assert len(set(quick.fragments)) == len(cuts)


@pytest.mark.parametrize("mark", ["bar", "plot", "scatter", "vlines", "fill_between", "stairs"])
def test_data_that_move_a_limit_which_is_left_to_them_are_refused(mark):
    def growing(table, ax):
        top = table["energy_twh"].to_numpy()
        draw = {
            "vlines": lambda: ax.vlines([0, 1], 0, top),
            "fill_between": lambda: ax.fill_between([0, 1], [0, 0], top),
            "stairs": lambda: ax.stairs(top, [0, 1, 2]),
        }
        draw.get(mark, lambda: getattr(ax, mark)([0, 1], top))()

    with pytest.raises(ExplorerError, match="the y axis moves: its limits are"):
        bake(defined(picture=growing), store=None, processes=1)


def test_words_where_nothing_is_on_record_are_read_out_and_draw_no_mark():
    def picture(table, ax):
        ax.set_xlim(0, 10)
        ax.set_ylim(0, 10)
        if table.empty:
            says(ax.text(5, 5, "none on record", ha="center"), "no share on record")
        else:
            says(ax.scatter([5], [5]), ["half"])

    def model(*, known):
        return pd.DataFrame({"share": [50.0] if known else []})

    definition = define("a", model, picture, lambda table: "It is so.", {"known": [True, False]})
    some, none = zip(
        *(lambda baked: (baked.fragments, baked.marks))(bake(definition, store=None)), strict=True
    )
    assert "<use" in some[0] and [mark[4] for mark in some[1]] == ["half"]
    assert "<use" not in none[0] and "<path" not in none[0] and ">none on record<" in none[0]
    (x, y, width, height, text) = none[1][0]
    assert text == "no share on record" and width > 30 and height > 5
    assert 0 < x < 420 and 0 < y < 280
