"""Ten thousand addresses that somebody made up: none upsets a page or shows a state it has not."""

import random
from urllib.parse import quote

import pytest

from tests.explore.reader import Reader, listening

PAGES = {
    "chapters/03_energy_and_logistics.html": 500,
    "chapters/06_conclusion.html": 500,
    "embed/twenty-bcm.html": 4_500,
    "embed/green-cable.html": 4_500,
}
"""How many addresses are tried where: a chapter knows more names, a figure alone draws sooner."""

SEED = 20_261_129
WORDS = (
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "-0",
    "1e999",
    "0x10",
    "true",
    "",
    " ",
    "\u0000",
    "\u202e",
    "ｆｕｌｌ",
    "Türkiye",
    "i̇",
    "😀",
    "%",
    "%zz",
    "%E0%A4",
    "+",
    "&&",
    "==",
    "?",
    "#",
    "##",
    "/",
    "../",
    "<b>",
    "<img src=x onerror=harm()>",
    "javascript:harm()",
    "'\"`",
    "\\",
    ";",
    "${x}",
    "{{x}}",
    "a" * 5_000,
    ":~:text=gas",
    "..",
    "[object Object]",
)
TRIED = """async (fragments) => {
  const figures = [...document.querySelectorAll("figure.explorer")];
  const wrong = [];
  for (const fragment of fragments) {
    history.replaceState(null, "", location.pathname + "#" + fragment);
    dispatchEvent(new PopStateEvent("popstate"));
    await Promise.resolve();
    for (const figure of figures) {
      const form = figure.querySelector("form");
      if (!form) continue;
      const controls = figure.querySelector(".explorer-controls").textContent;
      for (const { name, kind, keys } of JSON.parse(controls)) {
        const field = form.elements.namedItem(name);
        const known = kind === "checkbox" || keys.some((key) =>
          kind === "slider" ? Number(key) === Number(field.value) : key === field.value);
        if (!known) wrong.push([fragment.slice(0, 200), figure.id, name, field.value]);
      }
    }
  }
  return wrong;
}"""


def made_up(draw, readers):
    """A fragment: in words of an explorer, of another or of nobody, often cut or doubled."""
    reader, other = draw.choice(readers), draw.choice(readers)
    names = [*reader.controls, *other.controls, *draw.sample(WORDS, 3)]
    pairs = []
    for _ in range(draw.randrange(5)):
        name = draw.choice(names)
        keys = {**other.controls, **reader.controls}.get(name, {"keys": WORDS})["keys"]
        value = draw.choice([*keys, draw.choice(WORDS), chr(draw.randrange(32, 0xD7FF))])
        coded = draw.choice([quote, str, lambda text: quote(quote(text))])
        pairs.append(f"{coded(name)}{draw.choice(['=', '=', '=', '', '=='])}{coded(value)}")
    pairs += draw.choices(pairs, k=draw.randrange(2)) if pairs else []
    start = draw.choice([reader.id, reader.id, other.id, draw.choice(WORDS), reader.id.upper()])
    text = start + draw.choice(["?", "?", "?", "", "&", "%3F", "??"]) + "&".join(pairs)
    return text[: draw.randrange(len(text) + 1)] if draw.random() < 0.1 else text


@pytest.mark.slow
@pytest.mark.parametrize("tried", PAGES)
def test_no_address_upsets_a_page_or_chooses_what_is_not_there(page, site, book, tried):
    with listening(page, site, book.as_uri()):
        page.goto(f"{site}/{tried}")
        page.evaluate("() => { window.harm = () => { window.harmed = true; }; }")
        ids = page.locator("figure.explorer:has(form)").evaluate_all(
            "(all) => all.map((f) => f.id)"
        )
        readers = [Reader(page, id) for id in ids]
        assert readers
        draw = random.Random(SEED)
        for _ in range(PAGES[tried] // 500):
            fragments = [made_up(draw, readers) for _ in range(500)]
            assert page.evaluate(TRIED, fragments) == []
        page.wait_for_timeout(500)
        for reader in readers:
            assert reader.sees() == reader.told(reader.choice()), reader.id
        assert page.evaluate("window.harmed") is None
