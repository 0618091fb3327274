"""A reader who asks a function with something else is told what was wanted, and what is near."""

import importlib
import inspect
import pkgutil
import re

import pandas as pd
import pytest

import corridors.claims
import corridors.subjects
from corridors import asked, assumptions, data
from corridors.assumptions import assumed, at_ends
from corridors.claims import ledger
from corridors.subjects import borders, freight, gas, geography, power

ASKED_OTHERWISE = {"corridors.claims.badges", "corridors.claims.judging"}
"""Modules that put verdicts into words and tests together."""

MODULES = [assumptions] + [
    importlib.import_module(f"{floor.__name__}.{module.name}")
    for floor in (corridors.subjects, corridors.claims)
    for module in pkgutil.iter_modules(floor.__path__)
    if f"{floor.__name__}.{module.name}" not in ASKED_OTHERWISE
]

FUNCTIONS = {
    f"{module.__name__}.{name}": function
    for module in MODULES
    for name, function in vars(module).items()
    if inspect.isfunction(function)
    and function.__module__ == module.__name__
    and not name.startswith("_")
}
TOLD_BY_PYTHON = re.compile(r"^'\w+'$|object has no attribute|unsupported operand|out of bounds")
"""Errors that say what failed inside, and not what was wanted."""


def parameters_of(function):
    """The parameters that can be given by name."""
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [p for p in inspect.signature(function).parameters.values() if p.kind in named]


def something_for(parameter):
    """Something of the type that a parameter has, for those which are not tried now."""
    made = {"pd.DataFrame": pd.DataFrame(), "str": "word", "bool": True, "float": 1.0, "int": 1}
    return made.get(str(parameter.annotation))


def asked_with(function, **wrong):
    """What a function says when some of its arguments are wrong."""
    given = {p.name: something_for(p) for p in parameters_of(function)} | wrong
    with pytest.raises(data.DataError) as said:
        function(**given)
    assert said.value.remedy
    return str(said.value)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_which_argument_is_of_the_wrong_type(name):
    function = FUNCTIONS[name]
    signature = inspect.signature(function).parameters
    for parameter in parameters_of(function):
        if something_for(parameter) is not None:
            words = asked_with(function, **{parameter.name: object})
            named = re.search(rf"{function.__name__}\(\) wants as '(\w+)'", words)[1]
            assert something_for(signature[named]) is None or named == parameter.name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_of_tables_says_what_it_lacks_in_another_table(name):
    function = FUNCTIONS[name]
    tables = [p for p in parameters_of(function) if str(p.annotation) == "pd.DataFrame"]
    other = pd.DataFrame({"colour": ["red"], "taste": [1.0]})
    others = {p.name: other for p in tables}
    rest = {p.name: something_for(p) for p in parameters_of(function) if p.default is p.empty}
    try:
        function(**{**rest, **others})
    except data.DataError as error:
        assert error.remedy and not TOLD_BY_PYTHON.search(error.problem.splitlines()[0]), error
    except Exception as error:
        assert not isinstance(error, KeyError | IndexError | AttributeError | TypeError), error
        assert not TOLD_BY_PYTHON.search(str(error)), error


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_knows_the_names_of_its_arguments(name):
    function = FUNCTIONS[name]
    if any(p.kind is p.VAR_KEYWORD for p in inspect.signature(function).parameters.values()):
        return
    with pytest.raises(data.DataError, match=r"\(\): .*no_such") as said:
        function(no_such_argument=1, **{p.name: None for p in parameters_of(function)})
    assert all(p.name in said.value.remedy for p in parameters_of(function))


def test_a_table_that_a_parameter_stands_for_is_one_of_the_package():
    sources = [inspect.getsource(module) for module in MODULES]
    ends = [text[text.rindex("asked.checked(") :] for text in sources if "asked.checked(" in text]
    named = {name for end in ends for name in re.findall(r'"([a-z_]+(?:/[a-z_]+)?)"', end)}
    assert len(named) > 30 and named <= set(data.names())


def test_another_table_is_named_and_how_to_load_the_right_one():
    with pytest.raises(data.DataError) as said:
        gas.exports_by_year(data.load("gas/recipients"))
    words = str(said.value)
    assert "wants as 'exports' the table gas/exports" in words
    assert "was given the table gas/recipients" in words
    assert 'data.load("gas/exports")' in words


