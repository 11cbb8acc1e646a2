import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// The most warnings of one network.
  private static let mostRowWarnings = 20

  /// A layer that takes the first axis for channels, on rows whose features are the last one: another axis may be meant,
  /// and both are without an error.
  ///
  /// Of a line that makes several there is one, with the number of the others.
  var rowsAsChannelsWarnings: [Diagnostic] {
    let traits = graph.forms.map(\.op.traits)
    guard traits.contains(where: { $0.axes == .rows }), traits.contains(where: { $0.firstAxis != nil }) else {
      return []
    }
    // For each value the layer that its features come from, where they are known to be the last axis.
    var origins = [Node.ID?](repeating: nil, count: graph.nodes.count)
    var found: [(id: Node.ID, origin: Node.ID, reading: FirstAxisReading)] = []
    var alike: [Place: Int] = [:]
    for (id, node) in graph.nodes.enumerated() {
      let origin = node.inputs.first.flatMap { origins[$0] }
      switch traits[node.form.index].axes {
      case .rows: origins[id] = id
      case .asInput: origins[id] = origin
      case .map, .unknown: break
      }
      // What is said is made for layers that stand on rows alone: few networks have one.
      guard let origin, let firstAxis = traits[node.form.index].firstAxis,
        let reading = FirstAxisReading(firstAxis, of: node.form)
      else { continue }
      if node.place == .unknown || alike[node.place] == nil { found.append((id, origin, reading)) }
      alike[node.place, default: -1] += 1
    }
    return found.prefix(Self.mostRowWarnings).map { id, origin, reading in
      let node = graph.nodes[id]
      let others = node.place == .unknown ? 0 : alike[node.place] ?? 0
      var evidence = [
        "it receives \(node.inputShapes[0]), rows of \(reading.features) features from `\(graph.path(of: origin))`"
      ]
      if others > 0 {
        evidence.append(others == 1 ? "so does one more of this line" : "so do \(others) more of this line")
      }
      return Diagnostic(
        "rows-as-channels", severity: .warning, reading.message, at: node.place, evidence: evidence,
        help: reading.help)
    }
  }
}

/// How a layer reads rows of features, and how else it could.
private struct FirstAxisReading {
  let features: Int
  let message: String
  let help: String

  /// The reading of a layer's first axis; nil where its input has no other, or the other reading would say nothing.
  init?(_ firstAxis: Traits.FirstAxis, of form: LayerForm) {
    guard let input = form.inputShapes.first, input.rank >= 2 else { return nil }
    let (count, last) = (input[0], input.rank - 1)
    features = input[last]
    let name = form.op.name
    let places = input.rank == 2 ? (count == 1 ? "row" : "rows") : "places of axis 0"
    let rest = features == 1 ? "feature" : "features"
    let call = form.op.call
    func with(_ argument: String) -> String {
      call.hasSuffix(")") ? "`\(call.dropLast()), \(argument))`" : "`\(call)(\(argument))`"
    }
    switch firstAxis {
    case .owns(let number):
      message = "`\(name)` has \(number) for each of \(count) \(places)"
      help =
        "\(with("axis: -1")) has \(number) for each of \(features) \(rest); `axis: 0` written out keeps this"
    case .reduces(let number):
      message = "`\(name)` gives \(number) for each of \(count) \(places)"
      let (others, own) = (Self.axes(0..<last), Self.axes(1..<input.rank))
      help =
        "\(with("axis: \(others)")) gives \(number) for each of \(features) \(rest); `axis: \(own)` written out keeps this"
    case .sums:
      // Of a single feature it would make 1 everywhere.
      guard features > 1 else { return nil }
      message = "`\(name)` goes over \(count) \(places)"
      help = "\(with("axis: -1")) goes over \(features) \(rest); `axis: 0` written out keeps this"
    case .channels:
      message = "`\(name)` takes \(count) \(places) for channels"
      let order = ([last] + (0..<last)).map(String.init).joined(separator: ", ")
      help =
        "`permute([\(order)])` before it makes channels of the \(features) \(rest); `reshape(\(input.dimensions))` before it keeps this"
    }
  }

  private static func axes(_ range: Range<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(Array(range))"
  }
}
