// Says aloud what the button beside code shows for a moment: that the code was copied, or not.
{
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);
  new MutationObserver(([{ target }]) => {
    said.textContent = target.classList.contains("success") ? target.dataset.tooltip : "";
  }).observe(document.body, { attributeFilter: ["data-tooltip"], subtree: true });
}
