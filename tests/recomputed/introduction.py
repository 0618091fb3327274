"""What the introduction's figures mean for the argument."""

from tests.recomputed import ledger, verdicts
from tests.recomputed.ledger import eu_contacts, eu_exports, outcomes, volumes
from tests.recomputed.tables import WAR, number, percent, rows

BEFORE = WAR.year - 1
"""The last whole year before the war."""


def lines_open(layer):
    """Lines of a corridor that have begun to operate, of all that have at least been planned."""
    stages = rows("geo/stages", line=list(rows("geo/lines", layer=layer)["line"]))
    reached = stages[stages["stage"] != "due"]
    opened = reached[reached["stage"] == "operating"]["line"].nunique()
    return f"{opened} of {reached['line'].nunique()}"


def agreements():
    found = ledger.with_azerbaijan()
    return f"{(found['kind'] == 'agreement').sum()} agreements"


CASES = {
    "gas_open": lambda: lines_open("gas"),
    "freight_open": lambda: lines_open("freight"),
    "power_open": lambda: lines_open("power"),
    "turn_month": lambda: f"{WAR:%B %Y}",
    "eu_contacts": lambda: "{} to {}".format(*eu_contacts(critical=False)),
    "yardstick": lambda: "{} to {}".format(*ledger.openings()),
    "frame_azerbaijan": agreements,
    "export_growth": lambda: percent(100 * (eu_exports().iloc[-1] / eu_exports()[BEFORE] - 1)),
    "export_years": lambda: f"from {BEFORE} to {eu_exports().index[-1]}",
    "eu_times": lambda: number(eu_contacts(critical=False)[1] / eu_contacts(critical=False)[0], 1),
    "worst_change": lambda: percent(-ledger.changes(ledger.deliveries()).min(), 1),
    "worst_metered": lambda: percent(-ledger.metered_changes().min(), 1),
    "announced": lambda: f"{(volumes() >= 1).sum() or 'none'} of {len(volumes())}",
    "least_delivered": lambda: percent(100 * volumes().min()),
    "hub_boxes": lambda: f"{number(outcomes('containers').iloc[-1])} TEU",
    "hub_cargo": lambda: f"{number(outcomes('cargo').iloc[-1], 2)} Mt",
    "sure_c01": lambda: verdicts.sure("c01"),
    "sure_c02": lambda: verdicts.sure("c02"),
    "sure_c03": lambda: verdicts.sure("c03"),
    "sure_c04": lambda: verdicts.sure("c04"),
}
