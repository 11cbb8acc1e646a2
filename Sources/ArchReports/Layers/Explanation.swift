import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// The working of every number of one layer: symbols, then values, then the result.
///
/// It comes from the same products and rules that give the numbers.
public struct Explanation: Sendable {
  /// One number and its working.
  package struct Line: Hashable, Sendable {
    /// What the number is.
    package var name: String
    /// The working in symbols; empty if there is none.
    package var symbols: String
    /// The working in values.
    package var values: String
    /// The number.
    package var result: String
  }

  /// Numbers that belong together.
  package struct Section: Hashable, Sendable {
    /// What they are about.
    package var title: String
    /// The numbers.
    package var lines: [Line]
    /// Sentences for what no formula expresses.
    package var remarks: [String] = []
  }

  /// The path of the layer.
  public let path: String
  /// The layer with its operator and place.
  public let heading: [String]
  /// The workings.
  package let sections: [Section]

  /// Explains one layer.
  ///
  /// - Parameter training: whether its gradients are explained as well.
  public init(_ analysis: Analysis, _ id: Node.ID, layout: Layout = .chw, training: Bool = false) {
    self.init(analysis, id, layout: layout, counts: nil, training: training)
  }

  /// Explains one layer.
  ///
  /// - Parameters:
  ///   - counts: the counts of a convention, which are explained as well.
  ///   - training: whether its gradients are explained as well.
  package init(
    _ analysis: Analysis, _ id: Node.ID, layout: Layout = .chw, counts: LayerCounts?,
    training: Bool = false
  ) {
    let graph = analysis.graph
    let node = graph.nodes[id]
    path = graph.path(of: id)
    var heading = ["\(path) of \(graph.name): \(node.op.call)"]
    if node.place != .unknown { heading.append("written at \(node.place)") }
    let sources = node.inputs.map { "\(layout.text(graph.nodes[$0].shape)) from \(graph.path(of: $0))" }
    let received = sources.isEmpty ? "is given" : "receives \(sources.joined(separator: " and "))"
    heading.append("\(received), gives \(layout.text(node.shape))")
    self.heading = heading
    sections =
      [
        Self.shape(node, graph), Self.parameters(analysis, id), Self.work(analysis, id),
        counts.map { Self.count(of: id, $0) },
      ].compactMap { $0 } + (training ? Self.training(analysis, id) : [])
      + [Self.field(analysis, id)].compactMap { $0 }
  }

  static func line(_ name: String, _ formula: Formula, result: String? = nil) -> Line {
    let symbols = formula.text(.symbols)
    let values = formula.text(.values)
    return Line(
      name: name, symbols: symbols == values ? "" : symbols, values: values,
      result: result ?? formula.value.map(NumberText.grouped) ?? "too large to count")
  }

  // MARK: Shape

  private static func shape(_ node: Node, _ graph: Graph) -> Section? {
    let inputs = node.inputShapes
    guard let output = try? node.op.output(of: inputs) else { return nil }
    if case .sameAsInput = output {
      return Section(title: "shape", lines: [], remarks: ["the same as its input, \(node.shape)"])
    }
    let extents = output.extents(of: inputs)
    var lines: [Line] = []
    for (name, extent) in zip(Axis.names("out_", rank: node.shape.rank), extents) {
      lines.append(line(name, extent.formula))
    }
    var section = Section(title: "shape", lines: lines)
    let dropsLast = extents.contains { extent in
      if case .window(let axis, let input) = extent.origin { axis.dropsLast(over: input) } else { false }
    }
    if dropsLast {
      section.remarks.append(
        "with `ceil` the last window may extend over the end, but must begin inside the input or the padding before it: "
          + "one that would begin after them is left out, hence the last - 1")
    }
    section.lines.append(line("size", .product(node.shape.elements.map { .named($0.name, $0.value) })))
    return section
  }

  // MARK: Parameters

