/* Makes the live face of the explorers answer as the page does, in whatever shows notebooks.
 *
 * Plain ipywidgets draw and move it. What they cannot do is done here, once for all explorers of a
 * document: marks read by pointer and by arrow keys, the sentence said aloud when the chart has
 * come to rest, sliders that say their value in words, a control that is not answered, and the chart
 * as an image. Without this script all else works, and a mark's reading is its tooltip. No dependency, nothing from elsewhere.
 */
(() => {
  "use strict";
  if (window.corridorsLive) return; // another cell has brought it
  window.corridorsLive = true;

  const NEAR = 28; // how far from a mark, in the chart's points, a pointer still reads it
  const DOT = 6; // half the size of a mark without extent
  const STILL = 700; // milliseconds without a change after which the sentence is said aloud
  const PATIENT = 1500; // milliseconds in which a living kernel answers, if it is not busy

  class Explorer {
    constructor(box) {
      this.view = box.querySelector(".explore-view");
      this.content = this.view.querySelector(".widget-html-content");
      this.view.style.position = "relative";
      // a notebook moves between its cells by the arrow keys, unless it is told who uses them
      box.dataset.lmSuppressShortcuts = "true";
      this.bubble = made("div", "explore-reading");
      this.bubble.hidden = true;
      this.spoken = made("span", "explore-spoken");
      this.spoken.setAttribute("role", "status");
      this.view.append(this.bubble, this.spoken);
      this.view.tabIndex = 0;
      this.view.setAttribute("role", "group");
      this.view.setAttribute("aria-label", "Chart: the arrow keys read its values one by one");
      this.alert = made("div", "explore-alert");
      this.alert.setAttribute("role", "alert");
      this.view.after(this.alert);
      this.listen();
      this.expectAnswers(box);
      this.take(false);
    }

    listen() {
      new MutationObserver(() => this.take(true)).observe(this.content, { childList: true });
      this.view.addEventListener("pointermove", (event) => this.point(event));
      this.view.addEventListener("pointerdown", (event) => this.point(event));
      this.view.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.read(-1));
      this.view.addEventListener("pointercancel", () => this.read(-1));
      this.view.addEventListener("blur", () => this.read(-1));
      this.view.addEventListener("focus", () => this.view.matches(":focus-visible") && this.read(0, true));
      this.view.addEventListener("keydown", (event) => this.step(event));
    }

    /* Whoever moves a control has an answer soon, or is told why not and how to have one. */
    expectAnswers(box) {
      let waiting = 0;
      const asked = () => {
        waiting ||= setTimeout(() => {
          this.alert.textContent = box.querySelector(".explore-asleep").textContent;
        }, PATIENT);
      };
      box.addEventListener("change", asked);
      box.addEventListener("click", ({ target }) => target.closest(".widget-button") && asked());
      const answered = () => box.classList.contains("explore-answered");
      let last = answered();
      new MutationObserver(() => {
        if (last === answered()) return;
        last = answered();
        clearTimeout(waiting);
        waiting = 0;
        this.alert.textContent = "";
      }).observe(box, { attributes: true, attributeFilter: ["class"] });
    }

    /* The state that has just been drawn: its marks, and after a while its sentence. */
    take(moved) {
      this.svg = this.content.querySelector("svg");
      this.marks = [...this.content.querySelectorAll(".explore-mark")].map((rect) => {
        const title = rect.querySelector("title");
        const [x, y, width, height] = rect.dataset.place.split(" ").map(Number);
        const text = title.textContent;
        title.remove(); // said by the bubble from now on
        return { x, y, width, height, text };
      });
      this.at = -1;
      this.bubble.hidden = true;
      if (!moved) return;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => {
        this.spoken.textContent = this.content.querySelector(".explore-sentence")?.textContent ?? "";
      }, STILL);
    }

    point(event) {
      if (!this.svg) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      // of marks that overlap the smaller is meant, and of dots the one whose middle is nearer
      const [nearest] = this.marks
        .map((mark, i) => {
          const [dx, dy] = [Math.abs(x - mark.x), Math.abs(y - mark.y)];
          const away = Math.hypot(Math.max(dx - mark.width / 2, 0), Math.max(dy - mark.height / 2, 0));
          return { i, keys: [away, mark.width * mark.height, Math.hypot(dx, dy)] };
        })
        .filter(({ keys }) => keys[0] < NEAR)
        .sort(({ keys: a }, { keys: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      // a reading stays under the pointer that moves onto it, unless that meets another mark there
      const { left, right, top, bottom } = this.bubble.getBoundingClientRect();
      const onto = left < event.clientX && event.clientX < right && top < event.clientY && event.clientY < bottom;
      if (onto && !(nearest?.keys[0] < DOT)) return;
      this.read(nearest ? nearest.i : -1);
    }

    step(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target !== this.view) return;
      const count = this.marks.length;
      const to = {
        ArrowRight: this.at + 1, ArrowDown: this.at + 1,
        ArrowLeft: this.at - 1, ArrowUp: this.at - 1,
        Home: 0, End: count - 1, Escape: -1,
      }[event.key];
      if (to === undefined || !count) return;
      event.preventDefault();
      event.stopPropagation();
      this.read(event.key === "Escape" ? -1 : (to + count) % count, true);
    }

    /* Show, and for the keyboard also say, the reading of one mark; -1 shows none. A pointer cannot
       tell marks at one place apart, so it reads them all. */
    read(index, aloud) {
      this.at = index;
      const mark = this.marks[index];
      this.bubble.hidden = !mark;
      this.content.querySelector(".explore-pointer")?.remove();
      if (!mark || !this.svg) return;
      const { x, y, width, height, text } = mark;
      const here = this.marks.filter((other) => ["x", "y", "width", "height"].every((key) => other[key] === mark[key]));
      this.bubble.textContent = aloud ? text : here.map((other) => other.text).join("\n");
      if (aloud) this.spoken.textContent = text;
      const ring = document.createElementNS("http://www.w3.org/2000/svg", width ? "rect" : "circle");
      const shape = width ? { x: x - width / 2, y: y - height / 2, width, height } : { cx: x, cy: y, r: 6 };
      Object.entries(shape).forEach(([key, value]) => ring.setAttribute(key, value));
      ring.setAttribute("class", "explore-pointer");
      this.svg.append(ring);
      const around = this.view.getBoundingClientRect();
      const away = width ? height / 2 : 6;
      const place = (dy) => new DOMPoint(x, y + dy).matrixTransform(this.svg.getScreenCTM());
      // beside an open side bar a chart is wider than its place
      if (aloud) this.svg.parentElement.scrollLeft += place(0).x - around.left - around.width / 2;
      const half = this.bubble.offsetWidth / 2;
      const above = place(-away).y - around.top - this.bubble.offsetHeight - 6;
      this.bubble.style.left = `${Math.min(Math.max(place(0).x - around.left, half), Math.max(around.width - half, half))}px`;
      this.bubble.style.top = `${above >= 0 ? above : place(away).y - around.top + 6}px`;
    }
  }

  /* A slider has a name, says its value as it is written beside it, and tells when somebody moves it. */
  function name(slider) {
    const handle = slider.querySelector("[role=slider]");
    const readout = slider.querySelector(".widget-readout");
    handle.setAttribute("aria-label", slider.querySelector(".widget-label").textContent);
    const say = () => {
      if (handle.getAttribute("aria-valuetext") !== readout.textContent) {
        handle.setAttribute("aria-valuetext", readout.textContent);
      }
    };
    const watch = new MutationObserver(() => {
      say();
      if (slider.matches(":hover, :focus-within")) slider.dispatchEvent(new Event("change", { bubbles: true }));
    });
    watch.observe(readout, { childList: true, characterData: true, subtree: true });
    watch.observe(handle, { attributes: true, attributeFilter: ["aria-valuetext"] });
    say();
  }

  function nameGroup(group) {
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", group.querySelector(".widget-label").textContent);
  }

  /* Beside the file of the drawing that the kernel makes, the chart as an image. */
  function offer(drawn) {
    const link = made("a");
    link.href = "#";
    link.setAttribute("role", "button");
    link.textContent = "PNG";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      image(drawn).catch(() => link.replaceWith("No image could be made here: SVG gives the same chart."));
    });
    drawn.after(" ", link);
  }

  async function image(drawn) {
    const picture = new Image();
    picture.src = drawn.href;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = made("a");
    link.href = canvas.toDataURL("image/png");
    link.download = drawn.download.replace(/svg$/, "png");
    link.click();
  }

  function made(kind, name = "") {
    const part = document.createElement(kind);
    part.className = name;
    return part;
  }

  /* What of explorers has been shown since, also what a notebook shows a second time. */
  const WAKING = [
    [".explore-explorer:has(.explore-view > .widget-html-content)", (box) => new Explorer(box)],
    [".explore-explorer .widget-slider:has([role=slider])", name],
    [".explore-explorer .widget-radio", nameGroup],
    [".explore-files a[download$='.svg']", offer],
  ];

  function wake() {
    WAKING.forEach(([selector, task]) => {
      document.querySelectorAll(selector).forEach((part) => {
        if (awake.has(part)) return;
        awake.add(part);
        task(part);
      });
    });
  }

  const awake = new WeakSet();
  let due = 0;
  new MutationObserver(() => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      wake();
    });
  }).observe(document.body, { childList: true, subtree: true });
  wake();
})();
