extension ReportPage {
  /// The drawings of a network and its parts, one of which is shown at a time.
  static let scriptDrawing = #"""
    class Drawing {
      constructor(network) {
        this.network = network;
        this.section = network.section.querySelector(".drawing");
        this.stage = this.section.querySelector(".stage");
        this.stage.tabIndex = 0;
        this.stage.setAttribute("role", "region");
        this.drawings = new Map([["", { title: this.stage.dataset.title, svg: this.stage.querySelector("svg") }]]);
        for (const { path, title, svg } of network.given.drawings) this.drawings.set(path, { title, text: svg });
        this.crumbs = this.stage.parentElement.insertBefore(
          make("nav", { class: "crumbs", "aria-label": "Part of " + network.name + " that is drawn" }), this.stage);
        this.path = "";
        this.chosen = null;
        this.show("");
        this.listen();
      }

      /* The drawing of a path, made ready when it is wanted first. */
      prepared(path) {
        const drawing = this.drawings.get(path);
        if (drawing.boxes) return drawing;
        drawing.svg ??= new DOMParser().parseFromString(drawing.text, "text/html").querySelector("svg");
        if (drawing.svg) document.adoptNode(drawing.svg);
        drawing.boxes = [];
        if (!drawing.svg) return drawing;
        /* What an image contains is not read aloud; what a group contains is. */
        drawing.svg.setAttribute("role", "group");
        drawing.svg.setAttribute("aria-label", drawing.title);
        const width = drawing.svg.viewBox.baseVal?.width || Number.parseFloat(drawing.svg.getAttribute("width"));
        if (width > 0) drawing.svg.style.minWidth = Math.round(width * 0.65) + "px";
        for (const box of drawing.svg.querySelectorAll("[data-path]")) {
          const part = box.dataset.path;
          const opens = box.hasAttribute("data-opens") && this.drawings.has(part) && part !== path;
          if (!opens && !this.network.given.rows.some(row => belongs(row, part))) continue;
          drawing.boxes.push({ box, part, opens });
          const title = [...box.children].find(child => child.localName === "title")?.textContent.trim();
          const label = title || part || "(no name)";
          box.setAttribute("tabindex", 0);
          /* A button contains no buttons. */
          box.setAttribute("role", box.querySelector("[data-path]") ? "group" : "button");
          box.setAttribute("aria-label", label + (opens ? ", opens" : ""));
        }
        drawing.rings = {};
        for (const kind of ["hover", "chosen", "focus"]) {
          drawing.rings[kind] = draw("rect", { class: "ring " + kind, rx: 4, visibility: "hidden" });
          drawing.svg.append(drawing.rings[kind]);
        }
        return drawing;
      }

      /* The paths of the drawings around one, from the whole network down. */
      trail(path) {
        return [...this.drawings.keys()].filter(other => within(path, other)).sort((a, b) => a.length - b.length);
      }

      show(path) {
        this.path = path;
        const drawing = this.prepared(path);
        if (drawing.svg && drawing.svg.parentElement !== this.stage) this.stage.replaceChildren(drawing.svg);
        this.stage.setAttribute("aria-label", "Drawing: " + drawing.title);
        this.stage.scrollTo(0, 0);
        this.ring("hover", null);
        this.ring("focus", null);
        this.ring("chosen", this.boxFor(this.chosen));
        const trail = this.trail(path);
        this.crumbs.replaceChildren(make("ol", {}, trail.map((step, index) => {
          const before = index ? trail[index - 1] : "";
          const label = step === "" ? this.network.name : step.slice(before.length).replace(/^\./, "");
          return make("li", {}, step === path
            ? make("span", { "aria-current": "location" }, named(label))
            : make("button", { type: "button", class: "link", onclick: () => this.open(step) }, named(label)));
        })));
      }

