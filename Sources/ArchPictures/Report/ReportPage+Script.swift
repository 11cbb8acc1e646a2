extension ReportPage {
  /// The script of the page.
  ///
  /// It builds everything from text, so that no name is ever read as markup.
  static let script =
    "(() => {\n\"use strict\";\n"
    + [
      scriptTools, scriptTable, scriptRows, scriptDrawing, scriptWorking, scriptMemory, scriptField,
      scriptWaterfall, scriptStart,
    ].map(unindented).joined(separator: "\n") + "\n})();"

  /// Lines without their indentation, which would be a sixth of every page.
  static func unindented(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  private static let scriptTools = #"""
    const data = JSON.parse(document.getElementById("data").textContent);
    const status = document.getElementById("status");
    const say = text => { status.textContent = text; };

    function fill(element, attributes, content) {
      for (const [key, value] of Object.entries(attributes || {})) {
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
      }
      element.append(...content.flat().filter(item => item !== null && item !== undefined));
      return element;
    }
    const make = (name, attributes, ...content) => fill(document.createElement(name), attributes, content);
    const draw = (name, attributes, ...content) =>
      fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);

    /* A name, which may be broken behind dots and lines, and keeps its direction to itself. */
    function named(text) {
      const bdi = make("bdi");
      for (const piece of text.split(/(?<=[._])/)) {
        if (bdi.lastChild) bdi.append(make("wbr"));
        bdi.append(piece);
      }
      return bdi;
    }

    /* Whether a path is that of a part, or of something inside of it. */
    const within = (path, part) =>
      part === "" || path === part || (path.startsWith(part) && [".", "["].includes(path[part.length]));
    const partOf = row => row.part === undefined ? row.path : row.part;
    const nameOf = row => row.path.trim() || "(no name)";
    const belongs = (row, part) => within(row.path, part) || within(partOf(row), part);

    /* Keys together with these mean something to the browser. */
    const isCommand = event => event.altKey || event.ctrlKey || event.metaKey;
    const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
    const isExact = value => Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    const grouped = value => isExact(value) ? value.toLocaleString("en-US") : value.toExponential(3);
    const digits = value => value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
    function prefixed(value, step, units, write) {
      let unit = 0;
      while (Math.abs(value) >= step && unit + 1 < units.length) { value /= step; unit += 1; }
      return (unit ? write(value) : grouped(value)) + (units[unit] ? " " + units[unit] : "");
    }
    const bytes = value =>
      prefixed(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], number => number.toFixed(1));
    const scaled = value => prefixed(value, 1000, ["", "k", "M", "G", "T", "P", "E"], digits);
    const signed = value => (value > 0 ? "+" : value < 0 ? "-" : "") + scaled(Math.abs(value));

    /* As much of a text as fits in so many pixels of a chart, without its middle where it is too wide. */
    const chartFont = "600 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
    const pen = document.createElement("canvas").getContext("2d");
    function fitted(text, width) {
      pen.font = chartFont;
      if (pen.measureText(text).width <= width) return text;
      const letters = [...text];
      let [few, many] = [0, letters.length];
      const part = (from, to) => letters.slice(from, to).join("");
      const shortened = count => part(0, count + 1 >> 1) + "\u2026" + part(letters.length - (count >> 1));
      while (many - few > 1) {
        const count = (few + many) >> 1;
        if (pen.measureText(shortened(count)).width <= width) few = count; else many = count;
      }
      return shortened(few);
    }

    /* The round numbers of an axis, about so many. */
    function ticks(most, count, base) {
      if (!(most > 0)) return [0];
      const rough = most / count;
      const unit = base === 2 ? 2 ** Math.floor(Math.log2(rough)) : 10 ** Math.floor(Math.log10(rough));
      const step = unit * (base === 2 ? [1, 2] : [1, 2, 5, 10]).find(factor => unit * factor >= rough * 0.999);
      const all = [];
      for (let index = 0; index * step <= most * 1.0001 && index < 20; index += 1) all.push(index * step);
      return all;
    }
    /* Calls when an element has got a width, and whenever that changes. */
    function onWidth(element, action) {
      let width = 0;
      new ResizeObserver(() => {
        if (element.clientWidth === width || element.clientWidth === 0) return;
        width = element.clientWidth;
        action(width);
      }).observe(element);
    }
    """#

  private static let scriptStart = #"""
    class Network {
      constructor(given, index) {
        Object.assign(this, { given, index, name: given.name });
        this.section = document.getElementById("network-" + index);
        this.table = new LayerTable(this);
        this.drawing = this.section.querySelector(".stage") ? new Drawing(this) : null;
        this.memory = given.memory ? new MemoryChart(this) : null;
        this.field = given.extent.length && given.rows.some(row => row.field) ? new FieldView(this) : null;
      }

      /* A row is chosen: everything that shows its layer points at it. */
      chooseRow(row, byKey = false) {
        this.table.choose(row, byKey);
        this.drawing?.reveal(this.given.rows[row]);
        this.memory?.pointAt(row);
        this.field?.pick(row);
        working.show(this, row, byKey);
      }
    }
    const working = new Working(document.getElementById("working"));
    const networks = data.networks.map((given, index) => new Network(given, index));
    if (data.comparison) showWaterfall(data.comparison, document.getElementById("waterfall"));
    takePictures();
    const paper = matchMedia("print");
    const setPrinting = isPrinting => networks.forEach(network => network.table.setPrinting(isPrinting));
    addEventListener("beforeprint", () => setPrinting(true));
    addEventListener("afterprint", () => setPrinting(false));
    paper.addEventListener("change", () => setPrinting(paper.matches));
    """#
}
