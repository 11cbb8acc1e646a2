extension ReportPage {
  /// The chart of live bytes from step to step, with a line that pointer and arrow keys move.
  static let scriptMemory = #"""
    class MemoryChart {
      constructor(network) {
        this.network = network;
        Object.assign(this, network.given.memory);
        this.section = network.section.querySelector(".memory");
        this.section.hidden = false;
        this.at = this.peak;
        this.svg = draw("svg", { class: "chart", tabindex: 0, role: "slider", "aria-valuemin": 1,
          "aria-valuemax": this.bytes.length, "aria-label": "Step of the schedule of " + network.name });
        this.output = make("output");
        this.section.append(this.svg, this.output);
        this.listen();
        onWidth(this.section, width => this.draw(width));
      }

      nameOf(step) {
        const row = this.rows[step];
        return row === null ? "" : this.network.given.rows[row].path;
      }

      x(step) { return this.left + (this.right - this.left) * step / this.bytes.length; }
      y(bytes) { return this.bottom - (this.bottom - this.top) * bytes / this.most; }

      draw(width) {
        const height = 230;
        const peak = this.bytes[this.peak];
        this.most = Math.max(1, peak, this.bytes.reduce((most, value) => Math.max(most, value), 0));
        const marks = ticks(this.most, 4, 2).map(tick => ({ tick, text: bytes(tick).replace(".0 ", " ") }));
        pen.font = chartFont;
        const room = Math.max(...marks.map(({ text }) => pen.measureText(text).width));
        Object.assign(this, { left: room + 12, right: width - 8, top: 30, bottom: height - 34 });
        this.svg.setAttribute("viewBox", "0 0 " + width + " " + height);
        this.svg.replaceChildren();
        for (const { tick, text } of marks) {
          this.svg.append(
            draw("path", { class: tick ? "grid" : "axis", d: "M" + this.left + " " + this.y(tick) + "H" + this.right }),
            draw("text", { class: "soft", x: this.left - 8, y: this.y(tick) + 4, "text-anchor": "end" }, text));
        }
        let line = "";
        this.bytes.forEach((value, step) => {
          const y = this.y(value).toFixed(1);
          line += (step ? "L" : "M") + this.x(step).toFixed(1) + " " + y + "H" + this.x(step + 1).toFixed(1);
        });
        const count = this.bytes.length;
        this.svg.append(
          draw("path", { class: "filled", d: line + "V" + this.bottom + "H" + this.left + "Z" }),
          draw("path", { class: "curve", d: line }),
          draw("text", { class: "soft", x: this.left, y: this.bottom + 18 }, "step 1"),
          draw("text", { class: "soft", x: this.right, y: this.bottom + 18, "text-anchor": "end" }, grouped(count)));
        this.addPeak(peak);
        this.cross = this.svg.appendChild(draw("path", { class: "cross" }));
        this.point = this.svg.appendChild(draw("circle", { class: "point mobile", r: 4 }));
        this.move(this.at);
      }

      addPeak(peak) {
        const x = (this.x(this.peak) + this.x(this.peak + 1)) / 2;
        const name = this.nameOf(this.peak);
        const text = fitted("peak " + bytes(peak) + (name ? ": " + name : ""), this.right - this.left);
        const half = pen.measureText(text).width / 2;
        const middle = clamp(x, this.left + half, Math.max(this.left + half, this.right - half));
        this.svg.append(
          draw("text", { class: "bold", x: middle, y: 16, "text-anchor": "middle" }, text),
          draw("circle", { class: "point", cx: x, cy: this.y(peak), r: 4 }));
      }

      move(step) {
        this.at = clamp(step, 0, this.bytes.length - 1);
        const x = (this.x(this.at) + this.x(this.at + 1)) / 2;
        if (this.cross) {
          this.cross.setAttribute("d", "M" + x + " " + this.top + "V" + this.bottom);
          this.point.setAttribute("cx", x);
          this.point.setAttribute("cy", this.y(this.bytes[this.at]));
        }
        const name = this.nameOf(this.at);
        const what = bytes(this.bytes[this.at]) + " live" + (this.at === this.peak ? ", the peak" : "");
        const step1 = "Step " + grouped(this.at + 1) + " of " + grouped(this.bytes.length);
        this.output.replaceChildren(step1, ...(name ? [", ", named(name)] : []), ": " + what);
        this.svg.setAttribute("aria-valuenow", this.at + 1);
        this.svg.setAttribute("aria-valuetext", step1 + (name ? ", " + name : "") + ": " + what);
      }

      pointAt(row) {
        const step = this.rows.indexOf(row);
        if (step >= 0) this.move(step);
      }

      listen() {
        const stepAt = event => {
          const frame = this.svg.getBoundingClientRect();
          return Math.floor((event.clientX - frame.left - this.left) / (this.right - this.left) * this.bytes.length);
        };
        this.svg.addEventListener("pointermove", event => this.move(stepAt(event)));
        this.svg.addEventListener("pointerdown", event => this.move(stepAt(event)));
        this.svg.addEventListener("keydown", event => {
          const far = Math.max(1, Math.round(this.bytes.length / 10));
          const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: far, PageDown: -far,
            Home: -Infinity, End: Infinity };
          const row = this.rows[this.at];
          if (event.key === "Enter" && row !== null) this.network.chooseRow(row, true);
          else if (event.key in steps && !isCommand(event)) this.move(this.at + steps[event.key]);
          else return;
          event.preventDefault();
        });
      }
    }
    """#
}