      /* Opens the drawing of a part, and shows that part's rows alone. */
      open(path) {
        const left = this.path;
        this.chosen = null;
        this.show(path);
        this.network.table.hint(null);
        this.network.table.setPart(path);
        const { boxes, title } = this.prepared(path);
        say(title + ": " + boxes.length + (boxes.length === 1 ? " box" : " boxes"));
        /* Upwards, the box that was left; downwards, the first. */
        const next = boxes.find(({ part }) => left !== "" && within(left, part) && within(part, path)) || boxes[0];
        (next ? next.box : this.stage).focus({ preventScroll: left === "" });
      }

      up() {
        const trail = this.trail(this.path);
        if (trail.length > 1) this.open(trail[trail.length - 2]);
        return trail.length > 1;
      }

      /* The smallest box of a drawing that stands for a row. */
      boxFor(row, path = this.path) {
        if (!row) return null;
        let best = null;
        for (const entry of this.prepared(path).boxes) {
          if (belongs(row, entry.part) && (!best || entry.part.length >= best.part.length)) best = entry;
        }
        return best;
      }

      /* Shows the box of a row, in the drawing of its own part. */
      reveal(row) {
        this.chosen = row;
        const here = this.boxFor(row);
        if (here && !here.opens) return this.ring("chosen", here, true);
        const paths = [...this.drawings.keys()].filter(path => belongs(row, path)).sort((a, b) => b.length - a.length);
        const path = paths.find(path => this.boxFor(row, path));
        if (path === undefined) return this.ring("chosen", null);
        if (path !== this.path) this.show(path);
        this.ring("chosen", this.boxFor(row), true);
      }

      pointAt(row) { this.ring("hover", this.boxFor(row)); }

      ring(kind, entry, scrolls = false) {
        const drawing = this.prepared(this.path);
        const ring = drawing.rings?.[kind];
        if (!ring) return;
        ring.setAttribute("visibility", entry ? "visible" : "hidden");
        if (!entry) return;
        const { x, y, width, height } = entry.box.getBBox();
        const place = { x: x - 2, y: y - 2, width: width + 4, height: height + 4 };
        for (const [key, value] of Object.entries(place)) ring.setAttribute(key, value);
        if (!scrolls) return;
        const [box, view] = [entry.box.getBoundingClientRect(), this.stage.getBoundingClientRect()];
        if (box.top < view.top || box.bottom > view.bottom) {
          this.stage.scrollTop += box.top - view.top - (view.height - box.height) / 2;
        }
        if (box.left < view.left || box.right > view.right) {
          this.stage.scrollLeft += box.left - view.left - (view.width - box.width) / 2;
        }
      }

      listen() {
        const entryAt = event => {
          const boxes = this.prepared(this.path).boxes;
          for (let box = event.target.closest?.("[data-path]"); box; box = box.parentElement.closest("[data-path]")) {
            const entry = boxes.find(entry => entry.box === box);
            if (entry) return entry;
          }
          return null;
        };
        const choose = entry => {
          if (entry.opens) return this.open(entry.part);
          this.chosen = null;
          this.ring("chosen", entry);
          this.network.table.mark(entry.part);
          const count = this.network.given.rows.filter(row => belongs(row, entry.part)).length;
          say(entry.part + ": " + count + (count === 1 ? " layer is marked" : " layers are marked"));
        };
        this.stage.addEventListener("click", event => {
          const entry = entryAt(event);
          if (entry) choose(entry);
        });
        this.stage.addEventListener("keydown", event => {
          const entry = entryAt(event);
          if (!entry || (event.key !== "Enter" && event.key !== " ")) return;
          event.preventDefault();
          choose(entry);
        });
        this.section.addEventListener("keydown", event => {
          if ((event.key === "Escape" || event.key === "Backspace") && this.up()) event.preventDefault();
        });
        const point = (kind, entry) => {
          this.ring(kind, entry);
          this.network.table.hint(entry ? entry.part : null);
        };
        this.stage.addEventListener("pointerover", event => point("hover", entryAt(event)));
        this.stage.addEventListener("pointerleave", () => point("hover", null));
        this.stage.addEventListener("focusin", event => {
          const entry = entryAt(event);
          point("focus", entry && entry.box.matches(":focus-visible") ? entry : null);
        });
        this.stage.addEventListener("focusout", () => point("focus", null));
      }
    }
    """#
}