  private static func parameters(_ analysis: Analysis, _ id: Node.ID) -> Section? {
    let graph = analysis.graph
    guard let weights = graph.nodes[id].weights else {
      return Section(title: "parameters", lines: [], remarks: ["none"])
    }
    let parameters = graph.weights[weights].parameters
    var section = Section(title: "parameters", lines: [])
    for parameter in parameters {
      let names = parameter.dimensions.map(\.name).joined(separator: ", ")
      let buffer = parameter.role == .buffer ? ", a buffer" : ""
      section.lines.append(
        Line(
          name: parameter.name, symbols: "[\(names)]\(buffer)",
          values: "\(parameter.shape.dimensions)",
          result: parameter.shape.elementCount.map(NumberText.grouped) ?? "too large to count"))
    }
    let counted = parameters.count(.weight)
    if !counted.isEmpty { section.lines.append(line("in all", counted.formula)) }
    let buffers = parameters.count(.buffer)
    if !buffers.isEmpty { section.lines.append(line("in buffers", buffers.formula)) }
    if let owner = analysis.layers[id].sharesWith {
      section.remarks.append("shared: they belong to `\(graph.path(of: owner))` and are counted there")
    }
    if analysis.layers[id].isFrozen { section.remarks.append("frozen: they are not trained") }
    return section
  }

  // MARK: Work

  private static func work(_ analysis: Analysis, _ id: Node.ID) -> Section? {
    let graph = analysis.graph
    let node = graph.nodes[id]
    if node.isInput { return nil }
    let work = node.op.work(from: node.inputShapes, to: node.shape)
    if let reason = work.unknown { return Section(title: "work", lines: [], remarks: ["unknown: \(reason)"]) }
    if work.entries.isEmpty {
      return Section(title: "work", lines: [], remarks: ["none: it is a view of its input"])
    }
    var section = Section(title: "work", lines: [])
    var flops: [Formula] = []
    for (kind, count) in work.entries {
      let scaled =
        analysis.batch == 1 || kind == .weightReads
        ? count : count.multiplied(by: Factor("batch", analysis.batch))
      let name = kind.title
      section.lines.append(line(name, scaled.formula))
      guard let weight = WorkView.flops.weight(of: kind), let value = scaled.formula.value else { continue }
      let number = Formula.named(kind.name, value)
      flops.append(weight == 1 ? number : .product([.literal(weight), number]))
    }
    if !flops.isEmpty { section.lines.append(line("FLOPs", flops.count == 1 ? flops[0] : .sum(flops))) }
    return section
  }

  /// The count of the layer by a convention.
  private static func count(of id: Node.ID, _ counts: LayerCounts) -> Section {
    let counting = counts.counting
    let convention = counting.convention
    var section = Section(title: "\(convention.unit.rawValue) by \(counting.name)", lines: [])
    guard let terms = try? counts.terms(of: id) else {
      section.remarks.append("too large to count")
      return section
    }
    guard !terms.isEmpty else {
      section.remarks.append("0: the convention does not count it")
      return section
    }
    for term in terms {
      section.lines.append(
        line(
          term.subject.title,
          term.factor == 1
            ? .literal(term.quantity) : .product([.literal(term.factor), .literal(term.quantity)])))
    }
    if terms.count > 1 {
      section.lines.append(line("in all", .sum(terms.map { .literal($0.count) })))
    }
    section.remarks.append("\(convention.title): \(convention.summary)")
    return section
  }

  // MARK: Receptive field

  private static func field(_ analysis: Analysis, _ id: Node.ID) -> Section? {
    let graph = analysis.graph
    let node = graph.nodes[id]
    var section = Section(title: "receptive field", lines: [])
    guard case .axes(let axes)? = analysis.layers[id].field else {
      section.remarks = [
        analysis.layers[id].field == .whole
          ? "the whole input: a value depends on all of it"
          : "not tracked after this change of shape"
      ]
      return section
    }
    let names = Axis.spatial(axes.count)
    if analysis.layers[id].fieldIsBound {
      section.remarks.append(
        "a bound: channels on the way see more than others, so single positions may see less")
    }
    if node.inputs.count > 1 {
      section.remarks.append("the union over the paths of its inputs")
      for input in node.inputs {
        guard case .axes(let fields)? = analysis.layers[input].field else { continue }
        let sizes = fields.map { $0.size.map(String.init) ?? "all" }.joined(separator: " x ")
        section.remarks.append("\(graph.path(of: input)) sees \(sizes)")
      }
    }
    let reach = node.inputs.isEmpty ? .pointwise : node.op.reach(from: node.inputShapes, to: node.shape)
    for (index, axis) in axes.enumerated() {
      if index > 0, axis == axes[0], isSame(reach, index) {
        section.remarks.append("\(names[index]): the same")
        continue
      }
      section.lines += lines(for: axis, name: names[index], index: index, analysis, node, reach)
    }
    return section
  }

