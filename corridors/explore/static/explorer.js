/* Brings the explorers of a page to life. No dependency, and nothing from elsewhere.
 *
 * The page contract: <figure class="explorer" id> holds a <form> of native controls named after the
 * model's arguments and buttons for its scenarios, the chart in .explorer-view, the sentence in
 * .explorer-summary, what the chart assumes in .explorer-scenario, the buttons in .explorer-tools. The chart is one <svg data-shape> or two, of which the style sheet shows the one
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
  const STILL = 700; // milliseconds without a change after which the sentence is said aloud
  const SLOW = 600; // milliseconds of waiting after which the page says that it waits
  const SOON = "600px"; // how far below the window the states of an explorer are fetched
  const TYPE = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"; // of saved charts
  const WIDER = 1.15; // how much wider than measured a title may be in a type of another machine
  const ACROSS = { wide: 640, tall: 330 }; // how wide a page shows the charts, in pixels
  /* What the book says of itself and of this page: title, edition, licence, citation, its site, the
     path of the figure's page and the way from here to the root, and how its tables name columns and
     codes for readers; a column without a name is not shown. A page by itself has none. */
  const book = JSON.parse(document.querySelector(".explorer-book")?.textContent ?? "null");
  const embedded = document.documentElement.classList.contains("explorer-embedded");
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
      // One array of one type for all columns is the quickest to work on. Kept are arrays as narrow
      // as the values; they count in circles, so a difference needs no more bytes than its value.
      const make = (i) => {
        const other = backs[i] ? Int32Array.from(read(i - backs[i])) : null;
        const values = differences(body, starts[i], widths[i], count);
        add(values, ...guesses(predictions[i]));
        if (other) tell(values, other, scales[places[i]], shifts[i] / 16 + 0.5);
        return new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[widths[i]](values);
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

  /* What is kept of a column, and after it one value more, which stays 0. */
  function differences(body, start, width, count) {
    const values = new Int32Array(count + 1);
    for (let byte = 0; byte < width; byte += 1) {
      for (let n = 0, at = start + byte * count; n < count; n += 1, at += 1) values[n] |= body[at] << (8 * byte);
    }
    return values;
  }

  /* Add to each difference its prediction: what was before, and before that; see columns.py. */
  function add(values, one, two, less) {
    const count = values.length - 1;
    if (two) for (let n = 0; n < count; n += 1) values[n] += values[one[n]] + values[two[n]] - values[less[n]];
    else if (one) for (let n = 0; n < count; n += 1) values[n] += values[one[n]];
  }

  function tell(values, other, scale, more) {
    for (let n = values.length - 2; n >= 0; n -= 1) values[n] += Math.floor(scale * other[n] + more);
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
    const back = new Map();
    const once = (kept, key, make) => kept.get(key) ?? kept.set(key, make()).get(key);
    return (number) => once(made, number, () => make(...kinds[number]));

    function make(axis, other) {
      if (axis === undefined) return [];
      const one = once(back, axis, () => {
        const numbers = new Uint32Array(count).fill(count);
        [...axes.filter((i) => i !== axis), axis].forEach((i) => step(numbers, steps[i], grid[i]));
        return numbers;
      });
      if (other === undefined) return [one];
      const two = new Uint32Array(count).fill(count);
      const less = two.slice();
      corner(two, less, [steps[axis], grid[axis], 0], [steps[other], grid[other], axis === other ? 1 : 0]);
      return [one, two, less];
    }
  }

  /* One step back, where there is one. */
  function step(numbers, size, length) {
    for (let n = 0; n < numbers.length; n += 1) if (Math.floor(n / size) % length > 0) numbers[n] = n - size;
  }

  /* One step of another control back, and from there one of this, where there are both. */
  function corner(two, less, [size, length, least], [otherSize, otherLength, otherLeast]) {
    for (let n = 0; n < two.length; n += 1) {
      if (Math.floor(n / size) % length > least && Math.floor(n / otherSize) % otherLength > otherLeast) {
        two[n] = n - otherSize;
        less[n] = two[n] - size;
      }
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

  /* The charts of a figure, one a shape. */
  const charts = (figure) => [...figure.querySelectorAll(".explorer-view svg[data-shape]")];
  const isShown = (svg) => getComputedStyle(svg).display !== "none";

  /* Of each figure the chart that the style sheet shows. To ask about what is folded would have the
     browser lay it out for nobody: it gets the shape of others, here or before, and turns when opened. */
  function facing(figures) {
    const seen = figures.map((figure) => (figure.closest("details:not([open])") ? null : charts(figure).find(isShown)));
    const other = seen.find(Boolean) ?? explorers.values().next().value?.svg;
    const shape = other?.dataset.shape;
    return figures.map((figure, i) => seen[i] ?? charts(figure).find((svg) => svg.dataset.shape === shape));
  }

  class Explorer {
    /* `shown` is the chart that the style sheet shows. To ask for it here would have the browser lay
       out the page anew for every figure, since the one before has changed it. */
    constructor(figure, shown) {
      this.figure = figure;
      this.find = (selector) => figure.querySelector(selector);
      this.controls = JSON.parse(this.find(".explorer-controls").textContent);
      this.form = this.find("form");
      this.view = this.find(".explorer-view");
      this.defaults = this.controls.map((control) => control.default);
      this.presets = [...figure.querySelectorAll("[data-choice]")];
      this.folded = this.find(".explorer-more");
      this.foldedName = this.folded?.querySelector("summary").textContent;
      // a page that a browser saved has what was shown then, and what this script had added
      figure.querySelectorAll(".explorer-reading, .explorer-spoken, .explorer-pointer, .explorer-panel").forEach((part) => part.remove());
      const title = this.find(".explorer-title").textContent;
      this.faces = charts(figure).map((svg) => {
        const { shape, choice } = svg.dataset;
        const pack = new Pack(figure, this.find(`.explorer-states[data-shape="${shape}"]`));
        return { svg, pack, choice: choice ? choice.split(",").map(Number) : this.defaults, title, sentence: svg.getAttribute("aria-label") };
      });
      this.face = this.faces.find(({ svg }) => svg === shown) ?? this.faces[0];
      this.choice = this.face.choice.slice();
      this.frame = 0;
      this.at = -1;
      this.turns = 0; // how often a reading began or ended
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
      if (this.form) {
        this.form.hidden = false;
        this.find(".explorer-scenario").hidden = true;
      }
      const [name] = this.view.getAttribute("aria-label").split(":"); // a page that was saved has said it already
      this.view.setAttribute("aria-label", `${name}: the arrow keys read its values`);
      this.find(".explorer-tools").hidden = false;
      figure.querySelectorAll("[data-action=embed], [data-action=cite]").forEach((button) => (button.hidden = !book));
    }

    /* The chart that the style sheet shows, with what it shows: a choice, its title, its sentence. */
    facing() {
      return this.faces.find(({ svg }) => isShown(svg)) ?? this.faces[0];
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
        // a finger that meant to scroll the page has chosen nothing
        this.form.addEventListener("pointerdown", () => (this.before = this.choice), true);
        this.form.addEventListener("pointercancel", () => this.before && this.take(this.before));
      }
      this.figure.addEventListener("click", (event) => {
        const button = event.target.closest("[data-action]");
        if (button) this.act(button.dataset.action, button);
      });
      this.view.addEventListener("pointermove", (event) => this.point(event));
      this.view.addEventListener("pointerdown", (event) => this.point(event));
      this.view.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse") this.read(-1);
      });
      this.view.addEventListener("pointercancel", () => this.read(-1));
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
      });
      this.toPage();
    }

    /* What stands beside the controls: the words of sliders, which scenario is the choice, and how
       many of the folded assumptions are not as they opened. */
    toPage() {
      this.controls.forEach((control, i) => this.toWords(control, i));
      const choice = this.choice.join();
      this.presets.forEach((button) => button.setAttribute("aria-pressed", button.dataset.choice === choice));
      if (!this.folded) return;
      const moved = this.controls.filter((control, i) => {
        const field = this.field(control);
        return this.choice[i] !== this.defaults[i] && this.folded.contains(field[0] ?? field);
      });
      setText(this.folded.querySelector("summary"), this.foldedName.replace(")", moved.length ? `, ${moved.length} changed)` : ")"));
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
      this.toPage();
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
      face.svg.dataset.choice = this.choice.join();
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
      if (this.form) setText(this.find(".explorer-scenario"), this.scenario.map((chosen) => chosen.join(": ")).join("; "));
      this.settle();
      this.read(-1);
      clearTimeout(this.saying);
      this.saying = setTimeout(() => setText(this.spoken, this.face.sentence), STILL);
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

    /* The state shown in words: the label of each control, and the word for its value. */
    get scenario() {
      return this.controls.map(({ label, words }, i) => [label, words[this.face.choice[i]]]);
    }

    query() {
      return this.controls
        .map((control, i) => `${control.name}=${encodeURIComponent(control.keys[this.choice[i]])}`)
        .join("&");
    }

    /* Open the state that an address names; what it does not name, or misnames, is the default. */
    open(query) {
      const wanted = new URLSearchParams(query);
      this.take(this.controls.map((control, i) => {
        const index = control.keys.indexOf(wanted.get(control.name));
        return index < 0 ? this.defaults[i] : index;
      }));
    }

    /* Make a choice that did not come from a control. */
    take(choice) {
      clearTimeout(this.rest);
      this.choice = choice;
      this.toForm();
      this.update();
    }

    act(action, button) {
      if (action === "reset") this.jump(this.defaults.slice());
      else if (action === "preset") this.jump(button.dataset.choice.split(",").map(Number));
      else if (action === "link") this.hand("Link", here() + fragment(this), "Link copied");
      else if (action === "embed") this.hand("Code to embed this figure", this.frameCode(), "Code copied", true);
      else if (action === "cite") this.hand("Citation", this.citation(), "Citation copied", true);
      else if (action === "table") this.whenOpen(() => this.switchFace(button));
      else if (action === "svg") this.whenOpen(() => save(this.fileName("svg"), "image/svg+xml", this.drawing()));
      else if (action === "png") this.whenOpen(() => this.saveImage());
      else if (action === "csv") this.whenOpen(() => this.saveValues());
    }

    jump(choice) {
      this.take(choice);
      remember(this);
    }

    switchFace(button) {
      const table = this.find(".explorer-table");
      const toTable = table.hidden;
      if (toTable) this.fillTable(table);
      table.hidden = !toTable;
      this.view.hidden = toTable;
      button.textContent = toTable ? "Chart" : "Table";
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
      const body = table.createTBody();
      const lines = rows.map(() => body.insertRow());
      this.heads.forEach((column, i) => {
        const words = book?.heads?.[column] ?? column;
        const written = inWords(rows.map((row) => row[i]));
        const fill = (cell, exact, text) => {
          cell.textContent = text;
          cell.dataset.exact = exact ?? "";
          cell.className = numeric(rows, i) ? "number" : "";
          cell.hidden = !words;
        };
        const cell = document.createElement("th");
        cell.scope = "col";
        fill(cell, column, words);
        head.append(cell);
        lines.forEach((row, n) => fill(row.insertCell(), rows[n][i], written[n]));
      });
      place.replaceChildren(table);
      if (!rows.length) place.append("Nothing is on record for this choice.");
    }

    /* What a file says beside the chart or the values: the scenario, and where it is from. */
    get origin() {
      const source = this.find(".explorer-source")?.textContent.replace(/^Source: /, "");
      const number = this.find(".explorer-number")?.textContent.replace(/\.$/, "");
      return [
        ["Figure", number],
        ["Title", this.face.title],
        ["Source", source],
        ["Edition", book && `${book.title}, ${book.edition}`],
        ["Licence", book?.licence],
        ["Address", address(fragment(this))],
      ].filter(([, text]) => text);
    }

    /* The rows shown, each with the scenario and the origin: so a file needs no remarks, and rows
       of two files can be told apart. */
    saveValues() {
      const quote = (value) => {
        const text = value === null || value === undefined ? "" : String(value);
        return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      };
      const about = [...this.scenario.map(([label, word]) => [`Choice: ${label}`, word]), ...this.origin];
      const rows = this.data.table.length ? this.data.table : [this.heads.map(() => null)];
      const lines = [
        [...this.heads, ...about.map(([head]) => head)],
        ...rows.map((row) => [...row, ...about.map(([, text]) => text)]),
      ];
      const text = lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
      save(this.fileName("csv"), "text/csv;charset=utf-8", "\ufeff" + text);
    }

    /* The chart as a file of its own, for browsers and drawing programs: colours resolved, no part
       used twice by reference, and title, scenario and origin written into it. */
    drawing() {
      const { width, height } = this.svg.viewBox.baseVal;
      const blocks = [];
      let y = 4;
      const write = (text, size, weight, fill) => {
        wrap(text, size, weight, width - 16).forEach((line) => {
          y += size * 1.25;
          blocks.push(`<text x="8" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeText(line)}</text>`);
        });
      };
      write(this.face.title, 14, 700, "#1f2328");
      const words = this.scenario.map((chosen) => chosen.join(": ")).join("; ");
      y += 3;
      if (words) write(words, 10, 400, "#1f2328");
      const top = y + 8;
      y = top + height;
      const { Source, ...rest } = Object.fromEntries(this.origin.filter(([head]) => head !== "Title"));
      if (Source) write(`Source: ${Source}`, 9, 400, "#5d6670");
      write(Object.values(rest).join(". "), 9, 400, "#5d6670");
      const whole = Math.ceil(y + 8);
      const across = ACROSS[this.face.pack.shape] ?? width;
      // not innerHTML: that is HTML, whose &nbsp; an image does not know
      const parts = [...withoutReferences(this.svg).children].map((part) => new XMLSerializer().serializeToString(part));
      const text =
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${across}" height="${Math.round((whole * across) / width)}" font-family="${TYPE}" stroke-linejoin="round">` +
        `<title>${escapeText(this.face.title)}</title><desc>${escapeText(this.face.sentence)}</desc>` +
        `<rect width="${width}" height="${whole}" fill="#ffffff"/>` +
        `<g transform="translate(0 ${top})">${parts.join("")}</g>${blocks.join("")}</svg>`;
      return text
        .replace(/var\(--[\w-]+, ?([^()]+)\)/g, "$1")
        .replace(/calc\(([\d.]+px)\*1\)/g, "$1");
    }

    /* The same as an image, at twice the size of the page. */
    async saveImage() {
      const text = this.drawing();
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      try {
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
        save(this.fileName("png"), "image/png", blob);
      } catch {
        this.say("This browser could not make the image. SVG gives the same chart.");
      }
    }

    frameCode() {
      const page = `embed/${this.figure.id}.html`;
      const src = book.site ? new URL(page, book.site) : new URL(book.root + page, location.href);
      const height = Math.ceil(this.figure.getBoundingClientRect().height) + 64;
      const name = escapeText(this.face.title).replaceAll('"', "&quot;");
      return `<iframe src="${escapeText(src.href + fragment(this))}" title="${name}" loading="lazy" style="width:100%;height:${height}px;border:0"></iframe>`;
    }

    citation() {
      const { Figure, Title, Address } = Object.fromEntries(this.origin);
      const edition = book.edition.replace(/^./, (letter) => letter.toUpperCase());
      const words = this.scenario.map((chosen) => chosen.join(": ")).join("; ");
      return `${book.cite}. ${Figure ? `${Figure}: ` : ""}\u201c${Title}\u201d${words ? ` (${words})` : ""}. ${edition}. ${Address}`;
    }

    /* Copy a text, and show it where it cannot be copied or is asked for. */
    hand(name, text, done, show = false) {
      copy(text).then((copied) => {
        if (copied) this.say(done, 2500);
        else this.say(show ? "Copy it from here:" : text, show ? 0 : 20000);
        if (show) this.panel(name, text);
      });
    }

    panel(name, text) {
      let panel = this.find(".explorer-panel");
      if (!panel) {
        panel = document.createElement("textarea");
        panel.className = "explorer-panel";
        panel.readOnly = true;
        panel.rows = 3;
        panel.addEventListener("focus", () => panel.select());
        panel.addEventListener("keydown", (event) => event.key === "Escape" && panel.remove());
        this.find(".explorer-tools").after(panel);
      }
      panel.setAttribute("aria-label", name);
      panel.value = text;
    }

    fileName(ending) {
      const state = this.query().replaceAll("&", "_").replace(/[^\w.=-]+/g, "-");
      return `${this.figure.id}${state ? "_" + state : ""}`.slice(0, 120) + `.${ending}`;
    }

    /* Read the mark nearest to the pointer. */
    point(event) {
      const turn = this.turns;
      this.face.pack.open().then(() => {
        if (turn !== this.turns) return; // what was pointed at is gone
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
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
        // a reading stays under the pointer that moves onto it, unless that meets another mark there
        if (nearest?.keys[0] !== 0 && holds(this.reading, event)) return;
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
      this.turns += 1;
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
      const place = (dy) => new DOMPoint(x, y + dy).matrixTransform(this.svg.getScreenCTM());
      const half = this.reading.offsetWidth / 2;
      const left = Math.min(Math.max(place(0).x - view.left, half), Math.max(view.width - half, half));
      const away = width ? height / 2 : 6;
      const above = place(-away).y - view.top - this.reading.offsetHeight - 6;
      this.reading.style.left = `${left}px`;
      this.reading.style.top = `${above >= 0 ? above : place(away).y - view.top + 6}px`;
    }
  }

  /* The values of a column as a table shows them: numbers with no more decimals than their size is worth
     (the file of values has all digits), those of one size with the same; days without a time; codes
     in words. */
  function inWords(values) {
    const rounded = values.map((value) => (typeof value === "number" ? toSize(value) : null));
    const wanted = {};
    rounded.forEach((one) => {
      if (one) wanted[one.most] = Math.max(wanted[one.most] ?? 0, one.needs);
    });
    return values.map((value, n) => {
      if (value === null) return "–";
      if (rounded[n]) {
        const digits = value ? wanted[rounded[n].most] : 0;
        return rounded[n].value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: Math.abs(value) >= 10000 });
      }
      const day = dated(value.replace(/ 00:00:00$/, ""));
      return book?.codes?.[day] ?? (/^[a-z\d]+(_[a-z\d]+)+$/.test(day) ? day.replaceAll("_", " ") : day);
    });
  }

  /* A day or a month as a reader writes it: 2024-12-31 is 31 Dec 2024, 2024-12 is Dec 2024. */
  function dated(text) {
    const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?$/.exec(text) ?? [];
    const name = "JanFebMarAprMayJunJulAugSepOctNovDec".slice(3 * month - 3, 3 * month);
    return year ? `${day ? `${Number(day)} ` : ""}${name} ${year}` : text;
  }

  /* A number rounded to what its size is worth, with the decimals that it may have and that it needs. */
  function toSize(value) {
    const size = Math.abs(value);
    const most = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    const whole = Math.round(Number(`${size}e${most}`)) || 0; // by its digits: 2.675 is 2.68
    const text = (whole / 10 ** most).toFixed(most);
    const needs = most && text.replace(/\.?0+$/, "").split(".")[1]?.length;
    return { most, needs: needs ?? 0, value: whole ? Math.sign(value) * Number(text) : 0 };
  }

  function numeric(rows, column) {
    return rows.every((row) => row[column] === null || typeof row[column] === "number");
  }

  /* Whether a pointer is over an element; never over one that is hidden. */
  function holds(element, { clientX: x, clientY: y }) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left < x && x < right && top < y && y < bottom;
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function escapeText(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  /* The lines of a text that are no wider than so many points, in the type of saved charts. */
  function wrap(text, size, weight, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${TYPE}`;
    const fits = (line) => pen.measureText(line).width * WIDER <= width;
    const lines = [""];
    text.trim().split(/\s+/).forEach((word) => {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (fits(longer) || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
      while (!fits(lines.at(-1))) {
        const long = lines.pop(); // an address has no spaces to break at
        let end = long.length - 1;
        while (end > 1 && !fits(long.slice(0, end))) end -= 1;
        lines.push(long.slice(0, end), long.slice(end));
      }
    });
    return lines;
  }

  /* A copy of a chart in which what was drawn by reference to a definition is drawn itself. */
  function withoutReferences(svg) {
    const copied = svg.cloneNode(true);
    copied.querySelector(".explorer-pointer")?.remove();
    copied.querySelectorAll("use").forEach((use) => {
      const group = document.createElementNS(use.namespaceURI, "g");
      const [x, y] = ["x", "y"].map((name) => use.getAttribute(name) ?? 0);
      [...use.attributes].forEach(({ name, value }) => {
        if (!["x", "y", "href", "xlink:href", "transform"].includes(name)) group.setAttribute(name, value);
      });
      group.setAttribute("transform", `${use.getAttribute("transform") ?? ""} translate(${x} ${y})`.trim());
      const part = svg.querySelector(use.getAttribute("href") ?? use.getAttribute("xlink:href")).cloneNode(true);
      part.removeAttribute("id");
      group.append(part);
      use.replaceWith(group);
    });
    return copied;
  }

  function save(name, type, content) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([content], { type }));
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

  /* The page as it is opened here: where the figure stands, which an embedded one does not. */
  function here() {
    return (embedded ? new URL(book.root + book.path, location.href).href : location.href).split("#")[0];
  }

  /* The address of a state for a file: that of the book's site, else of the server; never a path of
     this machine. */
  function address(state) {
    if (book?.site) return book.site + book.path + state;
    return (location.protocol === "file:" && book ? book.path : here()) + state;
  }

  let mine = {}; // what the present entry of the history keeps: the choices of all explorers

  /* Keep the choices in the present entry of the history or in a new one, which has the address. */
  function keep(how, state) {
    mine = { ...mine, ...Object.fromEntries([...explorers].map(([id, explorer]) => [id, explorer.query()])) };
    put(how, state);
  }

  function put(how, state) {
    try {
      history[how]({ ...history.state, explorers: mine }, "", state);
    } catch {
      // a frame may refuse: then the address stays as it is
    }
  }

  /* Another script may have written over what the present entry keeps: write it again. */
  function restore() {
    if (!history.state?.explorers) put("replaceState");
  }

  /* A new entry for the choice just made, which the address then names. In a frame it would be one
     of the page around it. */
  function remember(explorer) {
    restore();
    const moved = location.hash !== fragment(explorer);
    keep(moved && !embedded ? "pushState" : "replaceState", moved ? fragment(explorer) : undefined);
  }

  /* The figure and the choices that the address names. Mail and chats write a "?" in it as "%3F". */
  function pointedAt() {
    const hash = location.hash.slice(1);
    try {
      return (/^[^?]*%3F/i.test(hash) ? decodeURIComponent(hash) : hash).split("?");
    } catch {
      return hash.split("?");
    }
  }

  /* Show what the present entry of the history keeps. A new one, made by a link or typed, names a
     state of one explorer or none in its address, and leaves the others as they are. */
  function follow() {
    const kept = history.state?.explorers;
    if (kept) {
      mine = kept;
      explorers.forEach((explorer, id) => explorer.open(kept[id] ?? ""));
      return;
    }
    const [id, query] = pointedAt();
    const named = explorers.get(id);
    if (named && query !== undefined) {
      named.open(query);
      named.figure.scrollIntoView();
    }
    keep("replaceState");
  }

  const near = new IntersectionObserver(
    (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && bring(target.id)),
    { rootMargin: SOON },
  );

  /* Bring the figures of a part of the page to life: first all that asks for the layout, then all
     that changes it. */
  function begin(part) {
    const figures = [...part.querySelectorAll("figure.explorer")].filter(({ id }) => !explorers.has(id));
    const shown = facing(figures);
    figures.forEach((figure, i) => {
      const explorer = new Explorer(figure, shown[i]);
      explorers.set(figure.id, explorer);
      if (mine[figure.id]) explorer.open(mine[figure.id]);
      near.observe(figure);
    });
    return figures.map(({ id }) => id);
  }

  function start() {
    begin(document);
    follow();
    // a page may build a part of itself later: what it holds is then told on the part
    document.addEventListener("explorers-added", ({ target }) => {
      const added = begin(target);
      if (document.readyState === "complete") bringAll(added);
    });
    document.querySelector(".explorer-home a")?.addEventListener("click", ({ currentTarget }) => {
      currentTarget.href = here() + fragment(explorers.values().next().value);
    });
    window.addEventListener("popstate", follow);
    window.addEventListener("load", restore);
    window.addEventListener("pagehide", restore);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && explorers.forEach((explorer) => explorer.read(-1)));
    const bringThem = () => bringAll([...explorers.keys()]);
    if (document.readyState === "complete") bringThem();
    else window.addEventListener("load", bringThem);
  }

  /* Have the states of an explorer at hand; should that fail, those who want them will say so. */
  function bring(id) {
    return explorers.get(id).face.pack.fetch().catch(() => {});
  }

  /* In idle moments fetch what is far away as well: who goes offline then has the whole page.
     A busy machine has no idle moments: then it is done after two seconds all the same. */
  async function bringAll(ids) {
    if (navigator.connection?.saveData) return;
    for (const id of ids) {
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done, { timeout: 2000 }));
      await bring(id);
    }
  }

  if (typeof DecompressionStream === "undefined") {
    document.documentElement.classList.add("older-browser"); // the page stays complete, and says what it would take
    return;
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
