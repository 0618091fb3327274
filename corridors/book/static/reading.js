// What is folded opens for a link that leads into it, and on paper. A chapter prints its brief alone.
{
  const open = (element) => {
    for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const arrive = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    [id] = id.split("?");
    const target = id && document.getElementById(id);
    if (!target || !target.closest("details:not([open])")) return;
    open(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Older browsers do not open what is folded on paper by style alone.
  let opened = [];
  addEventListener("beforeprint", () => {
    if (document.documentElement.dataset.print === "brief") return;
    opened = [...document.querySelectorAll(".bd-article details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });

  const brief = document.querySelector(".brief-print button");
  if (brief) {
    const root = document.documentElement;
    brief.hidden = false;
    brief.addEventListener("click", () => {
      brief.nextElementSibling.textContent = location.href.split("#")[0];
      root.dataset.print = "brief";
      print();
    });
    addEventListener("afterprint", () => delete root.dataset.print);
  }
}
