/// Tables as one self-contained page: sortable, readable on a phone and in the dark.
struct HTMLPage {
  private let documents: [TableDocument]
  private let numbers: NumberStyle

  init(_ documents: [TableDocument], _ numbers: NumberStyle) {
    self.documents = documents
    self.numbers = numbers
  }

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="archcalc">
    <link rel="icon" href="data:,">
    <title>\(HTML.escaped(documents.first?.title ?? ""))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <main>
    \(documents.indices.map { HTMLTable(documents[$0], numbers, place: $0).text }.joined())</main>
    <script>
    \(Self.script)
    </script>
    </body>
    </html>

    """
  }

  private static let style = """
    :root { --back: #fff; --text: #1a1c1f; --quiet: #5b6168; --line: #d5d9de; --stripe: #f5f6f8; --strong: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      :root { --back: #16181b; --text: #e4e6e9; --quiet: #a0a7af; --line: #363b41; --stripe: #1e2125; --strong: #8ab4f8; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text);
      font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
    main { width: fit-content; max-width: 100%; margin: 0 auto; padding: 2rem 1.5rem; }
    h2 { font-size: 1.05rem; line-height: 1.3; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; overflow-wrap: anywhere; }
    /* What stands around the table is as wide as the table, and does not widen it. */
    h1, h2, p, dl { width: 0; min-width: 100%; }
    p, dl { color: var(--quiet); margin: 0 0 1rem; font-size: .9rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin-top: 1rem; }
    dt { font-weight: 600; }
    dd { margin: 0; overflow-wrap: anywhere; }
    .table { overflow-x: auto; border-top: 2px solid var(--text); border-bottom: 2px solid var(--text); }
    .table:focus-visible, button:focus-visible { outline: 2px solid var(--strong); outline-offset: -2px; }
    table { border-collapse: separate; border-spacing: 0; min-width: 100%; font-size: .875rem; }
    th, td { padding: .3rem .75rem; text-align: left; vertical-align: top; font-weight: 400; white-space: nowrap; }
    .words { white-space: normal; }
    td.words { min-width: 10rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    thead th { padding: 0; border-bottom: 1px solid var(--text); }
    tfoot tr > * { border-top: 1px solid var(--text); font-weight: 600; }
    tbody tr:nth-child(even) > * { background: var(--stripe); }
    tbody tr:hover > * { background: var(--line); }
    tr > :first-child { position: sticky; left: 0; background: var(--back); border-right: 1px solid var(--line); }
    button { all: unset; box-sizing: border-box; width: 100%; padding: .4rem .75rem; cursor: pointer;
      font-weight: 600; white-space: nowrap; }
    button:hover { color: var(--strong); }
    button::after { content: " \\2195"; color: var(--quiet); opacity: .5; }
    [aria-sort=ascending] button::after { content: " \\2191"; color: var(--strong); opacity: 1; }
    [aria-sort=descending] button::after { content: " \\2193"; color: var(--strong); opacity: 1; }
    @media (max-width: 640px) {
      main { padding: 1rem .75rem; }
      th, td { padding: .3rem .5rem; }
      button { padding: .4rem .5rem; }
      dl { display: block; }
      dd { margin-bottom: .4rem; }
      tr > :first-child { min-width: 7rem; max-width: 40vw; white-space: normal; overflow-wrap: break-word; }
    }
    @media print { button::after { content: ""; } .table { overflow: visible; } }
    """

  /// A click sorts ascending, the next descending, the third restores the rows; cells without a number stay last.
  private static let script = """
    document.querySelectorAll("table").forEach(table => {
      const body = table.tBodies[0];
      const given = [...body.rows];
      const headers = [...table.tHead.rows[0].cells];
      const collator = new Intl.Collator("en", { numeric: true });
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      headers.forEach((header, column) => {
        header.setAttribute("aria-sort", "none");
        header.querySelector("button").addEventListener("click", () => {
          const order = next[header.getAttribute("aria-sort")];
          headers.forEach(other => other.setAttribute("aria-sort", other === header ? order : "none"));
          const sign = order === "descending" ? -1 : 1;
          const rows = [...given];
          if (order !== "none") rows.sort((a, b) => {
            const x = a.cells[column], y = b.cells[column];
            const p = x.dataset.value, q = y.dataset.value;
            if (p !== undefined && q !== undefined) return sign * (p - q);
            if (p !== undefined || q !== undefined) return p !== undefined ? -1 : 1;
            return sign * collator.compare(x.textContent, y.textContent);
          });
          body.append(...rows);
        });
      });
    });
    """
}
