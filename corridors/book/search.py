"""Search that leads to answers: claims, figures, sections, terms and subjects, by their anchors.

Sphinx looks for words and lists pages. Above its list stand the answers: entries made from the
built pages, each of which leads to a place. `search.js` ranks them where the reader is, without a
server. Program code is in neither.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from corridors import data
from corridors.book.claims import PAGE as LEDGER

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FILE: Final = "answers.js"
"""The file of the entries, beside Sphinx's index."""

SUBJECTS: Final = {
    "Absheron: when its gas comes": "03_energy_and_logistics#twenty-bcm",
    "Afghanistan, Iran and Russia: routes around them": "03_energy_and_logistics#map-freight",
    "Agreement between the EU and Azerbaijan": "05_eu_pivot#eu-azerbaijan-agreement",
    "Azerbaijan's gas: who buys it": "03_energy_and_logistics#gas-recipients",
    "Baku-Tbilisi-Kars railway": "01_introduction#region-map",
    "Black Sea cable: would it pay?": "04_green_transition#green-cable",
    "Border waiting times": "02_regionalism#border-hours",
    "BTC and CPC oil pipelines": "03_energy_and_logistics#gas-oil",
    "Carbon intensity of power": "04_green_transition#carbon-intensity",
    "Containers (TEU) on the Middle Corridor": "03_energy_and_logistics#corridor-containers",
    "Contacts, summits and meetings": "02_regionalism#forums",
    "Critical raw materials and uranium": "05_eu_pivot#raw-materials",
    "Dependence on Russia and China": "02_regionalism#trade-dependence",
    "Electricity prices in Romania, Hungary and Türkiye": "04_green_transition#price-months",
    "EU gas imports: Azerbaijan's share": "03_energy_and_logistics#gas-share",
    "EU gas imports: how concentrated (HHI)": "03_energy_and_logistics#gas-concentration",
    "Freight through Russia beside the Middle Corridor": "03_energy_and_logistics#route-days",
    "Gas exports of Azerbaijan": "03_energy_and_logistics#gas-exports",
    "Gas freed by wind and sun": "04_green_transition#freed-gas",
    "Global Gateway and the EU's money": "05_eu_pivot#eu-promises",
    "How late promises run": "06_conclusion#promise-delays",
    "Investment in the region": "01_introduction#investment",
    "Kazakhstan's trade": "02_regionalism#partner-shares",
    "Middle Corridor: cargo carried and planned": "03_energy_and_logistics#corridor-tonnage",
    "Middle Corridor: days and prices": "03_energy_and_logistics#route-choice",
    "Organization of Turkic States": "02_regionalism#turkic-trade",
    "Pledge of 20 bcm: can it be met?": "03_energy_and_logistics#twenty-bcm",
    "Promises kept and broken": "06_conclusion#promises-kept",
    "Renewables: targets for 2030": "04_green_transition#target-pace",
    "Russian gas: what replaces it": "03_energy_and_logistics#gas-shock",
    "Sanctions: EU exports to Kyrgyzstan": "05_eu_pivot#eu-exports",
    "Shah Deniz and Azerbaijan's output": "03_energy_and_logistics#twenty-bcm",
    "Southern Gas Corridor: TAP, TANAP, SCP": "03_energy_and_logistics#map-gas",
    "Sources that disagree": "appendix/sources_disagree#spread-of-sources",
    "Steps of the EU; Trump and the turn to the east": "05_eu_pivot#eu-steps",
    "Tajikistan and Turkmenistan: trade": "02_regionalism#trade-mirrors",
    "Trade within the region": "02_regionalism#trade-region",
    "Trans-Caspian gas pipeline; Turkmenistan's gas": "03_energy_and_logistics#map-gas",
    "Uranium from Kazakhstan": "05_eu_pivot#uranium",
    "Wind and sun in Azerbaijan and Uzbekistan": "04_green_transition#wind-and-solar",
    "Zangezur corridor (TRIPP)": "01_introduction#region-map",
}
"""What readers look for under other words than a heading has, and the figure that answers."""


class Entry(NamedTuple):
    """An answer: of which kind, its title, where it is, how it begins, and what else is in it."""

    kind: str
    title: str
    address: str
    excerpt: str
    words: str


def leave_out_code(app: Sphinx) -> None:
    """Let Sphinx index the words of the pages: without code and drawings, each for itself."""
    index_page = getattr(app.builder, "index_page", None)
    if index_page is None:
        return

    def index_text(page: str, doctree: nodes.document, title: str) -> None:
        index_page(page, indexed(doctree), title)

    app.builder.index_page = index_text  # type: ignore[attr-defined]


_UNREAD: Final = re.compile(r"<(script|style|svg|form)\b.*?</\1>", re.DOTALL)


