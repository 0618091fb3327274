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
    if (term.title) {
      // the browser's own hint would stand beside ours
      term.setAttribute("aria-description", term.title);
      term.removeAttribute("title");
    }
    said.textContent = term.getAttribute("aria-description");
    term.setAttribute("aria-describedby", said.id);
    place();
  };

  // What is out of sight says nothing; some browsers scroll to what a key has reached only after it has.
  const place = () => {
    if (!asked) return;
    const [line] = asked.getClientRects(); // its first line, where it runs over two
    said.hidden = !line || line.bottom < 0 || line.top > innerHeight;
    if (said.hidden) return;
    const { width, height } = said.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE));
    const below = line.bottom + 4;
    said.style.left = `${left}px`;
    said.style.top = `${below + height < innerHeight ? below : Math.max(EDGE, line.top - height - 4)}px`;
  };

  // A part of the page that is unfolded later has terms too: so the page is listened to, not they.
  const termAt = ({ target }) => target instanceof Element && target.closest("a.term");

  document.addEventListener("pointerover", (event) => {
    const term = termAt(event);
    if (!term || event.pointerType !== "mouse") return;
    clearTimeout(leaving);
    if (asked !== term) show(term);
  });
  document.addEventListener("pointerout", (event) => {
    if (termAt(event) && event.pointerType === "mouse") leaving = setTimeout(hide, REST);
  });
  document.addEventListener("focusin", (event) => {
    const term = termAt(event);
    if (term && term.matches(":focus-visible")) show(term);
  });
  document.addEventListener("focusout", (event) => termAt(event) && hide());
  document.addEventListener("click", (event) => {
    const term = termAt(event);
    if (!term || asked === term || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(term);
  });
  said.addEventListener("pointerenter", () => clearTimeout(leaving));
  said.addEventListener("pointerleave", () => (leaving = setTimeout(hide, REST)));
  document.addEventListener("pointerdown", ({ target }) => asked && !asked.contains(target) && !said.contains(target) && hide());
  // before the theme, which takes Escape for its search
  addEventListener("keydown", ({ key }) => key === "Escape" && hide(), true);
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
}
