/* Brings the explorers of a page to life. No dependency, and nothing from elsewhere.
 *
 * The page contract: <figure class="explorer" id> holds a <form> of native controls named after the
 * model's arguments, the chart in .explorer-view, the sentence in .explorer-summary, the buttons in
 * .explorer-tools. The chart is one <svg data-shape> or two, of which the style sheet shows the one
 * that suits the width; each has its states in an .explorer-states of the same data-shape, in the
 * page or, by its data-src, in a file beside it. What is shown is what the form says, unless the
 * figure is aria-busy: then the states are under way.
 * The address #id?name=value&... opens a state; a value that is not on offer means the default.
 */
(function () {
  "use strict";

  const NEAR = 28; // how far from a mark, in the chart's points, a pointer still reads it
  const DOT = 6; // half the size of a mark without extent
  const REST = 300; // milliseconds without a change that end a run of key presses
  const SLOW = 600; // milliseconds of waiting after which the page says that it waits
  const SOON = "600px"; // how far below the window the states of an explorer are fetched
  const explorers = new Map();
  const awaited = new Map(); // what to do with the text of a pack, by the pack's name

  /* Each pack's file calls this. Nobody waits for a pack of another name, so it is dropped. */
  window.explorerPack = (name, text) => awaited.get(name)?.(text);

  /* All states in one shape: packed in the page or in a file, fetched and unpacked when wanted. */
  class Pack {
    constructor(figure, element) {
      this.id = figure.id;
      this.count = Number(figure.dataset.states);
      this.shape = element.dataset.shape;
      this.name = element.dataset.pack;
      this.source = element.dataset.src;
      this.element = element;
    }

    /* The packed text, asked for once; again if that failed. */
    fetch() {
      if (this.opened) return this.opened;
      return (this.text ??= forgotten(
        this.source ? arrival(this.name, this.source) : Promise.resolve(this.element.textContent),
        (text) => this.text === text && (this.text = null),
      ));
    }

    /* The states. */
    open() {
      return (this.opened ??= forgotten(this.unpack(), (opened) => {
        if (this.opened === opened) this.opened = this.text = null;
      }));
    }

    async unpack() {
      const states = new States(await inflate(await this.fetch()));
      const { id, shape } = states.head;
      if (id !== this.id || shape !== this.shape || states.count !== this.count) {
        throw new Error(`${this.name} has ${states.count} states of ${id}, ${shape}`);
      }
      this.text = null;
      return (this.states = states);
    }
  }

  /* A promise that is forgotten if it fails, so that the next who asks tries again. */
  function forgotten(promise, forget) {
    promise.catch(() => forget(promise));
    return promise;
  }

  /* The text of a pack, from its file. */
  function arrival(name, source) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = (text) => {
        if (awaited.get(name) === done) awaited.delete(name);
        script.remove();
        if (text) resolve(text);
        else reject(new Error(`${source} did not bring ${name}`));
      };
      awaited.set(name, done);
      script.onload = script.onerror = () => done();
      script.src = source;
      document.head.append(script);
    });
  }

  async function inflate(base64) {
    const bytes = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /* The states of a pack, read one at a time. How they are packed is told in columns.py. */
  class States {
    constructor(bytes) {
      const length = new DataView(bytes.buffer).getUint32(0, true);
      this.head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
      const { grid, words, slots } = this.head;
      this.count = grid.reduce((product, steps) => product * steps, 1);
      this.columns = this.decode(bytes.subarray(4 + length), grid);
      this.places = words.split("\x02").map((place) => place.split("\x01"));
      this.first = [0]; // the first slot of each place; after the last comes that of the form
      this.places.forEach((place) => this.first.push(this.first.at(-1) + place.length - 1));
      let next = 0; // the first column that no slot before has
      this.slots = slots[0].map((back, i) => {
        const column = next - back;
        if (!back) next += 1;
        return [column, slots[1][i], this.head.formats[slots[2][i]]];
      });
      this.head.words = this.head.slots = null;
    }

    decode(body, grid) {
      const [widths = [], predictions, backs, places, shifts] = this.head.columns;
      const { count, head: { scales } } = this;
      const guesses = neighbours(grid);
      let end = 0;
      const starts = widths.map((width) => (end += width * count) - width * count);
      const columns = [];
      const read = (i) => (columns[i] ??= make(i));
      const make = (i) => {
        const width = widths[i];
        const [one, two, less] = guesses(predictions[i]);
        // one value more than there are states stays 0; the arrays count in circles, so a difference
        // needs no more bytes than the value
        const values = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[width](count + 1);
        for (let n = 0; n < count; n += 1) {
          let value = 0;
          for (let byte = width - 1; byte >= 0; byte -= 1) value = value * 256 + body[starts[i] + byte * count + n];
          values[n] = value + values[one[n]] + values[two[n]] - values[less[n]];
        }
        if (backs[i]) {
          const other = read(i - backs[i]);
          const [scale, more] = [scales[places[i]], shifts[i] / 16 + 0.5];
          for (let n = 0; n < count; n += 1) values[n] += Math.floor(scale * other[n] + more);
        }
        return values;
      };
      widths.forEach((_, i) => read(i));
      return columns;
    }

    number(slot, state) {
      const [column, base, format] = this.slots[slot];
      return written(this.columns[column][state] + base, format);
    }

    state(number) {
      const { forms } = this.head;
      const form = forms[forms.length > 1 ? Number(this.number(this.slots.length - 1, number)) : 0];
      let text = "";
      for (let i = 0; i < form.length; i += 2) {
        for (let place = form[i]; place < form[i] + form[i + 1]; place += 1) {
          const words = this.places[place];
          text += words[0];
          for (let n = 1; n < words.length; n += 1) text += this.number(this.first[place] + n - 1, number) + words[n];
        }
      }
      const [table, marks, title, sentence, fragment] = JSON.parse(text);
      return { title, sentence, fragment, marks, table };
    }
  }

  /* From which earlier states a state is predicted, as columns.py says; made when asked for. */
  function neighbours(grid) {
    const count = grid.reduce((product, steps) => product * steps, 1);
    const steps = grid.map((_, i) => grid.slice(i + 1).reduce((product, more) => product * more, 1));
    const axes = [...grid.keys()].filter((i) => grid[i] > 1);
    const kinds = [[]];
    axes.forEach((axis) => {
      kinds.push([axis], [axis, axis], ...axes.filter((other) => other !== axis).map((other) => [axis, other]));
    });
    const made = new Map();
    return (number) => {
      if (!made.has(number)) made.set(number, make(...kinds[number]));
      return made.get(number);
    };

    function make(axis, other) {
      const [one, two, less] = [0, 0, 0].map(() => new Uint32Array(count).fill(count));
      if (axis === undefined) return [one, two, less];
      const order = [axis, ...axes.filter((i) => i !== axis).reverse()];
      for (let n = 0; n < count; n += 1) {
        const at = (i) => Math.floor(n / steps[i]) % grid[i];
        const back = order.find((i) => at(i) > 0);
        if (back !== undefined) one[n] = n - steps[back];
        if (other !== undefined && (axis === other ? at(axis) > 1 : at(axis) > 0 && at(other) > 0)) {
          two[n] = n - steps[other];
          less[n] = two[n] - steps[axis];
        }
      }
      return [one, two, less];
    }
  }

  /* A number of a column as the text it stands for: by its decimals and two habits, or by its place
     in a list of words. */
  function written(value, format) {
    if (typeof format[0] !== "number") return format[value];
    const [decimals, trimmed, grouped] = format;
    const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
    let whole = digits.slice(0, digits.length - decimals);
    let part = digits.slice(digits.length - decimals);
    if (trimmed) part = part.replace(/0+$/, "");
    if (grouped) whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return (value < 0 ? "-" : "") + whole + (part ? "." + part : "");
  }

  class Explorer {
    constructor(figure) {
      this.figure = figure;
      this.find = (selector) => figure.querySelector(selector);
      this.controls = JSON.parse(this.find(".explorer-controls").textContent);
      this.form = this.find("form");
      this.view = this.find(".explorer-view");
      this.defaults = this.controls.map((control) => control.default);
      this.choice = this.defaults.slice();
      const [title, sentence] = [".explorer-title", ".explorer-summary"].map((part) => this.find(part).textContent);
      this.faces = [...this.view.querySelectorAll("svg[data-shape]")].map((svg) => {
        const { shape } = svg.dataset;
        const pack = new Pack(figure, this.find(`.explorer-states[data-shape="${shape}"]`));
        return { svg, pack, choice: this.choice, title, sentence };
      });
      this.face = this.facing();
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

    /* The chart that the style sheet shows, with what it shows: a choice, its title, its sentence. */
    facing() {
      return this.faces.find(({ svg }) => getComputedStyle(svg).display !== "none") ?? this.faces[0];
    }

    get svg() {
      return this.face.svg;
    }

    get shown() {
      return this.number(this.face.choice);
    }

    /* The values and marks of the state shown, if the states are there. */
    get data() {
      const { states } = this.face.pack;
      if (!states) return null;
      if (this.kept?.states !== states || this.kept.number !== this.shown) {
        this.kept = { states, number: this.shown, state: states.state(this.shown) };
      }
      return this.kept.state;
    }

    number(choice) {
      return choice.reduce((n, index, i) => n * this.controls[i].keys.length + index, 0);
    }

    listen() {
      const wake = () => this.face.pack.open().catch(() => {});
      this.figure.addEventListener("pointerenter", wake);
      this.figure.addEventListener("focusin", wake);
      new ResizeObserver(() => this.turn()).observe(this.figure);
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
        if (action) this.act(action, event.target);
      });
      this.view.addEventListener("pointermove", (event) => this.point(event));
      this.view.addEventListener("pointerdown", (event) => this.point(event));
      this.view.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse") this.read(-1);
      });
      this.view.addEventListener("keydown", (event) => this.step(event));
      this.view.addEventListener("focus", () => {
        if (this.view.matches(":focus-visible")) this.whenOpen(() => this.read(Math.max(this.at, 0), true));
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
      if (!this.face.pack.states) this.update();
      else {
        this.frame ||= requestAnimationFrame(() => {
          this.frame = 0;
          this.update();
        });
      }
    }

    /* Show what the form says: at once, or when the states have come. */
    update() {
      const { pack } = this.face;
      this.say("");
      if (this.number(this.choice) === this.shown) this.settle();
      else if (pack.states) this.show();
      else {
        this.figure.setAttribute("aria-busy", "true");
        this.said = setTimeout(() => this.say("Loading the values\u2026"), SLOW);
        pack.open().then(
          () => this.update(),
          () => pack === this.face.pack && this.giveUp(),
        );
      }
    }

    settle() {
      this.figure.removeAttribute("aria-busy");
    }

    show() {
      const { face } = this;
      face.choice = this.choice;
      const { title, sentence, fragment } = this.data;
      Object.assign(face, { title, sentence });
      face.svg.querySelector(".explorer-state").innerHTML = fragment;
      face.svg.setAttribute("aria-label", sentence);
      this.tell();
    }

    /* What stands around the chart, for the state that it shows. */
    tell() {
      setText(this.find(".explorer-title"), this.face.title);
      setText(this.find(".explorer-summary"), this.face.sentence);
      this.settle();
      this.read(-1);
      const table = this.find(".explorer-table");
      if (!table.hidden && this.data) this.fillTable(table);
    }

    /* The states did not come: the form says again what the chart shows. */
    giveUp() {
      if (this.number(this.choice) === this.shown) return;
      this.choice = this.face.choice;
      this.toForm();
      this.settle();
      this.say("The values of that choice could not be loaded. The chart is as it was; choose again to try again.");
    }

    /* The figure became narrower or wider: the other chart may be the one that is shown. */
    turn() {
      const face = this.facing();
      if (face === this.face) return;
      this.face = face;
      this.tell();
      this.update();
    }

    /* Do what needs the states of the chart that is shown. */
    whenOpen(task) {
      const { pack } = this.face;
      pack.open().then(task, () => this.say("The values could not be loaded. Try again."));
    }

    say(text, lasting = 0) {
      clearTimeout(this.said);
      setText(this.find(".explorer-status"), text);
      if (lasting) this.said = setTimeout(() => this.say(""), lasting);
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
      else if (action === "link") this.copyLink();
      else if (action === "table") this.whenOpen(() => this.switchFace(button));
      else if (action === "svg") this.whenOpen(() => this.saveChart());
      else if (action === "csv") this.whenOpen(() => this.saveValues());
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

    get heads() {
      return this.face.pack.states.head.heads;
    }

    fillTable(place) {
      const rows = this.data.table;
      const table = document.createElement("table");
      const caption = table.createCaption();
      caption.textContent = this.face.title;
      const head = table.createTHead().insertRow();
      this.heads.forEach((column, i) => {
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
      const lines = [this.heads, ...this.data.table];
      const text = lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
      save(this.fileName("csv"), "text/csv;charset=utf-8", "\ufeff" + text);
    }

    /* The chart as a file of its own: colours resolved, title and source written into it. */
    saveChart() {
      const { width, height } = this.svg.viewBox.baseVal;
      const source = this.find(".explorer-source");
      const title = wrap(this.face.title, 52);
      const notes = source ? wrap(source.textContent, 86) : [];
      const top = 12 + 17 * title.length;
      const lines = (texts, x, y, size, gap, extra) =>
        texts.map((text, i) => `<text x="${x}" y="${y + i * gap}" style="font-size:${size}px;${extra}">${escapeText(text)}</text>`).join("");
      // not innerHTML: that is HTML, whose &nbsp; an image does not know
      const part = (selector) => new XMLSerializer().serializeToString(this.svg.querySelector(selector));
      const whole = height + top + 12 * notes.length + 6;
      const text =
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width * 2}" height="${whole * 2}" font-family="system-ui, Helvetica, Arial, sans-serif" style="stroke-linejoin:round">` +
        `<title>${escapeText(this.face.title)}</title><desc>${escapeText(this.face.sentence)}</desc>` +
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
        this.say(done ? "Link copied" : address, done ? 2500 : 20000);
      });
    }

    /* Read the mark nearest to the pointer. */
    point(event) {
      this.face.pack.open().then(() => {
        const box = this.svg.getBoundingClientRect();
        const scale = this.svg.viewBox.baseVal.width / box.width;
        const x = (event.clientX - box.left) * scale;
        const y = (event.clientY - box.top) * scale;
        // of marks that overlap the smaller is meant, and of dots the one whose middle is nearer
        const [nearest] = this.data.marks
          .map(([left, top, width, height], i) => {
            const [dx, dy] = [Math.abs(x - left), Math.abs(y - top)];
            const dot = width || height ? 0 : DOT;
            const away = Math.hypot(Math.max(dx - width / 2, 0), Math.max(dy - height / 2, 0));
            return { i, keys: [Math.max(away - dot, 0), width * height, Math.hypot(dx, dy)] };
          })
          .filter(({ keys }) => keys[0] < NEAR)
          .sort(({ keys: a }, { keys: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
        this.read(nearest ? nearest.i : -1);
      }, () => {});
    }

    step(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const count = this.data ? this.data.marks.length : 0;
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
      const mark = index < 0 || !this.data ? null : this.data.marks[index];
      this.reading.hidden = !mark;
      this.find(".explorer-pointer")?.remove();
      if (!mark) return;
      const [x, y, width, height, text] = mark;
      const here = this.data.marks.filter((other) => [0, 1, 2, 3].every((i) => other[i] === mark[i]));
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
    const near = new IntersectionObserver(
      (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && bring(target.id)),
      { rootMargin: SOON },
    );
    explorers.forEach(({ figure }) => near.observe(figure));
    if (document.readyState === "complete") bringAll();
    else window.addEventListener("load", bringAll);
  }

  /* Have the states of an explorer at hand; should that fail, those who want them will say so. */
  function bring(id) {
    return explorers.get(id).face.pack.fetch().catch(() => {});
  }

  /* In idle moments fetch what is far away as well: who goes offline then has the whole page. */
  async function bringAll() {
    if (navigator.connection?.saveData) return;
    for (const id of explorers.keys()) {
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
      await bring(id);
    }
  }

  if (typeof DecompressionStream === "undefined") return; // the page stays complete as it is
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