  private static func isSame(_ reach: Reach, _ index: Int) -> Bool {
    guard case .axes(let reaches) = reach else { return true }
    return reaches.indices.contains(index) && reaches[index] == reaches[0]
  }

  private static func lines(
    for axis: AxisField, name: String, index: Int, _ analysis: Analysis, _ node: Node, _ reach: Reach
  ) -> [Line] {
    if node.inputs.count == 1, case .axes(let reaches) = reach, reaches.indices.contains(index),
      case .regular(let stretch) = reaches[index], stretch.upsampling == 1,
      case .axes(let before)? = analysis.layers[node.inputs[0]].field, before.indices.contains(index),
      case .regular(let size, let stride, let offset) = before[index], case .regular = axis
    {
      var lines = [line("\(name) size", AxisField.sizeFormula(size, stride, stretch))]
      lines.append(line("\(name) stride", AxisField.strideFormula(stride, stretch)))
      if let offset { lines.append(line("\(name) offset", AxisField.offsetFormula(offset, stride, stretch))) }
      return lines
    }
    func plain(_ what: String, _ value: String?) -> Line {
      Line(name: "\(name) \(what)", symbols: "", values: value ?? "uneven", result: "")
    }
    var lines = [plain("size", axis.size.map(String.init) ?? "all")]
    if let positions = axis.positions, positions != axis.size {
      lines.append(plain("positions", "\(positions), the field has holes"))
    }
    lines.append(plain("stride", axis.strideValue.map(NumberText.short)))
    lines.append(plain("offset", axis.offset.map(String.init)))
    return lines
  }

  // MARK: Text

  /// The explanation as text.
  public var text: String {
    var text = heading.joined(separator: "\n") + "\n"
    let width = sections.flatMap(\.lines).map(\.name.count).max() ?? 0
    for section in sections {
      text += "\n\(section.title)\n"
      for line in section.lines {
        let name = line.name + String(repeating: " ", count: width - line.name.count)
        let indent = String(repeating: " ", count: width)
        let isResult = line.result.isEmpty || line.result.filter { $0 != "," } == line.values
        if isResult || line.symbols.isEmpty {
          let value =
            line.result.isEmpty ? line.values : isResult ? line.result : "\(line.values) = \(line.result)"
          text += "  \(name)  \(line.symbols.isEmpty ? "" : "\(line.symbols) = ")\(value)\n"
        } else {
          text += "  \(name)  \(line.symbols)\n  \(indent)  = \(line.values) = \(line.result)\n"
        }
      }
      for remark in section.remarks { text += "  \(remark)\n" }
    }
    return text
  }

  /// Explanations in JSON.
  public static func json(_ explanations: [Explanation]) -> String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.array("layers") { json in
        for explanation in explanations { json.object { explanation.write(&$0) } }
      }
    }
    return json.text + "\n"
  }

  private func write(_ json: inout JSONText) {
    json.array("heading") { json in for line in heading { json.string(nil, line) } }
    json.array("sections") { json in
      for section in sections {
        json.object { json in
          json.string("title", section.title)
          json.array("lines") { json in for line in section.lines { json.compact { Self.write(line, &$0) } } }
          json.array("remarks") { json in for remark in section.remarks { json.string(nil, remark) } }
        }
      }
    }
  }

  private static func write(_ line: Line, _ json: inout JSONText) {
    json.object { json in
      json.string("name", line.name)
      json.string("symbols", line.symbols)
      json.string("values", line.values)
      json.string("result", line.result)
      json.integer("value", Int(line.result.filter { $0 != "," }))
    }
  }
}
