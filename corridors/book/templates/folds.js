/* Builds what folds.py has put off. Plain as old browsers read it: without it nothing unfolds. */
(function () {
  var ready = false; // whether the copy buttons of the page's code are there
  var count = 0;
  var SIGNS = ["pointerdown", "keydown", "wheel", "scroll"]; // that somebody reads

  function each(within, selector, work) {
    Array.prototype.forEach.call(within.querySelectorAll(selector), work);
  }

  function build(later) {
    var within = later.parentNode;
    var made = document.createElement("template");
    made.innerHTML = later.textContent;
    if (ready && typeof iconCopy === "string") each(made.content, "div.highlight pre", copyable);
    within.replaceChild(made.content, later);
    within.dispatchEvent(new Event("explorers-added", { bubbles: true }));
  }

  /* As sphinx-copybutton has it, whose one listener answers for all buttons. */
  function copyable(code) {
    code.id = "codecell-later" + count++;
    code.insertAdjacentHTML("afterend", '<button class="copybtn o-tooltip--left" data-tooltip="Copy" data-clipboard-target="#' + code.id + '">' + iconCopy + "</button>");
  }

  /* All that is folded. Code that the switch hides stays away. */
  function whole(within) {
    each(within || document, "details > .later", build);
  }

  function code() {
    each(document, ".cell_input > .later", build);
  }

  /* What an address names may be folded. */
  function find(hash) {
    var id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (error) {
      // as it is
    }
    id = id.split("?")[0];
    if (!id || document.getElementById(id)) return;
    each(document, ".later", function (later) {
      if (later.textContent.indexOf('id="' + id + '"') >= 0) build(later);
    });
  }

  function named() {
    find(location.hash);
  }

  /* A link within the page: what is there before it is followed the browser itself marks and scrolls to. */
  function followed(event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link) find(link.hash);
  }

  function opened(event) {
    var part = event.target.closest && (event.type === "toggle" ? event.target : event.target.closest("summary"));
    var fold = part && part.closest("details"); // a dialog toggles too
    if (fold) each(fold, ".later", build);
  }

  /* One after the other in idle moments, so that nothing waits; code only where it shows.
     A busy machine has no idle moments: then it is done after two seconds all the same. */
  function rest() {
    (window.requestIdleCallback || setTimeout)(function () {
      var later = document.querySelector("details > .later");
      if (!later) return;
      build(later);
      rest();
    }, { timeout: 2000 });
  }

  function begin(event) {
    if (event.type === "scroll" && event.target !== document) return; // the theme scrolls its contents
    SIGNS.forEach(function (kind) {
      removeEventListener(kind, begin, true);
    });
    rest();
  }

  window.wholePage = whole;
  SIGNS.forEach(function (kind) {
    addEventListener(kind, begin, { capture: true, passive: true });
  });
  addEventListener("click", opened, true);
  addEventListener("click", followed, true);
  addEventListener("toggle", opened, true);
  addEventListener("hashchange", named);
  addEventListener("popstate", named);
  addEventListener("beforeprint", function () {
    whole();
  });
  var paper = matchMedia("print");
  if (paper.addEventListener) paper.addEventListener("change", function () {
    whole();
  });
  document.addEventListener("DOMContentLoaded", function () {
    ready = true;
  });

  var box = document.getElementById("show-code");
  if (box) box.addEventListener("change", code);
  if (!box || box.checked || !window.CSS || !CSS.supports || !CSS.supports("selector(:has(a))")) code();
  var came = window.performance && performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  var searched = null;
  try {
    searched = localStorage.getItem("sphinx_highlight_terms");
  } catch (error) {
    // refused: then no words are marked
  }
  if (searched || (came && came.name.indexOf(":~:") > 0)) whole(); // words that may stand in a fold
  named();
})();
