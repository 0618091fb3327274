/* The ledger's filters. Without this script the page is complete; with it the filters show, answer,
   and stand in the address: `ledger.html?verdict=contradicted&section=eu_pivot`. An address that
   ends in `#c24` opens that entry, whatever is filtered. */
(() => {
  "use strict";

  const root = document.querySelector(".claims");
  const form = root && root.querySelector(".claims-filters");
  if (!form) return;

  const entries = [...root.querySelectorAll(".claim")];
  const sections = [...root.querySelectorAll(".claims-section")];
  const count = root.querySelector(".claims-count");
  const said = form.querySelector(".claims-said");
  const fields = [...form.elements].filter((field) => field.name);

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* What a search looks through: an entry's text without its source code, read once. */
  const texts = new Map();
  function textOf(entry) {
    if (!texts.has(entry)) {
      window.wholePage?.(entry);
      const copy = entry.cloneNode(true);
      copy.querySelectorAll(".claim-code").forEach((code) => code.remove());
      // between blocks a space, or the last word of one and the first of the next become one
      copy.querySelectorAll("*").forEach((element) => element.append(" "));
      texts.set(entry, plain(copy.textContent).replace(/\s+/g, " "));
    }
    return texts.get(entry);
  }

  function fits(entry) {
    return fields.every((field) => {
      if (!field.value.trim()) return true;
      if (field.name !== "q") return entry.dataset[field.name] === field.value;
      return plain(field.value).split(/\s+/).every((word) => textOf(entry).includes(word));
    });
  }

  function show() {
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry);
      if (!entry.hidden) shown += 1;
    }
    for (const section of sections) {
      const here = section.querySelectorAll(".claim:not([hidden])").length;
      section.hidden = here === 0;
      section.querySelector(".claims-number").textContent = `(${here})`;
    }
    const text = `${shown} of ${entries.length} claims`;
    const advice = shown ? "" : ": none fits all the filters";
    if (count.textContent !== text + advice) count.textContent = text + advice;
    said.textContent = "";
  }

  function query() {
    const chosen = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) chosen.set(field.name, field.value.trim());
    return chosen.toString();
  }

  function address() {
    return location.href.replace(/[?#].*$/, "") + (query() ? `?${query()}` : "");
  }

  /* Put the filters into the address. What is kept with the entry of the history is not ours. */
  function note() {
    try {
      history.replaceState(history.state, "", address());
    } catch {
      // some browsers let no page from a folder change its address: the filters work all the same
    }
  }

  /* Set the filters as the address says; what makes no sense means all. */
  function read() {
    const wanted = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = wanted.get(field.name) ?? "";
      if (field.value === "" || field.selectedIndex === -1) field.value = "";
    }
  }

  function reset() {
    fields.forEach((field) => (field.value = ""));
  }

  /* The entry that the address names: in sight and open, if need be without the filters. */
  function openNamed() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const target = id && document.getElementById(id);
    const entry = target && target.closest(".claim");
    if (!entry || !root.contains(entry)) return;
    if (entry.hidden) {
      const { hash } = location;
      reset();
      show();
      try {
        history.replaceState(history.state, "", location.href.replace(/[?#].*$/, "") + hash);
      } catch {
        // as in note()
      }
    }
    entry.open = true;
    target.scrollIntoView();
  }

  const actions = {
    reset() {
      reset();
      show();
      note();
    },
    open() {
      entries.forEach((entry) => (entry.open = entry.open || !entry.hidden));
    },
    close() {
      entries.forEach((entry) => (entry.open = false));
    },
    async link() {
      try {
        await navigator.clipboard.writeText(address());
        said.textContent = "Link copied.";
      } catch {
        said.textContent = address(); // a page from a folder may have no clipboard
      }
    },
  };

  form.addEventListener("input", () => {
    show();
    note();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const action = event.target.closest("button")?.dataset.action;
    if (action) actions[action]();
  });
  addEventListener("hashchange", openNamed);
  addEventListener("popstate", () => {
    read();
    show();
  });

  form.hidden = false;
  read();
  show();
  openNamed();
})();
