import inspect

import pytest

from corridors.appendix import methods, usage
from corridors.subjects import gas


def test_a_function_is_shown_with_its_words_its_source_and_who_calls_it():
    shown = methods.show("gas.concentration")
    first = inspect.getdoc(gas.concentration).splitlines()[0]
    assert f"<code>gas.concentration</code> {first}" in shown
    assert "rows = [_concentration(" in shown
    assert shown.count("of LNG of unnamed origin in all imports") == 1
    assert 'href="../03_energy_and_logistics.html"' in shown


def test_the_claims_whose_tests_call_a_function_are_named():
    assert "c23" in methods.show("gas.pledge")
    assert "c24" in methods.show("gas.recipients_at")


def test_a_docstring_becomes_paragraphs_with_code_marked():
    assert methods.paragraphs("One\nline.\n\nTwo `x` < 1.\n") == ["One line.", "Two `x` < 1."]
    assert methods.in_html("Two `x` < 1.") == "Two <code>x</code> &lt; 1."


@pytest.mark.parametrize(
    ("code", "calls"),
    [
        ("gas.pledge(x)", True),
        (
            "from corridors.subjects.gas import (\n    balance_by_year,\n    pledge,\n)\npledge(x)",
            True,
        ),
        ("from corridors.subjects.gas import pledge\npledge(x)", True),
        ("pictures.gas.pledge(x)", False),
        ("other.pledge(x)", False),
        ("gas.pledged(x)", False),
    ],
)
def test_a_call_is_told_from_one_of_the_same_name_elsewhere(code, calls):
    assert methods._calls(code, "gas.pledge") is calls


def test_a_function_that_nobody_has_is_refused_once_the_book_has_all_chapters(monkeypatch):
    monkeypatch.setattr(methods, "_all_chapters", lambda: True)
    for name in ("gas.no_such_function", "no_such_module.function"):
        with pytest.raises(methods.UnknownFunctionError, match=name):
            methods.show(name)


def test_the_page_shows_each_function_once_and_those_of_finished_modules_exist():
    names = methods.named_on_the_page()
    assert len(names) == len(set(names)) > 30
    finished = ("gas", "freight", "claims", "data", "geography", "catalogue", "assumptions")
    for name in names:
        if name.split(".")[0] in finished or methods._all_chapters():
            assert methods.function_named(name) is not None, name


def test_every_module_of_a_chapter_in_the_book_has_a_method_on_the_page():
    names = {name.split(".")[0] for name in methods.named_on_the_page()}
    numbers = {page.number for page in usage.pages()}
    of_chapter = {
        "1": {"timeline", "economy"},
        "2": {"trade", "borders", "forums"},
        "3": {"gas", "freight", "geography"},
        "4": {"power", "cable", "freed_gas"},
        "5": {"pivot", "money", "raw_materials"},
        "6": {"delivery", "scenario"},
    }
    for number, modules in of_chapter.items():
        assert number not in numbers or modules <= names, number
