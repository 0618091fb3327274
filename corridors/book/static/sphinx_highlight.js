/* Marks the words that a reader searched for, in the page that they come to from a search.
 *
 * In place of Sphinx's own, which puts elements into charts and their data, drops the words that an
 * address points at, and writes over what the page keeps in the history. Here nothing in the page
 * changes: the browser paints the words. One that cannot shows them as they are. The names are those
 * that Sphinx's search uses.
 */
"use strict";

/* Where nothing may be stored the search must not try to keep its words. */
const SPHINX_HIGHLIGHT_ENABLED = (() => {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
})();
const OF_NO_READER = "script, style, noscript, svg, textarea, select, button, .explorer-spoken";
const painted = typeof Highlight === "undefined" ? null : new Highlight();

/* Mark a word, in small letters, wherever readers meet it in a part of the page. */
function _highlightText(part, word) {
  if (!painted) return;
  CSS.highlights.set("searched", painted);
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(OF_NO_READER)) continue;
    const letters = text.data.toLowerCase();
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
      if (at + word.length > text.length) break; // some letters are longer in small
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + word.length);
      painted.add(range);
    }
  }
}

const SphinxHighlight = {
  /* The words of the search that led here, each time once. */
  highlightSearchWords() {
    if (!SPHINX_HIGHLIGHT_ENABLED) return;
    const searched = localStorage.getItem("sphinx_highlight_terms") ?? "";
    localStorage.removeItem("sphinx_highlight_terms");
    const body = document.querySelector("article, div.body") ?? document.body;
    searched.toLowerCase().split(/\s+/).filter(Boolean).forEach((word) => _highlightText(body, word));
  },

  hideSearchWords() {
    painted?.clear();
  },
};

document.addEventListener("DOMContentLoaded", () => {
  // the page of the search marks the words of its own results
  if (typeof Search === "undefined") SphinxHighlight.highlightSearchWords();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && SphinxHighlight.hideSearchWords());
