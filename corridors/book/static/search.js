// The answers above Sphinx's list: claims, figures, sections, terms and subjects, ranked here.
{
  // Sphinx's list takes its excerpts from the pages, which a browser lets nobody read in a folder.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  const MOST = 8;
  const KINDS = { Claim: 1.1, Subject: 1.3, Figure: 1, Term: 0.9, Section: 1 };
  const LITTLE = new Set("a an and are at by can do does for from how in is it of on or the to what which who with".split(" "));
  const fold = (text) => text.replaceAll("ı", "i").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  // A word of the question is met by itself, or by one that begins like it: "renewables" by "renewable".
  const stem = (word) => (word.length > 4 ? word.replace(/(es|s|ed|ing)$/, "") : word);
  const meets = (word, words) => {
    let best = 0;
    for (const other of words) {
      if (other === word) return 1;
      if (word.length > 2 && other.startsWith(stem(word))) best = Math.max(best, 0.7);
    }
    return best;
  };

  const score = (asked, [kind, title, address, excerpt, words]) => {
    const inTitle = wordsOf(title), inText = wordsOf(`${excerpt} ${words}`);
    let sum = 0;
    for (const word of asked) {
      const weight = LITTLE.has(word) ? 0.1 : 1;
      const found = Math.max(4 * meets(word, inTitle), meets(word, inText));
      if (!found && weight === 1) return 0;
      sum += weight * found;
    }
    return (sum * KINDS[kind]) / (1 + 0.02 * inTitle.length) - (address.includes("/appendix/") && kind === "Section" ? 0.5 : 0);
  };

  const answers = (question) => {
    const asked = wordsOf(question);
    if (!asked.length) return [];
    const ranked = ANSWERS.map((entry) => [score(asked, entry), entry]).filter(([points]) => points > 0);
    ranked.sort(([one], [other]) => other - one);
    const seen = new Set();
    return ranked.map(([, entry]) => entry)
      .filter(([, , address]) => !seen.has(address) && seen.add(address)).slice(0, MOST);
  };

  const shown = ([kind, title, address, excerpt]) => {
    const item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p");
    link.href = `${document.documentElement.dataset.content_root ?? ""}${address}`;
    link.textContent = title;
    about.textContent = excerpt ? `${kind} · ${excerpt}` : kind;
    item.append(link, about);
    return item;
  };

  // What Sphinx quotes from a page is its text, without code and what charts are made of.
  if (typeof Search !== "undefined") {
    // Its index has each word without accents as well; what is marked is what was typed. It leaves
    // out numbers of a question, although its index has them: a year is what many look for.
    const parse = Search._parseQuery;
    Search._parseQuery = (question) => {
      const [, , , marked] = parse(question);
      const typed = localStorage.getItem("sphinx_highlight_terms");
      const [asked, wanted, unwanted, , objects] = parse(fold(question));
      if (typed) localStorage.setItem("sphinx_highlight_terms", typed);
      for (const word of wordsOf(question)) if (/^\d+$/.test(word)) wanted.add(word);
      return [asked, wanted, unwanted, marked, objects];
    };
    const toText = Search.htmlToText;
    Search.htmlToText = (html, anchor) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      for (const part of page.querySelectorAll(".cell_input, svg, form, script, .explorer-tools")) part.remove();
      return toText(page.documentElement.outerHTML, anchor).replace(/\s+/g, " ");
    };
  }

  const show = () => {
    const found = answers(new URLSearchParams(location.search).get("q") ?? "");
    const below = document.getElementById("search-results");
    if (!found.length || !below) return;
    const list = document.createElement("ol"), title = document.createElement("h2");
    list.id = "answers";
    title.textContent = "Answers";
    list.append(...found.map(shown));
    below.before(title, list);
  };
  // The entries are an index as Sphinx's is: only this page loads them.
  const index = document.createElement("script");
  const { entries } = document.currentScript?.dataset ?? {}; // a cache may keep those of an older book
  index.src = `${document.documentElement.dataset.content_root ?? ""}answers.js${entries ? `?v=${entries}` : ""}`;
  index.addEventListener("load", show);
  document.head.append(index);
}
