import ArchDocuments
import ArchGraph

/// How the figure of a failed claim comes about: a line or two, if only a few layers determine it.
struct ClaimWorking {
  private let analysis: Analysis
  private var graph: Graph { analysis.graph }

  /// The most layers whose shares are shown.
  private static let mostLayers = 4
  /// The most layers that are searched.
  private static let mostSearched = 200
  /// The length of the longest line.
  private static let longest = 240

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// One layer's share of a figure.
  private struct Share {
    var id: Node.ID
    var symbols: String
    var values: String
    var number: Int
  }

  /// The working of a figure of the layers of a subject, without its value, and what its numbers are, or `nil` if there
  /// is no short one.
  func sum(of figure: Figure, _ subject: Expectation.Subject) -> (values: String, lines: [String])? {
    guard let shares = shares(of: figure, subject), let first = shares.first else { return nil }
    let values: String
    let line: String?
    if shares.count == 1 {
      values = first.values
      // Numbers alone do not say where they come from.
      line = first.symbols == values ? nil : "that is \(first.symbols) of `\(graph.path(of: first.id))`"
    } else {
      values = shares.map(\.number.groupedDigits).joined(separator: " + ")
      line = "of " + shares.map { "`\(graph.path(of: $0.id))` \($0.values)" }.joined(separator: ", ")
    }
    guard values.count <= Self.longest else { return nil }
    return (values, [line].compactMap { $0 }.filter { $0.count <= Self.longest })
  }

  /// The layers that contribute to a figure, and their shares, or `nil` if they are too many or it is not a sum.
  private func shares(of figure: Figure, _ subject: Expectation.Subject) -> [Share]? {
    guard let part = part(of: figure) else { return nil }
    let ranges: [Range<Node.ID>] =
      if case .part(_, let layers) = subject { layers } else { [graph.nodes.indices] }
    // A file may make many claims about many layers.
    guard ranges.reduce(0, { $0 + $1.count }) <= Self.mostSearched else { return nil }
    var shares: [Share] = []
    for id in ranges.joined() {
      let tally = analysis.tally(of: id)
      guard case .count(let number) = figure.value(of: tally, .float32), number != 0 else { continue }
      guard shares.count < Self.mostLayers else { return nil }
      let formula = part(id)
      // A figure that is for a batch, or counted elsewhere, has another working.
      let known = formula.flatMap { $0.value == number ? $0 : nil }
      let text = number.groupedDigits
      shares.append(
        Share(
          id: id, symbols: known?.text(.symbols) ?? text, values: known?.text(.values) ?? text, number: number
        ))
    }
    return shares
  }

  /// A function for a layer's share of a figure, with its working, or `nil` for figures that are not a sum over layers.
  private func part(of figure: Figure) -> ((Node.ID) -> Formula?)? {
    switch figure {
    case .parameters, .trainable, .frozen:
      { graph.nodes[$0].form.parameters.count(.weight).formula }
    case .buffers: { graph.nodes[$0].form.parameters.count(.buffer).formula }
    case .multiplyAdds: { work(of: $0)[.multiplyAdds].formula }
    case .activations: { .product(graph.nodes[$0].shape.elements.map { .named($0.name, $0.value) }) }
    case .flops: { flops(of: $0) }
    default: nil
    }
  }

  private func work(of id: Node.ID) -> Work {
    let node = graph.nodes[id]
    return node.op.work(from: node.inputShapes, to: node.shape)
  }

  private func flops(of id: Node.ID) -> Formula? {
    let terms = work(of: id).entries.compactMap { kind, count -> Formula? in
      guard let weight = WorkView.flops.weight(of: kind), let value = count.formula.value else { return nil }
      let number = Formula.named(kind.name, value)
      return weight == 1 ? number : .product([.literal(weight), number])
    }
    return terms.isEmpty ? nil : terms.count == 1 ? terms[0] : .sum(terms)
  }

  // MARK: Axes

  /// The workings of the extents of a value that differ from the claimed ones.
  func lines(ofShape id: Node.ID, claimed: [Int]) -> [String] {
    let node = graph.nodes[id]
    guard let output = try? node.op.output(of: node.inputShapes) else { return [] }
    if case .sameAsInput = output {
      return ["`\(graph.path(of: id))` keeps the shape of its input"]
    }
    let extents = output.extents(of: node.inputShapes)
    let names = Axis.names("", rank: node.shape.rank)
    let isAlike = claimed.count == extents.count
    let workings = zip(names, extents).enumerated().compactMap { index, axis -> String? in
      let (name, extent) = axis
      let text = extent.formula.text(.values)
      guard !isAlike || node.shape[index] != claimed[index], text != "\(node.shape[index])" else {
        return nil
      }
      return "\(name): \(text) = \(node.shape[index])"
    }
    let line = workings.joined(separator: "; ")
    return line.isEmpty || line.count > Self.longest ? [] : [line]
  }

  /// How the field of a layer follows from that of the layer before.
  func lines(ofField id: Node.ID) -> [String] {
    let node = graph.nodes[id]
    guard node.inputs.count == 1,
      case .axes(let reaches) = node.op.reach(from: node.inputShapes, to: node.shape),
      case .axes(let before)? = analysis.layers[node.inputs[0]].field, before.count == reaches.count
    else { return [] }
    var workings: [String] = []
    for (field, reach) in zip(before, reaches) {
      guard case .regular(let stretch) = reach, stretch.upsampling == 1,
        case .regular(let size, let stride, _) = field
      else { return [] }
      let formula = AxisField.sizeFormula(size, stride, stretch)
      guard let value = formula.value else { return [] }
      let text = "\(formula.text(.values)) = \(value)"
      if workings.last != text { workings.append(text) }
    }
    return workings.isEmpty
      ? [] : ["`\(graph.path(of: id))` sees \(workings.joined(separator: " and "))"]
  }
}
