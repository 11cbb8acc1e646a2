extension ReportPage {
  /// What a position of a layer sees of the input, over a picture that the user provides.
  static let scriptField = #"""
    class FieldView {
      constructor(network) {
        this.network = network;
        const extent = network.given.extent;
        this.width = extent[extent.length - 1];
        this.isFlat = extent.length < 2;
        /* One axis is shown as a strip. */
        this.height = this.isFlat ? Math.max(1, this.width / 12) : extent[extent.length - 2];
        this.section = network.section.querySelector(".field");
        this.section.hidden = false;
        this.layers = [...network.given.rows.keys()].filter(row => network.given.rows[row].field);
        this.addControls();
        this.addPlane();
        this.pick(this.layers[this.layers.length >> 1]);
      }

      addControls() {
        this.select = make("select", { onchange: () => this.pick(Number(this.select.value)),
          onfocus: () => this.fillLayers(), onpointerdown: () => this.fillLayers() });
        const number = axis => make("input", { type: "number", min: 0, step: 1, oninput: event => {
          if (event.target.value !== "") this.move(axis, Number(event.target.value));
        } });
        this.numbers = this.isFlat ? [null, number(1)] : [number(0), number(1)];
        this.section.append(make("div", { class: "tools" },
          make("label", { style: "flex: 1 1 16rem" }, "Layer", this.select),
          this.isFlat ? null : make("label", {}, "Row", this.numbers[0]),
          make("label", {}, this.isFlat ? "Position" : "Column", this.numbers[1])));
        if (this.isFlat) return;
        this.file = make("input", { type: "file", accept: "image/*", "aria-label": "A picture to look at",
          onchange: () => { if (this.file.files[0]) showPicture(this.file.files[0]); } });
        this.note = make("span", { class: "note" });
        this.zone = make("div", { class: "drop" },
          make("span", {}, "Drop a picture here, or choose one. It stays in this page."), this.file, this.note);
        this.section.append(this.zone);
      }

      option(row) { return make("option", { value: row }, nameOf(this.network.given.rows[row])); }

      /* Thousands of choices take their time, and are made when somebody is about to choose. */
      fillLayers() {
        if (this.select.length === this.layers.length) return;
        this.select.replaceChildren(...this.layers.map(row => this.option(row)));
        this.select.value = this.row;
      }

      addPlane() {
        const { width, height } = this;
        const margin = Math.max(width, height) * 0.06;
        const square = Math.max(width, height) / 16;
        const id = "checker-" + this.network.index;
        const whole = { x: 0, y: 0, width, height };
        this.image = draw("image", { ...whole, preserveAspectRatio: "xMidYMid slice", visibility: "hidden" });
        this.next = draw("rect", { class: "next" });
        this.halo = draw("rect", { class: "halo" });
        this.reach = draw("rect", { class: "reach" });
        this.seen = draw("rect", { class: "seen" });
        const ratio = (width + 2 * margin) / (height + 2 * margin);
        this.plane = draw("svg", { class: "plane", tabindex: 0, role: "application",
          style: "width: min(100%, " + (32 * ratio).toFixed(2) + "rem); aspect-ratio: " + ratio.toFixed(4),
          viewBox: [-margin, -margin, width + 2 * margin, height + 2 * margin].join(" "),
          "aria-roledescription": "position" },
          draw("pattern", { id, width: square * 2, height: square * 2, patternUnits: "userSpaceOnUse" },
            draw("rect", { class: "lightly", width: square * 2, height: square * 2 }),
            draw("rect", { class: "check", width: square, height: square }),
            draw("rect", { class: "check", x: square, y: square, width: square, height: square })),
          draw("rect", { ...whole, fill: "url(#" + id + ")" }), this.image, draw("rect", { ...whole, class: "edge" }),
          this.seen, this.next, this.halo, this.reach);
        this.output = make("output", { "aria-live": "polite" });
        this.section.append(this.plane, this.output);
        const follow = event => {
          const inverse = this.plane.getScreenCTM()?.inverse();
          if (!inverse) return;
          const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
          this.places = [this.nearest(0, point.y), this.nearest(1, point.x)];
          this.update();
        };
        this.plane.addEventListener("pointerdown", follow);
        this.plane.addEventListener("pointermove", event => {
          if (event.pointerType === "mouse" || event.buttons) follow(event);
        });
        this.plane.addEventListener("keydown", event => {
          const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [1, -1], ArrowRight: [1, 1],
            Home: [1, -Infinity], End: [1, Infinity], PageUp: [0, -Infinity], PageDown: [0, Infinity] };
          const move = moves[event.key];
          if (!move || isCommand(event)) return;
          event.preventDefault();
          this.move(move[0], this.places[move[0]] + move[1]);
        });
      }

      /* The span along an axis: 0 is down, 1 to the right. */
      span(axis) {
        const field = this.network.given.rows[this.row].field;
        if (this.isFlat && axis === 0) return { size: null, stride: 0, offset: 0, positions: 1, extent: this.height };
        const [size, stride, offset, positions] = field[field.length - 2 + axis];
        return { size, stride, offset, positions, extent: axis ? this.width : this.height };
      }

      range(axis, place = this.places[axis]) {
        const { size, stride, offset, extent } = this.span(axis);
        return size === null ? [0, extent] : [offset + place * stride, offset + place * stride + size];
      }

      nearest(axis, at) {
        const { size, stride, offset, positions, extent } = this.span(axis);
        const place = size === null || stride === 0 ? Math.floor(at / extent * positions)
          : Math.round((at - offset - size / 2) / stride);
        return clamp(place, 0, positions - 1);
      }

      pick(row) {
        if (!this.network.given.rows[row]?.field) return;
        this.row = row;
        if (this.select.length < this.layers.length) this.select.replaceChildren(this.option(row));
        this.select.value = row;
        const center = [this.height / 2, this.width / 2];
        this.places = [0, 1].map(axis => this.nearest(axis, center[axis]));
        const name = nameOf(this.network.given.rows[row]);
        this.plane.setAttribute("aria-label", "Position of " + name + "; arrow keys move it");
        this.update();
      }

      move(axis, place) {
        this.places[axis] = clamp(Math.round(place), 0, this.span(axis).positions - 1);
        this.update();
      }

      update() {
        const [down, right] = [this.range(0), this.range(1)];
        /* What reaches far beyond the picture is not seen anyway, and no number is too large to be drawn. */
        const far = 1000 * Math.max(this.width, this.height);
        const put = (element, ...ends) => {
          const [[top, bottom], [left, end]] = ends.map(range => range.map(at => clamp(at, -far, far)));
          const place = { x: left, y: top, width: Math.max(0, end - left), height: Math.max(0, bottom - top) };
          for (const [key, value] of Object.entries(place)) element.setAttribute(key, value);
        };
        const cut = ([low, high], axis) => [0, 1].map(end => clamp([low, high][end], 0, this.span(axis).extent));
        put(this.reach, down, right);
        put(this.halo, down, right);
        put(this.seen, cut(down, 0), cut(right, 1));
        const after = this.places.map((place, axis) => place + 1 < this.span(axis).positions ? place + 1 : place);
        put(this.next, this.range(0, after[0]), this.range(1, after[1]));
        const isLast = after.every((place, axis) => place === this.places[axis]);
        this.next.setAttribute("visibility", isLast ? "hidden" : "visible");
        this.numbers.forEach((input, axis) => {
          if (!input) return;
          input.max = this.span(axis).positions - 1;
          if (document.activeElement !== input || input.value !== "") input.value = this.places[axis];
        });
        this.tell();
      }

      tell() {
        const words = axis => {
          const [low, high] = this.range(axis);
          const { extent, size } = this.span(axis);
          const name = this.isFlat ? "places" : axis ? "columns" : "rows";
          if (size === null) return "all " + name;
          if (size === 0) return "no " + name;
          const digit = value => Number(value.toFixed(2)).toLocaleString("en-US");
          const text = name + " " + digit(low) + " to " + digit(high - 1);
          const inside = [Math.max(0, low), Math.min(extent, high) - 1];
          if (low >= 0 && high <= extent) return text;
          if (inside[1] < inside[0]) return text + " (outside)";
          return text + " (" + inside.map(digit).join(" to ") + " inside)";
        };
        const axes = this.isFlat ? [1] : [0, 1];
        const spans = axes.map(axis => this.span(axis));
        const place = this.isFlat ? "Position " + grouped(this.places[1])
            : "Row " + grouped(this.places[0]) + ", column " + grouped(this.places[1]);
        const sizes = key => spans.map(span => grouped(span[key])).join(" \u00d7 ");
        this.output.textContent = place + " of " + sizes("positions") + " sees " + axes.map(words).join(" and ")
          + " of the input\u2019s " + sizes("extent");
      }

      setPicture(url, name) {
        this.image.setAttribute("href", url);
        this.image.setAttribute("visibility", "visible");
        this.image.style.imageRendering = this.width < 100 ? "pixelated" : "";
        if (this.note) this.note.textContent = name + ", scaled and cropped to " + this.height + " \u00d7 " + this.width;
      }
    }

    /* A picture is shown in all networks, so that their fields can be compared. It is read here and goes nowhere. */
    let pictureAddress = null;
    function showPicture(file) {
      const views = networks.map(network => network.field).filter(view => view && !view.isFlat);
      if (!views.length) return;
      const url = URL.createObjectURL(file);
      const probe = new Image();
      probe.onload = () => {
        views.forEach(view => view.setPicture(url, file.name));
        if (pictureAddress) URL.revokeObjectURL(pictureAddress);
        pictureAddress = url;
        say(file.name + " is shown");
      };
      probe.onerror = () => {
        URL.revokeObjectURL(url);
        views.forEach(view => { view.note.textContent = file.name + " is not a picture that this browser can read"; });
        say(file.name + " is not a picture that this browser can read");
      };
      probe.src = url;
    }

    /* Wherever a file is dropped, the browser does not leave the page for it. */
    function takePictures() {
      const zones = networks.map(network => network.field?.zone).filter(zone => zone);
      const mark = isOver => zones.forEach(zone => zone.classList.toggle("over", isOver));
      document.addEventListener("dragover", event => { event.preventDefault(); mark(true); });
      document.addEventListener("dragleave", event => { if (!event.relatedTarget) mark(false); });
      document.addEventListener("drop", event => {
        event.preventDefault();
        mark(false);
        const file = event.dataTransfer?.files[0];
        if (file) showPicture(file);
      });
    }
    """#
}
