"""What the figures of the EU's eastern pivot mean for the argument."""

import pandas as pd

from tests.recomputed import verdicts
from tests.recomputed.ledger import DAYS_IN_YEAR, KALLAS, firm, package, since_war, steps
from tests.recomputed.tables import FIVE, PAPER, TRUMP, WAR, number, percent, rows


def pace(start, end):
    """Steps with Central Asia a year from one day to another."""
    day = steps([*FIVE, "CENTRAL_ASIA"])["day"]
    taken = ((day >= start) & (day < end)).sum()
    return number(taken / ((end - start).days / DAYS_IN_YEAR), 1)


def before_the_war():
    start = steps([*FIVE, "CENTRAL_ASIA"])["day"].min()
    return pace(start, WAR)


def said():
    found = rows("policy/institutions", measure="agreement_text_agreed")
    years = (KALLAS - pd.Timestamp(found["period"].min())).days / DAYS_IN_YEAR
    return percent(found["value"].min()), f"{number(years)} years"


CASES = {
    "resume_day": lambda: f"{KALLAS:%B %Y}",
    "asia_slow": before_the_war,
    "asia_quick": lambda: pace(WAR, TRUMP),
    "trump_day": lambda: f"{TRUMP:%B %Y}",
    "package": lambda: f"EUR {number(package() / 1000)} bn",
    "firm_since_war": lambda: f"EUR {number(firm(until=PAPER))} mn",
    "sure_turn": lambda: verdicts.sure("c44"),
    "sure_cause": lambda: verdicts.sure("c45"),
    "sure_money": lambda: verdicts.sure("c46"),
    "sure_talks": lambda: verdicts.sure("c53"),
    "firm_share": lambda: percent(100 * firm(until=PAPER) / package(), 1),
    "said_share": lambda: said()[0],
    "said_years": lambda: said()[1],
    "after_trump": lambda: str((since_war()["day"] >= TRUMP).sum()),
    "of_turn": lambda: str(len(since_war())),
    "sure_words": lambda: verdicts.sureness("eu_pivot"),
}
