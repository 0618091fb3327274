"""What pages repeat of the ledger in words: counts of verdicts, and how sure a verdict is.

The words are counted and read again from the file of the ledger, not from the code.
"""

import json
from pathlib import Path

from tests.recomputed.tables import rows

LEDGER = Path(__file__).parent.parent / "numbers" / "ledger.json"

WORDS = {
    "supported": ("holds", "hold"),
    "partly": ("holds in part", "hold in part"),
    "contradicted": ("is contradicted", "are contradicted"),
    "not_testable": ("cannot be tested", "cannot be tested"),
}
SURE = ("very low", "low", "medium", "high", "very high")


def claims(section=None):
    """The claims of the ledger, or of one section, as the file has them."""
    told = json.loads(LEDGER.read_text(encoding="utf-8"))["claims"]
    found = rows("policy/claims") if section is None else rows("policy/claims", section=section)
    new = set(found["claim_id"]) - set(told)
    assert not new, f"{', '.join(sorted(new))}: not on record in {LEDGER}; run `make numbers` first"
    return [told[claim] for claim in found["claim_id"]]


def joined(words):
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def counted(section=None):
    """How many claims hold, and so on, in words; those of which there is none are left out."""
    verdicts = [claim["verdict"] for claim in claims(section)]
    counts = {verdict: verdicts.count(verdict) for verdict in WORDS}
    return joined(
        [f"{count} {WORDS[verdict][count > 1]}" for verdict, count in counts.items() if count]
    )


def of(section):
    return f"of {len(claims(section))} claims {counted(section)}"


def sure(claim):
    return json.loads(LEDGER.read_text(encoding="utf-8"))["claims"][claim]["confidence"]


def sureness(section):
    """How many testable claims of a section have each confidence, the most frequent first."""
    words = [claim["confidence"] for claim in claims(section) if claim["confidence"]]
    counts = sorted({word: words.count(word) for word in SURE}.items(), key=lambda one: -one[1])
    return joined([f"{word} for {count}" for word, count in counts if count])