def test_the_name_of_a_table_is_no_table():
    with pytest.raises(
        data.DataError, match=r'was given \'gas/exports\'.*data.load\("gas/exports"\)'
    ):
        gas.exports_by_year("gas/exports")


def test_a_column_that_was_dropped_is_named_with_the_table_that_lacks_it():
    exports = data.load("gas/exports").drop(columns="exporter")
    with pytest.raises(data.DataError) as said:
        gas.exports_by_year(exports)
    assert "wants a column 'exporter', which 'exports' lacks" in str(said.value)


def test_a_misspelt_column_has_a_near_one():
    exports = data.load("gas/exports").rename(columns={"volume_bcm": "volume"})
    with pytest.raises(data.DataError, match="Did you mean volume"):
        gas.exports_by_year(exports)


def test_a_word_that_no_row_and_no_list_knows_has_a_near_one():
    best = data.preferred(data.load("freight/corridor"))
    with pytest.raises(data.DataError, match="'carg'.*Did you mean cargo"):
        freight.outcomes(best, "carg")
    trade = data.load("policy/trade")
    with pytest.raises(data.DataError, match="knows 'KAX'.*Did you mean KAZ"):
        asked.asks(lambda trade, of: trade[trade["reporter"] == of])(trade, "KAX")
    assert asked.asks(lambda trade, of: trade.iloc[:0])(trade, "KAZ").empty, "known elsewhere"


def test_a_word_of_a_closed_list_has_its_list():
    waits, places = data.load("freight/border_crossings"), data.load("geo/places")
    with pytest.raises(
        data.DataError, match="no measure 'crossing_tim'.*Did you mean crossing_time"
    ):
        borders.crossings(data.preferred(waits), places, "crossing_tim")


def test_an_explorer_and_an_assumption_that_are_not_there_have_near_ones():
    table = data.load("gas/assumptions")
    names = sorted(table["explorer"].unique())
    with pytest.raises(data.DataError, match=f"Did you mean .*{names[0]}"):
        assumed(table, names[0][:-1])
    givens = assumed(table, names[0])
    some = next(iter(givens))
    with pytest.raises(data.DataError, match=f"Did you mean .*{some}"):
        givens[some + "s"]
    with pytest.raises(data.DataError, match=f"Did you mean .*{some}"):
        at_ends(givens, high=[some + "s"])
    assert "nothing" not in givens and givens.get("nothing") is None


def test_a_claim_that_is_not_there_has_near_ones():
    with pytest.raises(data.DataError, match="no claim 'c999'.*Did you mean"):
        ledger.finding("c999")
    with pytest.raises(data.DataError, match="Did you mean gas/exports"):
        ledger.TESTS["c02"].run({"gas/export": pd.DataFrame()})


def test_what_a_function_raises_with_words_of_its_own_stays():
    with pytest.raises(ValueError, match="month") as said:
        gas.italy_by_month(data.load("gas/country_imports").iloc[:0])
    assert not isinstance(said.value, data.DataError)


def test_numbers_and_days_come_in_many_types_and_all_are_taken():
    @asked.asks
    def taking(number: float, whole: int, yes: bool, several: list[str], day: pd.Timestamp) -> str:
        return "taken"

    values = pd.Series([1])
    assert (
        taking(values[0], values[0], values.eq(1)[0], ("a",), pd.Timestamp(2024, 1, 1)) == "taken"
    )
    for wrong in (
        {"number": "1"},
        {"whole": 1.5},
        {"yes": "no"},
        {"several": "a"},
        {"day": "2024"},
    ):
        given = {
            "number": 1,
            "whole": 1,
            "yes": True,
            "several": ["a"],
            "day": pd.Timestamp(2024, 1, 1),
        }
        with pytest.raises(data.DataError, match=f"wants as '{next(iter(wrong))}'"):
            taking(**{**given, **wrong})


def test_a_country_without_a_row_is_not_unknown():
    capacity, projects = data.load("power/capacity"), data.load("power/projects")
    empty = capacity.iloc[:0]
    assert len(power.counts(data.preferred(capacity))) > len(power.counts(empty)) == 0
    lines, stages = data.load("geo/lines"), data.load("geo/stages")
    assert len(geography.region_in(lines, stages, year=1900)) == 0 and len(projects)