def indexed(doctree: nodes.document) -> nodes.document:
    """A page as Sphinx may index it.

    Sphinx takes the tags out of markup and leaves nothing in their place: what stood in two cells
    of a table would be one word. It tells "Türkiye" from "Turkiye": so a page also has its words
    without accents, as `search.js` asks for them.
    """
    from docutils import nodes

    text = doctree.deepcopy()
    for node in list(text.findall(lambda node: "cell_input" in _classes(node))):
        node.parent.remove(node)
    said = []
    for raw in list(text.findall(nodes.raw)):
        if "html" in raw.get("format", "").split():
            words = re.sub(r"[<>]", " ", _text(_UNREAD.sub(" ", raw.astext())))
            raw.clear()
            raw += nodes.Text(words)
            said.append(words)
    said += [part for part in text.findall(nodes.Text) if not isinstance(part.parent, nodes.raw)]
    found = {word for part in said for word in re.findall(r"\w+", part)}
    plain = sorted({folded(word) for word in found} - {word.lower() for word in found})
    text += nodes.paragraph("", " ".join(plain))
    return text


def _classes(node: Any) -> list[str]:
    return node.get("classes", []) if hasattr(node, "get") else []


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the page of the search its script; called by Sphinx for each page."""
    if page == "search":
        app.add_js_file("search.js", priority=900, loading_method="defer")


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the entries of a finished book; called by Sphinx."""
    book = Path(app.outdir)
    if error or app.builder.name != "html" or app.config.evidence_of is not None:
        return
    pages = {
        page: (book / f"{page}.html").read_text(encoding="utf-8")
        for page in sorted(app.env.found_docs)
    }
    titles = {page: app.env.titles[page].astext() for page in pages}
    found = [*_claims(pages), *_subjects(pages)]
    for page in sorted(pages, key=lambda page: ("appendix" in page, page)):
        found += entries(page, titles[page], pages[page])
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (book / FILE).write_text(f"const ANSWERS = {content};\n", encoding="utf-8")


def _claims(pages: dict[str, str]) -> Iterator[Entry]:
    if LEDGER in pages:
        for row in data.load("policy/claims").to_dict("records"):
            id, words = str(row["claim_id"]), str(row["claim"])
            yield Entry("Claim", f"{id}: {words}", f"{LEDGER}.html#{id}", "", "claim ledger")


def _subjects(pages: dict[str, str]) -> Iterator[Entry]:
    """The subjects whose figure is in the book."""
    for title, place in SUBJECTS.items():
        page, _, id = f"chapters/{place}".partition("#")
        if figure := _figure(pages.get(page, ""), id):
            yield Entry("Subject", title, f"{page}.html#{id}", figure, "")


def _figure(html: str, id: str) -> str:
    found = re.search(
        rf'<figure class="explorer" id="{re.escape(id)}".*?class="explorer-title">(.*?)</p>',
        html,
        re.DOTALL,
    )
    return _text(found[1]) if found else ""


_FIGURE: Final = re.compile(
    r'<figure class="explorer" id="(?P<id>[^"]+)".*?class="explorer-title">(?P<title>.*?)</p>'
    r'.*?class="explorer-summary"[^>]*>(?P<sentence>.*?)</p>(?P<rest>.*?)</figure>',
    re.DOTALL,
)
_CAPTION: Final = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_TERM: Final = re.compile(
    r'<dt id="([^"]+)">(.*?)</dt>\s*(?:<dt.*?</dt>\s*)*<dd>(.*?)</dd>', re.DOTALL
)
_SECTION: Final = re.compile(r'<section id="([^"]+)">(?:\s*<span[^>]*></span>)*\s*<h2>(.*?)</h2>')
_ASIDE: Final = re.compile(
    r'<div class="cell_input.*?</div>\s*</div>\s*(?:</noscript>)?</div>'
    r"|<(script|style|svg|table)\b.*?</\1>"
    r'|<a class="headerlink".*?</a>',
    re.DOTALL,
)
EXCERPT: Final = 160
"""Characters of a text that its entry shows."""


def entries(page: str, title: str, html: str) -> Iterator[Entry]:
    """The figures, terms and sections of a built page."""
    body = html[html.find("<article") : html.rfind("</article>")]
    for found in _FIGURE.finditer(body):
        caption = _CAPTION.search(found["rest"])
        words = f"{found['sentence']} {caption[1] if caption else ''}"
        name = _text(found["title"])
        yield Entry("Figure", name, f"{page}.html#{found['id']}", title, _words(words))
    for id, term, meaning in _TERM.findall(body):
        yield Entry("Term", _text(term), f"{page}.html#{id}", _cut(_text(meaning)), "")
    text = _ASIDE.sub(" ", _FIGURE.sub(" ", body))
    heads = list(_SECTION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        inside = text[head.end() : end]
        shown = _text(re.sub(r"<details.*?</details>", " ", inside, flags=re.DOTALL))
        words = "" if "/appendix/" in page else _words(inside)  # lists of rows would flood it
        name = f"{_text(head[2])} · {title}"
        yield Entry("Section", name, f"{page}.html#{head[1]}", _cut(shown), words)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace(" #", " ").split())


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _words(html: str) -> str:
    """The different words of a text, folded as `search.js` folds a question."""
    return " ".join(sorted(set(re.findall(r"\w+", folded(_text(html))))))


def folded(text: str) -> str:
    """Letters without accents and in lower case: "Türkiye" is found as "turkiye"."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
