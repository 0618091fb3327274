// A click on a number shows where it comes from, in place. Without this script, or when its file
// cannot be had, the number's link leads to the same entry on the page of evidence.
(() => {
  "use strict";
  const { entries: version } = document.currentScript?.dataset ?? {}; // a cache may keep entries of an older book
  const files = new Map(); // address of a file of entries -> promise of its entries

  // The file hands over its entries by calling this: the only way that also works from a folder.
  let arrived = null;
  window.corridorsNumbers = (entries) => { arrived = entries; };

  function entriesOf(address) {
    if (!files.has(address)) {
      files.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = version ? `${address}?v=${version}` : address;
        script.onload = () => resolve(arrived);
        script.onerror = () => { files.delete(address); reject(new Error(address)); };
        document.head.append(script);
      }));
    }
    return files.get(address);
  }

  const dialog = document.createElement("dialog");
  dialog.className = "number-dialog";
  dialog.setAttribute("aria-label", "Where this number comes from");
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || (event.target instanceof Element && event.target.closest("[data-close]"))) dialog.close();
  });

  // The theme takes Escape for its search, so that the browser would not close the dialog.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close();
  });

  function show(link, entry) {
    const page = link.href;
    dialog.innerHTML = entry;
    for (const inner of dialog.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), page);
    const foot = document.createElement("p");
    foot.className = "number-foot";
    const all = document.createElement("a");
    all.href = page;
    all.textContent = "On the page of evidence";
    const close = document.createElement("button");
    close.type = "button";
    close.dataset.close = "";
    close.textContent = "Close";
    foot.append(all, close);
    dialog.append(foot);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Node && (event.target.nodeType === 1 ? event.target : event.target.parentElement);
    const told = link && link.closest("a.told");
    if (!told || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !dialog.showModal) return;
    event.preventDefault();
    const [page, name] = told.href.split("#");
    entriesOf(page.replace(/\.html$/, ".js")).then(
      (entries) => (entries && entries[name] ? show(told, entries[name]) : Promise.reject()),
    ).catch(() => { location.href = told.href; });
  });
})();
