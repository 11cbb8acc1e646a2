import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

extension ComparedNetwork {
  /// The network of a report that `archcalc summary --format json` wrote.
  ///
  /// Its figures are taken as given there, and must add up.
  ///
  /// - Parameters:
  ///   - catalogue: the layers that it may have.
  ///   - folding: whether activations, dropout and views are in the row of the layer they follow.
  package init(report: JSONValue, catalogue: Catalogue, folding: Bool = true) throws(ReportFault) {
    guard case .integer(let schema)? = report["schema"], case .string(let name)? = report["network"] else {
      throw .foreign
    }
    guard schema == SummaryReport.schema else { throw .schema(schema) }
    var reader = ReportReader(
      catalogue: catalogue, isChannelsLast: report["layout"] == .string(Layout.hwc.rawValue))
    let inputs = try reader.inputs(try report.array("inputs"))
    for (index, layer) in try report.array("layers").enumerated() {
      try reader.layer(layer, "layers[\(index)]")
    }
    var outputs: [Int] = []
    for output in try report.array("outputs") where try output.string("name", in: "outputs") != "output" {
      let path = try output.string("layer", in: "outputs")
      guard let index = reader.indices[path] else { throw .unknownInput(path, path: "outputs") }
      outputs.append(index)
    }
    guard let totals = report["totals"] else { throw .missing("totals") }
    var source: String?
    if case .string(let text)? = report["source"] { source = text.visible }
    self.init(
      title: name.visible, source: source, batch: try report.integer("batch", from: 1...Limits.extent),
      inputs: inputs,
      layers: reader.layers, outputs: outputs, own: try reader.own(report, totals), folding: folding)
    for figure in [Figure.parameters, .buffers, .multiplyAdds, .flops, .activations]
    where try totals.integer(figure.key, in: "totals") != figure.value(of: reader.sums, .float32).known {
      throw .wrongTotal(figure.key)
    }
  }
}

/// Reads the layers of a report.
private struct ReportReader {
  let catalogue: Catalogue
  let isChannelsLast: Bool
  var layers: [ComparedLayer] = []
  /// The layers by their paths.
  var indices: [String: Int] = [:]
  var sums = Tally()
  /// The receptive field of the last layer with positions, or `nil` if no layer has positions.
  private var lastField: JSONValue??

  /// More axes than any value has.
  private static let mostAxes = 16

  init(catalogue: Catalogue, isChannelsLast: Bool) {
    self.catalogue = catalogue
    self.isChannelsLast = isChannelsLast
  }

  mutating func inputs(_ values: [JSONValue]) throws(ReportFault) -> [(name: String, shape: Shape)] {
    var inputs: [(name: String, shape: Shape)] = []
    for value in values {
      var shape = try self.shape(value, "shape", in: "inputs")
      if case .string(let element)? = value["element"] { shape.element = .init(rawValue: element) ?? .number }
      inputs.append((try value.string("name", in: "inputs"), shape))
      add(
        ComparedLayer(
          path: try value.string("layer", in: "inputs"), op: InputLayer(shape), inputs: [], inputShapes: [],
          shape: shape, hasWeights: false, sharesWeights: false, isFrozen: false, figures: Tally()))
    }
    return inputs
  }

  mutating func layer(_ value: JSONValue, _ place: String) throws(ReportFault) {
    let path = try value.string("path", in: place)
    var inputs: [Int] = []
    for input in try value.array("inputs", in: place) {
      guard case .string(let name) = input else { throw .missing("\(place).inputs") }
      guard let index = indices[name.visible] else { throw .unknownInput(name, path: path) }
      inputs.append(index)
    }
    let shapes = inputs.map { layers[$0].shape }
    var figures = Tally()
    figures.layers = 1
    figures.parameters = try value.integer("parameters", in: place, from: 0...Int.max)
    if value["frozen"] == .boolean(true) { figures.frozen = figures.parameters }
    figures.buffers = try value.integer("buffers", in: place, from: 0...Int.max)
    // Figures that add nothing to those above are left out.
    func further(_ key: String, _ otherwise: Int) throws(ReportFault) -> Int {
      value[key] == nil ? otherwise : try value.integer(key, in: place, from: 0...Int.max)
    }
    figures.active = try further("active", figures.parameters)
    figures.cached = try further("cache", 0)
    figures.masked = try further("masked_multiply_adds", 0)
    figures.padded = try further("padded_multiply_adds", 0)
    figures.inside = try further("moved_inside", 0)
    let weights = try value.array("weights", in: place)
    for case .array(let extents)? in weights.filter({ $0["role"] == .string("weight") }).map({ $0["shape"] })
    {
      // Of types with scales, vectors have another.
      guard extents.count == 1, case .integer(let count) = extents[0], count <= figures.parameters else {
        continue
      }
      figures.vectors = min(figures.parameters, figures.vectors &+ max(0, count))
    }
    figures.activations = try value.integer("activations", in: place, from: 0...Int.max)
    if value["multiply_adds"] == .null {
      figures.unknownLayers = 1
    } else {
      figures.multiplyAdds = try value.integer("multiply_adds", in: place, from: 0...Int.max)
      figures.flops = try value.integer("flops", in: place, from: 0...Int.max)
      // Counts of zero are left out.
      for kind in Work.Kind.all where value["work"]?[kind.name] != nil {
        guard let work = value["work"] else { continue }
        figures.work[kind] = try work.integer(kind.name, in: "\(place).work", from: 0...Int.max)
      }
    }
    guard sums.canAdd(figures) else { throw .wrongTotal("\(place)") }
    sums += figures
    let isShared: Bool
    if case .string? = value["shares_weights_with"] { isShared = true } else { isShared = false }
    let shape = try shape(value, "output_shape", in: place)
    add(
      ComparedLayer(
        path: path, op: try op(value, path, place), inputs: inputs, inputShapes: shapes,
        shape: shape,
        hasWeights: isShared || !weights.isEmpty, sharesWeights: isShared,
        isFrozen: value["frozen"] == .boolean(true), figures: figures))
    if shape.rank > 1 { lastField = .some(value["receptive_field"]) }
  }

