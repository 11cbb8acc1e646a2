extension ReportPage {
  /// The style of the page.
  ///
  /// Colours and tables are the same on all pages that archcalc writes.
  ///
  /// Drawings bring their own classes into the page (`b`, `n`, `f-…`, `s-…`), which therefore have no other meaning
  /// here.
  static let style = #"""
    :root { color-scheme: light dark; --back: #fff; --text: #1a1c1f; --quiet: #5b6168; --line: #d5d9de;
      --stripe: #f5f6f8; --strong: #0b57d0; --hint: #e6effc; --area: #d3e6f3; --added: #00785a;
      --removed: #b23b00; --shadow: #0003; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --back: #16181b; --text: #e4e6e9; --quiet: #a0a7af; --line: #363b41; --stripe: #1e2125;
        --strong: #8ab4f8; --hint: #22324a; --area: #2a3f4f; --added: #3ecf9f; --removed: #ff9a62;
        --shadow: #000a; }
    }
    @media print { :root { color-scheme: light; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text);
      font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
    header, main { max-width: 100rem; margin: 0 auto; padding: 0 1.5rem; }
    header { padding-top: 2rem; }
    main { padding-bottom: 3rem; }
    h1, h2, h3, p, dt, dd { overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
    h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 .5rem; }
    h3 { font-size: 1rem; line-height: 1.3; margin: 0 0 .5rem; }
    p { margin: 0 0 .5rem; }
    .origin, .note, dl { color: var(--quiet); font-size: .9rem; }
    .origin { margin: 0; }
    .part { margin-top: 2rem; min-width: 0; }
    .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    [hidden] { display: none !important; }
    a { color: var(--strong); }
    nav ul, nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0;
      font-size: .9rem; }
    header nav { margin-top: .75rem; }
    .totals { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; align-items: start; }
    .totals .table { flex: none; }
    .totals dl { flex: 1 1 22rem; margin: 0; min-width: 0; }
    dl { display: grid; grid-template-columns: fit-content(14rem) minmax(0, 1fr); gap: .2rem 1rem; margin: .75rem 0 0; }
    dt { font-weight: 600; }
    dd { margin: 0; }
    :focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
    .table:focus-visible, .stage:focus-visible { outline-offset: -2px; }

    .table { overflow: auto; border-top: 2px solid var(--text); border-bottom: 2px solid var(--text);
      width: fit-content; max-width: 100%; position: relative; }
    table { border-collapse: separate; border-spacing: 0; min-width: 100%; font-size: .875rem; }
    th, td { padding: .3rem .75rem; text-align: left; vertical-align: top; font-weight: 400; white-space: nowrap; }
    .words { white-space: normal; min-width: 14rem; max-width: 32rem; overflow-wrap: anywhere; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    thead th { font-weight: 600; border-bottom: 1px solid var(--text); background: var(--back); position: sticky;
      top: 0; z-index: 2; vertical-align: bottom; min-width: 4rem; max-width: 22rem; white-space: normal;
      overflow-wrap: anywhere; }
    tfoot td, tfoot th { font-weight: 600; border-top: 1px solid var(--text); background: var(--back);
      position: sticky; bottom: 0; z-index: 2; }
    tbody tr:nth-child(even) > * { background: var(--stripe); }
    tr > :first-child { position: sticky; left: 0; background: var(--back); border-right: 1px solid var(--line);
      z-index: 1; }
    thead tr > :first-child, tfoot tr > :first-child { z-index: 3; }
    tbody th { min-width: 8rem; max-width: 26rem; white-space: normal; overflow-wrap: anywhere; }
    tbody tr:hover > * { background: var(--line); }
    .lines { max-height: 26rem; margin-top: 1rem; }
    .alike > * { color: var(--quiet); }
    .sign { display: inline-block; width: 1.1rem; font-weight: 600; }
    .added .sign { color: var(--added); }
    .removed .sign { color: var(--removed); }
    .changed .sign { color: var(--strong); }

    .rows { width: auto; max-height: 75vh; min-height: 9rem; }
    .rows thead th:has(button) { padding: 0; }
    .rows thead button { all: unset; box-sizing: border-box; width: max-content; min-width: 100%; max-width: 22rem;
      padding: .4rem .75rem; cursor: pointer; }
    .rows thead button:hover { color: var(--strong); }
    .rows thead button::after { content: " \2195"; color: var(--quiet); opacity: .5; }
    .rows [aria-sort=ascending] button::after { content: " \2191"; color: var(--strong); opacity: 1; }
    .rows [aria-sort=descending] button::after { content: " \2193"; color: var(--strong); opacity: 1; }
    .rows thead button:focus-visible, .rows tbody button:focus-visible { outline: 2px solid var(--strong);
      outline-offset: -2px; }
    .rows tbody tr[data-row] { cursor: pointer; }
    .rows tbody button { all: unset; display: block; box-sizing: border-box; width: 100%; cursor: pointer; }
    .rows tbody tr.even > * { background: var(--stripe); }
    .rows tbody tr:not(.even) > * { background: var(--back); }
    .rows tbody tr.marked > *, .rows tbody tr.hinted > * { background: var(--hint); }
    .rows tbody tr[data-row]:hover > * { background: var(--line); }
    .rows tbody tr.chosen > * { background: var(--hint); font-weight: 600; }
    .rows tbody tr.chosen > :first-child { box-shadow: inset 3px 0 var(--strong); }
    .rows .space td { padding: 0; border: 0; position: static; background: none !important; }
    .rows .sizer { visibility: collapse; }
    .rows { container-type: inline-size; }
    .rows tbody th { min-width: min(var(--name), 24rem); }
    /* Rows of a long table are all as high, so that the place of each is known. */
    .long tbody th, .long tbody td { height: 1.9rem; max-width: 26rem; white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis; }
    .long tbody button { overflow: hidden; text-overflow: ellipsis; }
    .long wbr { display: none; }
    /* Where there is little room, names have two lines. */
    @container (max-width: 40rem) {
      .rows tbody th { min-width: min(var(--name), 15rem); max-width: 15rem; }
      .long tbody th, .long tbody td { height: 3rem; vertical-align: middle; }
      .long tbody th { white-space: normal; }
      .long tbody button { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
        overflow-wrap: anywhere; max-height: 2.54rem; }
      .long wbr { display: inline; }
    }

    .tools { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .75rem; margin: 0 0 .5rem;
      font-size: .9rem; min-height: 2rem; }
    .tools label { display: flex; align-items: center; gap: .4rem; min-width: 0; }
    .count { color: var(--quiet); overflow-wrap: anywhere; min-width: 0; }
    input, select, .plain { font: inherit; color: var(--text); background: var(--back);
      border: 1px solid var(--quiet); border-radius: 4px; padding: .2rem .5rem; min-width: 0; max-width: 100%; }
    input[type=search] { width: 13rem; }
    input[type=number] { width: 5.5rem; font-variant-numeric: tabular-nums; }
    select { flex: 1 1 12rem; width: 100%; text-overflow: ellipsis; }
    .plain { cursor: pointer; text-align: left; overflow-wrap: anywhere; }
    .plain:hover { border-color: var(--strong); color: var(--strong); }
    .link { all: unset; cursor: pointer; color: var(--strong); text-decoration: underline; overflow-wrap: anywhere; }
    .link:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
    fieldset { border: 0; margin: 0 0 .75rem; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem;
      font-size: .9rem; min-width: 0; }
    legend { float: left; color: var(--quiet); padding: 0; margin-right: 1rem; }
    fieldset label { display: flex; gap: .3rem; align-items: center; cursor: pointer; }
    input[type=radio] { accent-color: var(--strong); margin: 0; }

    .networks { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr); }
    .network { min-width: 0; }
    .heading { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
    .crumbs { min-height: 2rem; margin: 0 0 .5rem; display: flex; align-items: center; }
    .crumbs ol { gap: 0; min-width: 0; }
    .crumbs li { min-width: 0; overflow-wrap: anywhere; }
    .crumbs li + li::before { content: "\203A"; color: var(--quiet); margin: 0 .35rem; }
    .crumbs [aria-current] { font-weight: 600; }
    .stage { overflow: auto; max-height: 75vh; border: 1px solid var(--line); padding: .5rem; text-align: center; }
    .stage svg { max-width: 100%; height: auto; vertical-align: top; }
    .stage g[role=button], .stage g[data-opens] { cursor: pointer; outline: none; }
    .ring { fill: none; stroke: var(--strong); pointer-events: none; vector-effect: non-scaling-stroke; }
    .ring.hover { stroke-width: 1.5px; stroke-dasharray: 4 3; }
    .ring.chosen { stroke-width: 2.5px; }
    .ring.focus { stroke-width: 2px; }

    dialog { position: fixed; inset: 0 0 0 auto; z-index: 10; margin: 0; width: min(48rem, 56vw); height: 100dvh;
      max-height: none; max-width: none; padding: 1rem 1.25rem; border: 0; border-left: 1px solid var(--line);
      background: var(--back); color: var(--text); box-shadow: 0 0 1.5rem var(--shadow); flex-direction: column; }
    dialog[open] { display: flex; }
    dialog.left { inset: 0 auto 0 0; border-left: 0; border-right: 1px solid var(--line); }
    dialog .top { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    dialog h2 { font-size: 1rem; max-height: 6em; overflow: auto; }
    dialog .plain { flex: none; }
    dialog p { font-size: .9rem; max-height: 8em; overflow: auto; padding: 2px; flex: none; }
    dialog pre { flex: 1; overflow: auto; margin: .5rem 0 0; padding: .75rem; background: var(--stripe);
      font: .8125rem/1.5 ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; }

    .chart { display: block; width: 100%; height: auto; overflow: visible; touch-action: pan-y; }
    .chart text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
      fill: var(--text); font-variant-numeric: tabular-nums; white-space: pre; }
    .chart .soft { fill: var(--quiet); }
    .chart .bold { font-weight: 600; }
    .chart .grid { stroke: var(--line); fill: none; }
    .chart .axis { stroke: var(--quiet); fill: none; }
    .chart .filled { fill: var(--area); stroke: none; }
    .chart .curve { fill: none; stroke: var(--strong); stroke-width: 1.5; stroke-linejoin: round; }
    .chart .cross { stroke: var(--text); fill: none; }
    .chart .point { fill: var(--strong); stroke: var(--back); stroke-width: 1.5; }
    .chart .total { fill: var(--quiet); }
    .chart .more { fill: var(--removed); }
    .chart .less { fill: var(--added); }
    #waterfall .chart { max-width: 56rem; }
    output { display: block; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
      min-height: 2.6em; margin-top: .4rem; }

    .plane { display: block; height: auto; max-height: 32rem; border: 1px solid var(--line);
      touch-action: pan-y; cursor: crosshair; background: var(--back); }
    .plane .lightly { fill: var(--back); }
    .plane .check { fill: var(--line); }
    .plane rect { vector-effect: non-scaling-stroke; }
    .plane .edge { fill: none; stroke: var(--quiet); }
    .plane .seen { fill: var(--strong); fill-opacity: .22; stroke: none; }
    .plane .reach { fill: none; stroke: var(--strong); stroke-width: 2px; }
    .plane .halo { fill: none; stroke: var(--back); stroke-width: 5px; stroke-opacity: .7; }
    .plane .next { fill: none; stroke: var(--text); stroke-dasharray: 4 3; stroke-opacity: .8; }
    .drop { display: flex; flex-wrap: wrap; gap: .4rem .75rem; align-items: center; padding: .6rem .75rem;
      border: 1px dashed var(--quiet); border-radius: 4px; margin-bottom: .5rem; font-size: .9rem; }
    .drop.over { border-style: solid; border-color: var(--strong); background: var(--hint); }
    .drop input { border: 0; padding: 0; flex: 1 1 12rem; font-size: .85rem; }
    \#(widths)
    """#

  /// The rules for wide screens, for narrow ones and for paper.
  private static let widths = #"""
    @media (min-width: 1000px) {
      .single .network { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
      .single .layers:first-child { grid-column: 1 / -1; }
      /* Parts of the same kind are on a level in networks side by side. */
      body:not(.single) .networks { grid-template-columns: repeat(auto-fit, minmax(28rem, 1fr)); }
      body:not(.single) .network { display: grid; grid-row: span 5; grid-template-rows: subgrid;
        grid-template-columns: minmax(0, 1fr); }
      body:not(.single) .drawing { grid-row: 2; }
      body:not(.single) .layers { grid-row: 3; }
      body:not(.single) .memory { grid-row: 4; }
      body:not(.single) .field { grid-row: 5; }
    }
    @media (max-width: 640px) {
      header, main { padding-left: .75rem; padding-right: .75rem; }
      header { padding-top: 1rem; }
      th, td { padding: .3rem .5rem; }
      .rows thead button { padding: .4rem .5rem; }
      dl, .totals dl { display: block; flex-basis: 100%; }
      dd { margin-bottom: .4rem; }
      tbody th, .rows tbody th { min-width: min(var(--name, 7rem), 10.5rem); max-width: 45vw; }
      thead th { max-width: 45vw; }
      .words { min-width: 12rem; }
      .tools label { flex: 1 1 100%; }
      input[type=search] { flex: 1; width: auto; }
      dialog, dialog.left { inset: auto 0 0 0; width: 100vw; height: 65dvh; border: 0;
        border-top: 1px solid var(--line); padding: .75rem; }
    }
    @media print {
      html { font-size: 10pt; }
      header, main { padding-left: 0; padding-right: 0; max-width: none; }
      header nav, .tools, .drop, .field, dialog, fieldset, noscript, output, .cross, .point.mobile
        { display: none !important; }
      .crumbs { min-height: 0; break-after: avoid; }
      .link { color: inherit; text-decoration: none; }
      .table { overflow: visible; max-height: none; max-width: none; container-type: normal; }
      .networks, .network { display: block !important; }
      .stage { overflow: visible; max-height: none; border: 0; padding: 0; break-inside: avoid; }
      .stage svg { min-width: 0 !important; max-height: 22cm; }
      .ring { display: none; }
      thead th, tfoot td, tfoot th, tr > :first-child { position: static; }
      thead { display: table-header-group; }
      /* Sums stand below the table, not below each page. */
      tfoot { display: table-row-group; }
      table { font-size: 7.5pt; }
      th, td { padding: 1.5pt 4pt; }
      thead th { min-width: 0; max-width: none; overflow-wrap: break-word; }
      .rows tbody th { min-width: min(var(--name), 14rem); max-width: none; }
      .rows tbody td:not(.number) { white-space: normal; min-width: 5.5rem; }
      .rows thead th:has(button) { padding: 1.5pt 4pt; }
      /* The head of a page is repeated without its buttons, but with what they contain. */
      .rows thead button { display: contents; }
      .rows thead button::after { content: "" !important; }
      .rows tbody tr.chosen > * { font-weight: 400; box-shadow: none !important; }
      tr, .memory, #waterfall { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .part { margin-top: 1.2rem; }
    }
    """#
}
