// A term of the glossary says in place what it means: to a pointer that rests on it, to a finger, to a
// key. Asked a second time its link leads to the glossary, as it does without this script.
{
  const REST = 250; // milliseconds that a pointer may need from the term to what it says
  const EDGE = 8; // pixels that stay free at the edges of the window
  const said = document.createElement("div");
  said.className = "term-said";
  said.id = "term-said";
  said.setAttribute("role", "tooltip");
  said.hidden = true;
  document.querySelector(".bd-article")?.append(said);
  let asked = null;
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    asked?.removeAttribute("aria-describedby");
    asked = null;
    said.hidden = true;
  };

  const show = (term) => {
    hide();
    asked = term;
    said.textContent = term.dataset.meaning;
    said.hidden = false;
    term.setAttribute("aria-describedby", said.id);
    place();
  };

  const place = () => {
    if (!asked) return;
    const [line] = asked.getClientRects(); // its first line, where it runs over two
    if (!line || line.bottom < 0 || line.top > innerHeight) return hide();
    const { width, height } = said.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE));
    const below = line.bottom + 4;
    said.style.left = `${left}px`;
    said.style.top = `${below + height < innerHeight ? below : Math.max(EDGE, line.top - height - 4)}px`;
  };

  for (const term of document.querySelectorAll("a.term")) {
    // The browser's own hint would stand beside ours.
    term.dataset.meaning = term.title;
    term.removeAttribute("title");
    term.setAttribute("aria-description", term.dataset.meaning);
    term.addEventListener("pointerenter", ({ pointerType }) => {
      clearTimeout(leaving);
      if (pointerType === "mouse" && asked !== term) show(term);
    });
    term.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType === "mouse") leaving = setTimeout(hide, REST);
    });
    term.addEventListener("focus", () => term.matches(":focus-visible") && show(term));
    term.addEventListener("blur", hide);
    term.addEventListener("click", (event) => {
      if (asked === term || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(term);
    });
  }
  said.addEventListener("pointerenter", () => clearTimeout(leaving));
  said.addEventListener("pointerleave", () => (leaving = setTimeout(hide, REST)));
  document.addEventListener("pointerdown", ({ target }) => asked && !asked.contains(target) && !said.contains(target) && hide());
  // before the theme, which takes Escape for its search
  addEventListener("keydown", ({ key }) => key === "Escape" && hide(), true);
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
}
