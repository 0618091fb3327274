// The buttons above the text, by keyboard and by ear.
{
  // The theme takes the focus from a button that is pressed: then nobody is brought back to it.
  for (const button of document.querySelectorAll(".bd-header-article button")) button.blur = () => {};

  // Beside a wide page the contents can be put away. On a narrow one their button opens a dialog.
  const toggle = document.querySelector(".primary-toggle");
  const contents = document.getElementById("pst-primary-sidebar");
  const wide = matchMedia("(min-width: 992px)");
  const say = () => toggle.setAttribute("aria-expanded", wide.matches && !contents.classList.contains("pst-sidebar-hidden"));
  if (toggle && contents) {
    new MutationObserver(say).observe(contents, { attributeFilter: ["class"] });
    wide.addEventListener("change", say);
    say();
  }
}