  private mutating func add(_ layer: ComparedLayer) {
    indices[layer.path] = layers.count
    layers.append(layer)
  }

  private func op(_ value: JSONValue, _ path: String, _ place: String) throws(ReportFault) -> any Operator {
    let name = try value.string("operator", in: place)
    guard let type = catalogue[name] else { throw .unknownOperator(name, path: path) }
    guard let given = value["arguments"] else { throw .missing("\(place).arguments") }
    let arguments = type.signature.arguments.map { given[$0.name].flatMap(ArgumentValue.init) }
    do throws(ArgumentFault) {
      return try type.init(Arguments(type.signature, arguments))
    } catch {
      throw .badArguments(path: path)
    }
  }

  /// A shape with the channels first.
  private func shape(_ value: JSONValue, _ key: String, in place: String) throws(ReportFault) -> Shape {
    var extents: [Int] = []
    for extent in try value.array(key, in: place) {
      guard case .integer(let number) = extent else { throw .missing("\(place).\(key)") }
      guard (1...Limits.extent).contains(number) else { throw .outOfRange("\(place).\(key)", number) }
      extents.append(number)
    }
    guard extents.count <= Self.mostAxes else { throw .missing("\(place).\(key)") }
    if isChannelsLast, extents.count >= 3 { extents.insert(extents.removeLast(), at: 0) }
    return Shape(extents)
  }

  /// The figures of the whole network.
  func own(_ report: JSONValue, _ totals: JSONValue) throws(ReportFault) -> NetworkFigures {
    var values: [Figure: FigureValue] = [:]
    let depth = try totals.integer("depth", in: "totals", from: 0...Limits.layers)
    for figure in Figure.all {
      switch figure.rule {
      case .sum, .ratio, .counted, .training: continue
      case .axes(_, let missing): values[figure] = field(figure, missing)
      case .network:
        switch totals[figure.key] ?? report["published"]?[figure.key] {
        case .integer(let value)?:
          guard figure != .peakElements || 0...Int.max / 8 ~= value else {
            throw .outOfRange("totals.\(figure.key)", value)
          }
          values[figure] = .count(value)
        case .number(let value)?: values[figure] = .decimal(value, decimals: nil)
        default: values[figure] = .absent
        }
      }
    }
    values[.depth] = .count(depth)
    return .report(values)
  }

  private func field(_ figure: Figure, _ missing: String) -> FigureValue {
    guard let field = lastField else { return .whole }
    func number(_ value: JSONValue) -> Double? {
      switch value {
      case .integer(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    }
    if field?["size"] == .string("whole") { return .whole }
    let sign: Double = figure == .padding ? -1 : 1
    switch field?[figure == .field ? "size" : figure == .padding ? Figure.offset.key : figure.key] {
    case .array(let axes)?: return .axes(axes.map { number($0).map { sign * $0 } }, missing: missing)
    case let value?: return .axes([number(value).map { sign * $0 }], missing: missing)
    case nil: return .absent
    }
  }
}

extension Tally {
  /// Whether a sum stays in range.
  fileprivate func canAdd(_ term: Tally) -> Bool {
    [
      (parameters, term.parameters), (buffers, term.buffers), (multiplyAdds, term.multiplyAdds),
      (flops, term.flops), (activations, term.activations), (active, term.active), (cached, term.cached),
      (masked, term.masked), (padded, term.padded), (inside, term.inside),
    ].allSatisfy { !$0.0.addingReportingOverflow($0.1).overflow }
      && Work.Kind.all.allSatisfy { !work[$0].addingReportingOverflow(term.work[$0]).overflow }
  }
}

extension ArgumentValue {
  /// The value of an argument in a report, or `nil` for null.
  fileprivate init?(_ value: JSONValue) {
    switch value {
    case .null, .object: return nil
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .decimal(value)
    case .string(let word): self = .word(word)
    case .array(let values): self = .list(values.compactMap(ArgumentValue.init))
    }
  }
}

extension JSONValue {
  private func path(_ key: String, in place: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  fileprivate func array(_ key: String, in place: String = "") throws(ReportFault) -> [JSONValue] {
    guard case .array(let values)? = self[key] else { throw .missing(path(key, in: place)) }
    return values
  }

  fileprivate func string(_ key: String, in place: String) throws(ReportFault) -> String {
    guard case .string(let value)? = self[key] else { throw .missing(path(key, in: place)) }
    // A name stays on its line, whatever a document contains.
    return value.visible
  }

  fileprivate func integer(
    _ key: String, in place: String = "", from range: ClosedRange<Int> = Int.min...Int.max
  ) throws(ReportFault) -> Int {
    guard case .integer(let value)? = self[key] else { throw .missing(path(key, in: place)) }
    guard range.contains(value) else { throw .outOfRange(path(key, in: place), value) }
    return value
  }
}
