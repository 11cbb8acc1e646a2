extension ReportPage {
  /// The table of layers: which rows are shown, and in which order.
  static let scriptTable = #"""
    /* More rows than these would make filter and scrolling slow. */
    const mostLaidOut = 100;

    class LayerTable {
      constructor(network) {
        this.network = network;
        this.rows = network.given.rows;
        this.columns = network.given.columns;
        this.section = network.section.querySelector(".layers");
        this.view = this.section.querySelector(".rows");
        this.table = this.view.querySelector("table");
        this.body = this.table.tBodies[0];
        this.texts = this.rows.map(row => [row.path, ...row.cells].join("\n").toLowerCase());
        Object.assign(this, { part: "", words: [], column: 0, order: "none", chosen: -1, marked: null, hinted: null });
        Object.assign(this, { cursor: 0, from: 0, to: 0, isPrinting: false });
        this.addTools();
        this.addSorting();
        this.foot = this.table.appendChild(make("tfoot"));
        this.listen();
        this.update();
      }

      addTools() {
        this.search = make("input", { type: "search", spellcheck: "false", autocomplete: "off" });
        this.search.addEventListener("input", () => {
          this.words = this.search.value.toLowerCase().split(/\s+/).filter(word => word);
          this.update();
        });
        this.count = make("span", { class: "count", role: "status" });
        this.all = make("button", { type: "button", class: "plain", hidden: "", onclick: () => this.clear() },
          "Show all layers");
        this.view.before(make("div", { class: "tools" }, make("label", {}, "Filter", this.search), this.count, this.all));
      }

      /* A click sorts up, the next down, the third puts the rows back; what has no number stays last. */
      addSorting() {
        const next = { none: "ascending", ascending: "descending", descending: "none" };
        this.headers = [...this.table.tHead.rows[0].cells];
        this.headers.forEach((header, column) => {
          const button = make("button", { type: "button" }, header.textContent);
          header.replaceChildren(button);
          header.setAttribute("aria-sort", "none");
          button.addEventListener("click", () => {
            this.order = next[header.getAttribute("aria-sort")];
            this.column = column;
            this.headers.forEach(other => other.setAttribute("aria-sort", other === header ? this.order : "none"));
            this.update();
          });
        });
      }

      clear() {
        this.search.value = "";
        this.words = [];
        this.part = "";
        this.update();
        if (!this.view.contains(document.activeElement)) this.search.focus();
      }

      setPart(part) {
        this.part = part;
        this.update();
      }

      /* Works out which rows are shown, from the first on. */
      update() {
        const shown = [];
        for (let row = 0; row < this.rows.length; row += 1) {
          if (this.part !== "" && !belongs(this.rows[row], this.part)) continue;
          if (this.words.every(word => this.texts[row].includes(word))) shown.push(row);
        }
        if (this.order !== "none") this.sort(shown);
        this.shown = shown;
        this.cursor = 0;
        this.view.scrollTop = 0;
        const isAll = shown.length === this.rows.length;
        this.count.replaceChildren(
          isAll ? grouped(shown.length) : grouped(shown.length) + " of " + grouped(this.rows.length),
          this.rows.length === 1 ? " layer" : " layers", ...(this.part === "" ? [] : [" in ", named(this.part)]));
        this.all.hidden = this.part === "" && this.words.length === 0;
        this.isLong = shown.length > mostLaidOut;
        this.addUp();
        this.render(true);
      }

      sort(shown) {
        const sign = this.order === "descending" ? -1 : 1;
        const column = this.column - 1;
        const text = row => column < 0 ? this.rows[row].path : this.rows[row].cells[column];
        const value = row => column < 0 ? null : this.rows[row].values[column];
        const collator = new Intl.Collator("en", { numeric: true });
        shown.sort((a, b) => {
          const [x, y] = [value(a), value(b)];
          if (x !== null && y !== null) return sign * (x - y) || a - b;
          if (x !== null || y !== null) return x !== null ? -1 : 1;
          return sign * collator.compare(text(a), text(b)) || a - b;
        });
      }

      /* The figures of all rows that are shown, where they can be added. */
      addUp() {
        if (!this.columns.some(column => column.isSummed)) return;
        const cells = this.columns.map((column, index) => {
          if (!column.isSummed) return make("td");
          let sum = 0;
          for (const row of this.shown) sum += this.rows[row].values[index] || 0;
          /* What depends on the data is in no sum, and every sum that lacks it says so. */
          const isPart = this.shown.some(row => this.rows[row].cells[index].includes("unknown"));
          return make("td", { class: "number" }, grouped(sum) + (isPart ? " + unknown" : ""));
        });
        this.foot.replaceChildren(make("tr", {}, make("th", { scope: "row" }, "sum of these layers"), ...cells));
      }

      setPrinting(isPrinting) {
        if (this.isPrinting === isPrinting) return;
        this.isPrinting = isPrinting;
        this.note?.remove();
        if (isPrinting && this.shown.length > data.mostRows) {
          this.note = make("p", { class: "note" },
            "The first " + grouped(data.mostRows) + " of " + grouped(this.shown.length) + " layers");
          this.view.after(this.note);
        }
        this.render(true);
      }
    }
    """#

  /// The table of layers: the rows that are laid out, and the operations on them.
  static let scriptRows = #"""
    Object.assign(LayerTable.prototype, {
      /* A long table has only those rows laid out that can be seen, and some before and behind. */
      render(isNew = false) {
        let [from, to, first] = [0, this.shown.length, 0];
        if (this.isPrinting) to = Math.min(to, data.mostRows);
        else if (this.isLong) {
          const height = this.rowHeight || 30;
          first = Math.floor(this.view.scrollTop / height);
          from = clamp(first - 30 & ~1, 0, to);
          to = Math.min(to, first + Math.ceil(Math.min(this.view.clientHeight, 4000) / height) + 30);
        }
        if (!isNew && from === this.from && to === this.to) return;
        Object.assign(this, { from, to });
        const isLong = this.isLong && !this.isPrinting;
        /* Rows that are gone cannot have the focus; the first that is seen can. */
        if (this.cursor < from || this.cursor >= to) this.cursor = clamp(first, 0, Math.max(0, to - 1));
        const held = this.body.contains(document.activeElement);
        const rows = [];
        for (let place = from; place < to; place += 1) rows.push(this.row(place));
        this.table.classList.toggle("long", isLong);
        if (isLong) {
          rows.unshift(this.sizer(), this.space(from));
          rows.push(this.space(this.shown.length - to));
          this.table.setAttribute("aria-rowcount", this.shown.length + 1);
        } else this.table.removeAttribute("aria-rowcount");
        this.body.replaceChildren(...rows);
        this.paint();
        if (isLong && !this.rowHeight) {
          this.rowHeight = this.body.querySelector("[data-row]").getBoundingClientRect().height;
          return this.render(true);
        }
        if (held) this.focusRow();
      },

      row(place) {
        const index = this.shown[place];
        const given = this.rows[index];
        const button = make("button", { type: "button", tabindex: place === this.cursor ? 0 : -1, title: given.path },
          named(nameOf(given)));
        const row = make("tr", { "data-row": index, "data-place": place, "aria-rowindex": this.isLong ? place + 2 : null },
          make("th", { scope: "row" }, button),
          given.cells.map((text, column) =>
            make("td", this.columns[column].isNumber ? { class: "number" } : { dir: "auto" }, text)));
        if (place % 2) row.className = "even";
        return row;
      },

      space(count) {
        return make("tr", { class: "space", "aria-hidden": "true" },
          make("td", { colspan: this.columns.length + 1, style: "height: " + count * (this.rowHeight || 30) + "px" }));
      },

      /* The longest text of each column, not seen, so that columns keep their widths while rows come and go. */
      sizer() {
        if (!this.longest) {
          this.longest = [-1, ...this.columns.keys()].map(column => this.rows.reduce((longest, row) => {
            const text = column < 0 ? row.path : row.cells[column];
            return text.length > longest.length ? text : longest;
          }, ""));
        }
        const [path, ...cells] = this.longest;
        return make("tr", { class: "sizer", "aria-hidden": "true" }, make("th", {}, path),
          cells.map((text, column) => make("td", this.columns[column].isNumber ? { class: "number" } : {}, text)));
      },

      /* Shows which rows are chosen, and which belong to the box that is pointed at. */
      paint() {
        for (const row of this.body.rows) {
          if (!row.dataset.row) continue;
          const given = this.rows[row.dataset.row];
          row.classList.toggle("chosen", Number(row.dataset.row) === this.chosen);
          row.classList.toggle("marked", this.marked !== null && belongs(given, this.marked));
          row.classList.toggle("hinted", this.hinted !== null && belongs(given, this.hinted));
        }
      },

      hint(part) {
        if (this.hinted === part) return;
        this.hinted = part;
        this.paint();
      },

      /* Marks the rows of a part, and brings the first of them into view. */
      mark(part) {
        this.marked = part;
        this.chosen = -1;
        const first = this.rows.findIndex(row => belongs(row, part));
        if (first >= 0) this.bring(first);
        this.paint();
      },

      choose(row, byKey) {
        this.chosen = row;
        this.marked = null;
        this.bring(row);
        this.paint();
        if (byKey) this.focusRow();
      },

      /* Scrolls to a row, which is shown even if it was filtered out. */
      bring(row) {
        if (!this.shown.includes(row)) this.clear();
        const place = this.shown.indexOf(row);
        if (place < 0) return;
        this.setCursor(place);
      },

      setCursor(place) {
        this.cursor = clamp(place, 0, this.shown.length - 1);
        const [head, foot] = [this.table.tHead.offsetHeight, this.foot.offsetHeight];
        const room = this.view.clientHeight - head - foot;
        const element = () => this.body.querySelector('[data-place="' + this.cursor + '"]');
        const found = element();
        const height = found ? found.offsetHeight : this.rowHeight || 30;
        const top = found ? found.offsetTop - head : this.cursor * height;
        const scroll = this.view.scrollTop;
        if (top < scroll) this.view.scrollTop = top;
        else if (top + height > scroll + room) this.view.scrollTop = top + height - room;
        this.render();
        this.body.querySelector('button[tabindex="0"]')?.setAttribute("tabindex", -1);
        element()?.querySelector("button").setAttribute("tabindex", 0);
      },

      focusRow() { this.body.querySelector('button[tabindex="0"]')?.focus({ preventScroll: true }); },

      listen() {
        const rowAt = event => event.target.closest?.("tr[data-row]");
        this.view.addEventListener("scroll", () => { if (this.isLong) requestAnimationFrame(() => this.render()); });
        this.body.addEventListener("click", event => {
          const row = rowAt(event);
          if (!row || String(getSelection())) return;
          this.setCursor(Number(row.dataset.place));
          /* A button that is pressed by a key reports no clicks. */
          this.network.chooseRow(Number(row.dataset.row), event.detail === 0);
          if (event.detail) this.focusRow();
        });
        this.body.addEventListener("pointerover", event => {
          const row = rowAt(event);
          if (row) this.network.drawing?.pointAt(this.rows[row.dataset.row]);
        });
        this.body.addEventListener("pointerleave", () => this.network.drawing?.pointAt(null));
        this.body.addEventListener("keydown", event => {
          const page = Math.max(1, Math.floor(this.view.clientHeight / (this.rowHeight || 30)) - 2);
          const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
          if (!(event.key in steps) || isCommand(event)) return;
          event.preventDefault();
          this.setCursor(this.cursor + steps[event.key]);
          this.focusRow();
          if (working.isOpen) this.network.chooseRow(this.shown[this.cursor], false);
        });
        onWidth(this.view, () => { this.rowHeight = 0; if (this.isLong) this.render(true); });
      },
    });
    """#
}
