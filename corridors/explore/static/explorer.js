/* Brings the explorers of a page to life. No dependency, no request: every state is in the page.
 *
 * The page contract: <figure class="explorer" id> holds a <form> of native controls named after the
 * model's arguments, the chart in .explorer-view, the sentence in .explorer-summary, the buttons in
 * .explorer-tools, and all states in .explorer-states as base64 of gzip of JSON.
 * The address #id?name=value&... opens a state; a value that is not on offer means the default.
 */
(function () {
  "use strict";

  const NEAR = 28; // how far from a mark, in the chart's points, a pointer still reads it
  const DOT = 6; // half the size of a mark without extent
  const REST = 300; // milliseconds without a change that end a run of key presses
  const explorers = new Map();

  class Explorer {
    constructor(figure) {
      this.figure = figure;
      this.find = (selector) => figure.querySelector(selector);
      this.controls = JSON.parse(this.find(".explorer-controls").textContent);
      this.form = this.find("form");
      this.view = this.find(".explorer-view");
      this.svg = this.find("svg");
      this.defaults = this.controls.map((control) => control.default);
      this.choice = this.defaults.slice();
      this.shown = this.number(this.choice);
      this.frame = 0;
      this.at = -1;
      this.reading = document.createElement("div");
      this.reading.className = "explorer-reading";
      this.reading.hidden = true;
      this.view.append(this.reading);
      this.spoken = document.createElement("span");
      this.spoken.className = "explorer-spoken";
      this.spoken.setAttribute("role", "status");
      figure.append(this.spoken);
      this.listen();
      this.toForm();
      if (this.form) this.form.hidden = false;
      this.find(".explorer-tools").hidden = false;
    }

    /* The states, unpacked once, when they are first wanted. */
    states() {
      this.unpacked ??= unpack(this.find(".explorer-states").textContent).then((states) => {
        this.data = states;
        return states;
      });
      return this.unpacked;
    }

    number(choice) {
      return choice.reduce((n, index, i) => n * this.controls[i].keys.length + index, 0);
    }

    listen() {
      const wake = () => this.states();
      this.figure.addEventListener("pointerenter", wake, { once: true });
      this.figure.addEventListener("focusin", wake, { once: true });
      if (this.form) {
        this.form.addEventListener("input", () => this.choose(this.fromForm()));
        this.form.addEventListener("change", () => {
          this.choose(this.fromForm());
          clearTimeout(this.rest);
          this.rest = setTimeout(() => remember(this), REST);
        });
        this.form.addEventListener("submit", (event) => event.preventDefault());
      }
      this.find(".explorer-tools").addEventListener("click", (event) => {
        const action = event.target.dataset.action;
        if (action) this.states().then(() => this.act(action, event.target));
      });
      this.view.addEventListener("pointermove", (event) => this.point(event));
      this.view.addEventListener("pointerdown", (event) => this.point(event));
      this.view.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse") this.read(-1);
      });
      this.view.addEventListener("keydown", (event) => this.step(event));
      this.view.addEventListener("focus", () => {
        if (this.view.matches(":focus-visible")) this.states().then(() => this.read(Math.max(this.at, 0), true));
      });
      this.view.addEventListener("blur", () => this.read(-1));
    }

    field(control) {
      return this.form.elements.namedItem(control.name);
    }

    /* The form's choice as an index for each control. */
    fromForm() {
      return this.controls.map((control) => {
        const field = this.field(control);
        if (control.kind === "checkbox") return field.checked ? 1 : 0;
        if (control.kind === "slider") {
          return Math.round((field.value - field.min) / field.step);
        }
        return control.keys.indexOf(field.value);
      });
    }

    toForm() {
      if (!this.form) return;
      this.controls.forEach((control, i) => {
        const field = this.field(control);
        if (control.kind === "checkbox") field.checked = this.choice[i] === 1;
        else field.value = control.keys[this.choice[i]];
        this.toWords(control, i);
      });
    }

    toWords(control, i) {
      if (control.kind !== "slider") return;
      const field = this.field(control);
      const word = control.words[this.choice[i]];
      field.setAttribute("aria-valuetext", word);
      field.parentElement.querySelector("output").textContent = word;
    }

    choose(choice) {
      this.choice = choice;
      this.controls.forEach((control, i) => this.toWords(control, i));
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.update();
      });
    }

    update() {
      if (this.number(this.choice) !== this.shown) this.states().then(() => this.show());
    }

    show() {
      const number = this.number(this.choice);
      if (number === this.shown) return;
      this.shown = number;
      this.find(".explorer-state").innerHTML = this.data.fragments[number];
      setText(this.find(".explorer-title"), this.title());
      setText(this.find(".explorer-summary"), this.data.sentences[number]);
      this.svg.setAttribute("aria-label", this.data.sentences[number]);
      this.read(-1);
      const table = this.find(".explorer-table");
      if (!table.hidden) this.fillTable(table);
    }

    title() {
      const titles = this.data.titles;
      return titles[titles.length === 1 ? 0 : this.shown];
    }

    query() {
      return this.controls
        .map((control, i) => `${control.name}=${encodeURIComponent(control.keys[this.choice[i]])}`)
        .join("&");
    }

    /* Open the state that an address names; what it does not name, or misnames, is the default. */
    open(query) {
      clearTimeout(this.rest);
      const wanted = new URLSearchParams(query);
      this.choice = this.controls.map((control, i) => {
        const index = control.keys.indexOf(wanted.get(control.name));
        return index < 0 ? this.defaults[i] : index;
      });
      this.toForm();
      this.update();
    }

    act(action, button) {
      if (action === "reset") this.reset();
      else if (action === "table") this.switchFace(button);
      else if (action === "svg") this.saveChart();
      else if (action === "csv") this.saveValues();
      else if (action === "link") this.copyLink();
    }

    reset() {
      this.open("");
      remember(this);
    }

    switchFace(button) {
      const table = this.find(".explorer-table");
      const toTable = table.hidden;
      if (toTable) this.fillTable(table);
      table.hidden = !toTable;
      this.view.hidden = toTable;
      button.textContent = toTable ? "Show chart" : "Show table";
    }

    fillTable(place) {
      const { columns, tables } = this.data;
      const rows = tables[this.shown];
      const table = document.createElement("table");
      const caption = table.createCaption();
      caption.textContent = this.title();
      const head = table.createTHead().insertRow();
      columns.forEach((column, i) => {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = column;
        cell.className = numeric(rows, i) ? "number" : "";
        head.append(cell);
      });
      const body = table.createTBody();
      rows.forEach((values) => {
        const row = body.insertRow();
        values.forEach((value, i) => {
          const cell = row.insertCell();
          cell.textContent = value === null ? "–" : typeof value === "number" ? value.toLocaleString("en-GB", { maximumSignificantDigits: 15, useGrouping: Math.abs(value) >= 10000 }) : value;
          cell.className = numeric(rows, i) ? "number" : "";
        });
      });
      place.replaceChildren(table);
    }

    saveValues() {
      const quote = (value) => {
        const text = value === null ? "" : String(value);
        return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      };
      const lines = [this.data.columns, ...this.data.tables[this.shown]];
      const text = lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
      save(this.fileName("csv"), "text/csv;charset=utf-8", "\ufeff" + text);
    }

    /* The chart as a file of its own: colours resolved, title and source written into it. */
    saveChart() {
      const { width, height } = this.svg.viewBox.baseVal;
      const source = this.find(".explorer-source");
      const title = wrap(this.title(), 52);
      const notes = source ? wrap(source.textContent, 86) : [];
      const top = 12 + 17 * title.length;
      const lines = (texts, x, y, size, gap, extra) =>
        texts.map((text, i) => `<text x="${x}" y="${y + i * gap}" style="font-size:${size}px;${extra}">${escapeText(text)}</text>`).join("");
      // not innerHTML: that is HTML, whose &nbsp; an image does not know
      const part = (selector) => new XMLSerializer().serializeToString(this.find(selector));
      const whole = height + top + 12 * notes.length + 6;
      const text =
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width * 2}" height="${whole * 2}" font-family="system-ui, Helvetica, Arial, sans-serif" style="stroke-linejoin:round">` +
        `<title>${escapeText(this.title())}</title><desc>${escapeText(this.data.sentences[this.shown])}</desc>` +
        `<rect width="100%" height="100%" fill="#ffffff"/>` +
        lines(title, 8, 18, 14, 17, "font-weight:700;fill:#1f2328") +
        `<g transform="translate(0 ${top})">${part(".explorer-background")}${part(".explorer-state")}</g>` +
        lines(notes, 8, top + height + 9, 9, 12, "fill:#5d6670") +
        "</svg>";
      const resolved = text
        .replace(/var\(--[\w-]+, ?([^()]+)\)/g, "$1")
        .replace(/calc\(([\d.]+px)\*1\)/g, "$1");
      save(this.fileName("svg"), "image/svg+xml", resolved);
    }

    fileName(ending) {
      const state = this.query().replaceAll("&", "_").replace(/[^\w.=-]+/g, "-");
      return `${this.figure.id}${state ? "_" + state : ""}.${ending}`;
    }

    copyLink() {
      const address = location.href.split("#")[0] + fragment(this);
      copy(address).then((done) => {
        const status = this.find(".explorer-status");
        setText(status, done ? "Link copied" : address);
        setTimeout(() => setText(status, ""), done ? 2500 : 20000);
      });
    }

    /* Read the mark nearest to the pointer. */
    point(event) {
      this.states().then(() => {
        const box = this.svg.getBoundingClientRect();
        const scale = this.svg.viewBox.baseVal.width / box.width;
        const x = (event.clientX - box.left) * scale;
        const y = (event.clientY - box.top) * scale;
        // of marks that overlap the smaller is meant, and of dots the one whose middle is nearer
        const [nearest] = this.data.marks[this.shown]
          .map(([left, top, width, height], i) => {
            const [dx, dy] = [Math.abs(x - left), Math.abs(y - top)];
            const dot = width || height ? 0 : DOT;
            const away = Math.hypot(Math.max(dx - width / 2, 0), Math.max(dy - height / 2, 0));
            return { i, keys: [Math.max(away - dot, 0), width * height, Math.hypot(dx, dy)] };
          })
          .filter(({ keys }) => keys[0] < NEAR)
          .sort(({ keys: a }, { keys: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
        this.read(nearest ? nearest.i : -1);
      });
    }

    step(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const count = this.data ? this.data.marks[this.shown].length : 0;
      const to = {
        ArrowRight: this.at + 1,
        ArrowDown: this.at + 1,
        ArrowLeft: this.at - 1,
        ArrowUp: this.at - 1,
        Home: 0,
        End: count - 1,
        Escape: -1,
      }[event.key];
      if (to === undefined || !count) return;
      event.preventDefault();
      this.read(event.key === "Escape" ? -1 : (to + count) % count, true);
    }

    /* Show, and for the keyboard also say, the reading of one mark; -1 shows none. A pointer cannot
       tell marks at one place apart, so it reads them all. */
    read(index, aloud) {
      this.at = index;
      const mark = index < 0 || !this.data ? null : this.data.marks[this.shown][index];
      this.reading.hidden = !mark;
      this.find(".explorer-pointer")?.remove();
      if (!mark) return;
      const [x, y, width, height, text] = mark;
      const here = this.data.marks[this.shown].filter((other) => [0, 1, 2, 3].every((i) => other[i] === mark[i]));
      const pointer = document.createElementNS("http://www.w3.org/2000/svg", width ? "rect" : "circle");
      const shape = width ? { x: x - width / 2, y: y - height / 2, width, height } : { cx: x, cy: y, r: 6 };
      Object.entries(shape).forEach(([name, value]) => pointer.setAttribute(name, value));
      pointer.setAttribute("class", "explorer-pointer");
      this.svg.append(pointer);
      setText(this.reading, aloud ? text : here.map((other) => other[4]).join("\n"));
      if (aloud) setText(this.spoken, text);
      const view = this.view.getBoundingClientRect();
      const box = this.svg.getBoundingClientRect();
      const scale = box.width / this.svg.viewBox.baseVal.width;
      const half = this.reading.offsetWidth / 2;
      const left = Math.min(Math.max(x * scale + box.left - view.left, half), Math.max(view.width - half, half));
      const above = (y - (width ? height / 2 : 6)) * scale - this.reading.offsetHeight - 6;
      this.reading.style.left = `${left}px`;
      this.reading.style.top = `${above >= 0 ? above : (y + (width ? height / 2 : 6)) * scale + 6}px`;
    }
  }

  function numeric(rows, column) {
    return rows.every((row) => row[column] === null || typeof row[column] === "number");
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function escapeText(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  function wrap(text, width) {
    const lines = [""];
    text.trim().split(/\s+/).forEach((word) => {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= width) lines.push(word);
      else lines[last] += (lines[last] ? " " : "") + word;
    });
    return lines;
  }

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  function save(name, type, text) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // a page from a folder may have no clipboard: the address is then shown instead
      return false;
    }
  }

  function fragment(explorer) {
    const query = explorer.query();
    return `#${explorer.figure.id}${query ? "?" + query : ""}`;
  }

  /* What an entry of the history keeps: the choices of all explorers. */
  function entry() {
    const choices = [...explorers].map(([id, explorer]) => [id, explorer.query()]);
    return { ...history.state, explorers: Object.fromEntries(choices) };
  }

  /* A new entry for the choice just made, which the address then names. */
  function remember(explorer) {
    if (location.hash !== fragment(explorer)) history.pushState(entry(), "", fragment(explorer));
    else history.replaceState(entry(), "");
  }

  /* Show what the present entry of the history keeps. A new one, made by a link or typed, names a
     state of one explorer or none in its address, and leaves the others as they are. */
  function follow() {
    const kept = history.state?.explorers;
    if (kept) {
      explorers.forEach((explorer, id) => explorer.open(kept[id] ?? ""));
      return;
    }
    const [id, query] = location.hash.slice(1).split("?");
    const named = explorers.get(id);
    if (named && query !== undefined) {
      named.open(query);
      named.figure.scrollIntoView();
    }
    history.replaceState(entry(), "");
  }

  function start() {
    document.querySelectorAll("figure.explorer").forEach((figure) => {
      explorers.set(figure.id, new Explorer(figure));
    });
    follow();
    window.addEventListener("popstate", follow);
  }

  if (typeof DecompressionStream === "undefined") return; // the page stays complete as it is
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
