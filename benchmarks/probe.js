/* What the benchmarks run inside a page: `bench` measures from an input to the paint that answers. */
window.bench = (function () {
  "use strict";

  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /* Resolves when the frame being made now has been handed to the screen. */
  function painted() {
    return new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  }

  /* A reader's steps: each control in turn, a slider up and down, a list round and round. */
  function* steps(form) {
    const fields = [...form.elements].filter((field) => field.matches("select, input:not([type=radio])"));
    const radios = [...new Set([...form.querySelectorAll("input[type=radio]")].map((radio) => radio.name))];
    const directions = new Map();
    for (;;) {
      for (const field of fields) yield [field, () => move(field, directions)];
      for (const name of radios) {
        const group = [...form.elements[name]];
        const next = group[(group.findIndex((radio) => radio.checked) + 1) % group.length];
        yield [next, () => (next.checked = true)];
      }
    }
  }

  function move(field, directions) {
    if (field.type === "checkbox") field.checked = !field.checked;
    else if (field.tagName === "SELECT") field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
    else {
      const step = directions.get(field) ?? Number(field.step || 1);
      const before = field.value;
      field.value = Number(before) + step;
      if (field.value === before) {
        directions.set(field, -step);
        field.value = Number(before) - step;
      }
    }
  }

  /* One input: milliseconds of script, of style and layout, and until the next paint.
   *
   * The explorer may answer in the input's handler or in the next frame. A callback before its own
   * and one after it bound its script in that frame; what was left undone is then forced. The wait
   * spreads the inputs over the frame: readers do not keep time with the screen.
   */
  async function answer(field, change, view, wait) {
    await frame();
    await painted();
    await new Promise((done) => setTimeout(done, wait));
    let changed = false;
    const watch = new MutationObserver(() => (changed = true));
    watch.observe(view, { childList: true, subtree: true, characterData: true, attributes: true });
    let began = 0;
    requestAnimationFrame(() => (began = performance.now()));
    change();
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const handled = performance.now();
    await frame();
    const scripted = performance.now();
    view.getBoundingClientRect();
    const laidOut = performance.now();
    watch.disconnect();
    const paint = await painted();
    return { changed, script: handled - start + scripted - began, layout: laidOut - scripted, paint: paint - start };
  }

  /* As many inputs of an explorer as are wanted, measured one by one. */
  async function inputs(id, count) {
    const figure = document.getElementById(id);
    const step = steps(figure.querySelector("form"));
    const view = figure.querySelector(".explorer-view");
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push(await answer(...step.next().value, view, (n * 7) % 17));
    return answers;
  }

  /* The first input of a page, its states still packed: milliseconds until the picture changes. */
  async function first(id) {
    const figure = document.getElementById(id);
    const [field, change] = steps(figure.querySelector("form")).next().value;
    const pressed = arm(`#${id} .explorer-state > *`);
    change();
    pressed.start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return pressed.done;
  }

  let press = null;

  /* Wait for a key press, then for the element at `selector` to be another, or to show another image. */
  function arm(selector) {
    const seen = () => {
      const element = document.querySelector(selector);
      return element?.src ?? element;
    };
    const before = seen();
    press = { start: 0 };
    const now = press;
    addEventListener("keydown", (event) => (now.start = event.timeStamp), { capture: true, once: true });
    now.done = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`nothing changed at ${selector}`)), 20000);
      const watch = new MutationObserver(async () => {
        const after = seen();
        if (!after || after === before) return;
        watch.disconnect();
        clearTimeout(late);
        const changed = performance.now();
        const image = document.querySelector(selector);
        if (image.decode) await image.decode();
        await frame();
        resolve({ changed: changed - now.start, painted: (await painted()) - now.start });
      });
      watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] });
    });
    return now;
  }

  return { inputs, first, arm, pressed: () => press.done };
})();
