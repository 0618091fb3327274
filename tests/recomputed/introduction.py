"""What the introduction's figures mean for the argument."""

from tests.recomputed import ledger, verdicts
from tests.recomputed.ledger import eu_contacts, eu_exports, outcomes, volumes
from tests.recomputed.tables import WAR, number, percent

BEFORE = WAR.year - 1
"""The last whole year before the war."""

CASES = {
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
