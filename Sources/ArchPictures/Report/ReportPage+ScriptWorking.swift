extension ReportPage {
  /// The working of a layer's figures, beside the page.
  static let scriptWorking = #"""
    class Working {
      constructor(dialog) {
        this.dialog = dialog;
        this.title = make("h2", { id: "working-title", tabindex: -1 });
        this.inputs = make("p");
        this.lines = make("pre", { tabindex: 0, role: "region", "aria-labelledby": "working-title" });
        dialog.append(
          make("div", { class: "top" }, this.title,
            make("button", { type: "button", class: "plain", onclick: () => this.close() }, "Close")),
          this.inputs, this.lines);
        document.addEventListener("keydown", event => {
          if (event.key !== "Escape" || !this.isOpen) return;
          event.preventDefault();
          event.stopPropagation();
          this.close();
        }, true);
      }

      get isOpen() { return this.dialog.open; }

      show(network, index, takesFocus) {
        const row = network.given.rows[index];
        this.network = network;
        this.title.replaceChildren(named(row.path));
        const inputs = (row.inputs || []).map(input => make("button",
          { type: "button", class: "link", onclick: () => network.chooseRow(input, true) },
          named(network.given.rows[input].path)));
        this.inputs.hidden = inputs.length === 0;
        this.inputs.replaceChildren("From ", ...inputs.flatMap((link, place) => place ? [", ", link] : [link]));
        this.lines.textContent = row.working === undefined ? "There is no working of this layer."
          : row.working.split(" ").map(line => data.lines[line]).join("\n");
        this.lines.scrollTo(0, 0);
        /* On the side that does not cover the table. */
        const table = network.table.view.getBoundingClientRect();
        const isPair = networks.length > 1;
        this.dialog.classList.toggle("left", isPair && table.left + table.width / 2 > innerWidth / 2);
        /* What shows a dialog moves the focus, which stays where it was unless a key brought it here. */
        const focused = document.activeElement;
        if (!this.isOpen) this.dialog.show();
        if (takesFocus) this.title.focus();
        else focused?.focus({ preventScroll: true });
      }

      close() {
        const hadFocus = this.dialog.contains(document.activeElement) || document.activeElement === document.body;
        this.dialog.close();
        if (hadFocus) this.network.table.focusRow();
      }
    }
    """#
}
