extension ReportPage {
  /// The way from the first network's figure to the second's, part by part.
  static let scriptWaterfall = #"""
    const mostBars = 20;

    /* The parts that make a difference: lines, or where those are many the smallest blocks that are few enough. */
    function barsOf(lines, figure) {
      let bars = lines.map(line => ({ label: line.path, delta: line.deltas[figure] })).filter(bar => bar.delta !== 0);
      const given = bars;
      for (let depth = 4; depth > 0 && bars.length > mostBars; depth -= 1) {
        const blocks = new Map();
        for (const { label, delta } of given) {
          const block = label.split(" ")[0].split(".").slice(0, depth).join(".") || label;
          blocks.set(block, (blocks.get(block) || 0) + delta);
        }
        bars = [...blocks].map(([label, delta]) => ({ label, delta })).filter(bar => bar.delta !== 0);
      }
      if (bars.length <= mostBars) return bars;
      const large = new Set([...bars].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta)).slice(0, mostBars - 1));
      const rest = bars.filter(bar => !large.has(bar));
      const delta = rest.reduce((sum, bar) => sum + bar.delta, 0);
      return [...bars.filter(bar => large.has(bar)), { label: rest.length + " smaller differences", delta }];
    }

    function showWaterfall({ figures, lines }, place) {
      if (!figures.length || networks.length !== 2) return;
      const chart = draw("svg", { class: "chart", role: "img" });
      const note = make("p", { class: "note" });
      const group = make("fieldset", {}, make("legend", {}, "Figure"), figures.map(({ title }, index) =>
        make("label", {}, make("input", { type: "radio", name: "figure", value: index, checked: index === 0 ? "" : null,
          onchange: () => { figure = index; update(); say(chart.getAttribute("aria-label")); } }), title)));
      let figure = 0;
      let width = 0;
      place.append(group, chart, note);
      place.hidden = false;

      function update() {
        if (!width) return;
        const { title, before, after } = figures[figure];
        const bars = barsOf(lines, figure);
        const rest = bars.reduce((left, bar) => left - bar.delta, after - before);
        /* Bars lead from total to total, whatever the lines leave out. */
        const isRest = Math.abs(rest) > 1e-9 * Math.max(Math.abs(before), Math.abs(after));
        if (isRest) bars.push({ label: "elsewhere", delta: rest });
        let sum = before;
        const rows = [{ label: networks[0].name, from: 0, to: before, text: scaled(before), kind: "total" }];
        for (const { label, delta } of bars) {
          rows.push({ label, from: sum, to: sum + delta, text: signed(delta), kind: delta > 0 ? "more" : "less" });
          sum += delta;
        }
        rows.push({ label: networks[1].name, from: 0, to: after, text: scaled(after), kind: "total" });
        drawRows(rows, title);
        chart.setAttribute("aria-label", title + " from " + networks[0].name + " (" + scaled(before) + ") to "
          + networks[1].name + " (" + scaled(after) + "): "
          + (bars.map(bar => bar.label + " " + signed(bar.delta)).join(", ") || "no difference"));
      }

      function drawRows(rows, title) {
        pen.font = chartFont;
        const names = Math.min(260, width * 0.34, Math.max(...rows.map(({ label }) => pen.measureText(label).width)) + 2);
        const values = 84;
        const [left, right, row] = [names + 12, width - values, 26];
        const ends = rows.flatMap(({ kind, from, to }) => kind === "total" ? [to] : [from, to]);
        const [low, high] = [Math.min(...ends), Math.max(...ends)];
        /* Differences that are small against the totals could not be seen on an axis from zero. */
        const isCut = low > 0 && high > low && low > 4 * (high - low);
        const start = isCut ? low - (high - low) / 2 : Math.min(0, low);
        const x = value => left + (right - left) * (clamp(value, start, high) - start) / (high - start || 1);
        const bottom = 8 + rows.length * row;
        chart.setAttribute("viewBox", "0 0 " + width + " " + (bottom + 8));
        chart.replaceChildren(draw("path", { class: "axis", d: "M" + x(Math.max(start, 0)) + " 4V" + (bottom + 2) }));
        rows.forEach(({ label, from, to, text, kind }, index) => {
          const y = 8 + index * row;
          const [a, b] = [x(Math.min(from, to)), x(Math.max(from, to))];
          const style = kind === "total" ? "bold" : "";
          chart.append(
            draw("text", { class: style, x: names, y: y + 15, "text-anchor": "end" }, fitted(label, names)),
            draw("rect", { class: kind, x: a, y: y + 2, width: Math.max(1, b - a), height: row - 8 }),
            draw("text", { class: style, x: width, y: y + 15, "text-anchor": "end" }, text));
          if (index + 1 < rows.length) {
            chart.append(draw("path", { class: "axis", d: "M" + x(to) + " " + (y + row - 6) + "v8" }));
          }
        });
        note.textContent = isCut ? "The axis of " + title + " begins at " + scaled(start) + "." : "";
        note.hidden = !isCut;
      }
      onWidth(place, wide => { width = Math.min(wide, 896); update(); });
    }
    """#
}
