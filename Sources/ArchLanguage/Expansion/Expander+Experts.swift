import ArchDiagnostics
import ArchGraph

/// `experts(8, top: 2) { … }`: a mixture of experts (Shazeer and others 2017), composed of existing layers.
///
/// A router gives each token a score for each expert; the token goes through the layers in the braces once for each of
/// the `top` experts with the largest scores, with their weights, and the results are added, weighted by the scores.
extension Expander {
  /// The word of the form; a file may use it for something else.
  static let expertsForm = "experts"

  /// The arguments of the form in their order: each has a default, or help text if it is required.
  private static var expertsParameters: [(name: String, defaultValue: Value?, help: String?)] {
    [
      ("count", nil, "how many experts there are"), ("top", nil, "how many experts each token is sent to"),
      ("router", .string("softmax"), nil), ("normalize", .boolean(true), nil), ("scale", .integer(1), nil),
      ("router_bias", .boolean(false), nil), ("selection_bias", .boolean(false), nil),
      ("groups", .integer(1), nil), ("top_groups", .integer(0), nil), ("group_scores", .integer(1), nil),
    ]
  }

  /// The experts whose layers are being added.
  struct Experts {
    var count: Int
    /// Which expert is chosen for each row.
    var chosen: Node.ID
  }

  /// Whether a call uses the form, rather than something in the file with that name.
  func isExperts(_ word: Word) -> Bool {
    text(word.name) == Self.expertsForm && frame.find(word.name) == nil && known(word.name) == nil
      && program.modules[frame.module].visible[word.name] == nil
  }

  func mixture(_ call: Call, _ body: [Statement], label: String?) throws(Stop) -> Point {
    guard let x = frame.current else { throw fail(.noCurrentValue(Self.expertsForm), at: call.span) }
    guard experts == nil else { throw fail(.expertsInExperts, at: call.word.span) }
    let values = try expertsArguments(call)
    let count = try positive(values[0], "the number of experts", at: call.span)
    let top = try positive(values[1], "how many experts each token is sent to", at: call.span)
    guard top <= count else { throw fail(.topOfExperts(top: top, count: count), at: call.span) }
    guard let node = x.node else { throw Stop() }
    let tokens = builder.graph.nodes[node].shape
    guard tokens.rank == 2, tokens.element == .number else {
      throw fail(
        .misfit(
          .rank(expected: "tokens of features, such as 197 x 768", found: tokens), of: Self.expertsForm),
        at: call.span)
    }
    builder.enter(label ?? Self.expertsForm, block: Self.expertsForm)
    defer { builder.leave() }
    let (scores, all) = try router(x, values, count: count, at: call)
    let selection = try limited(all, values, count: count, top: top, tokens: tokens[0], at: call)
    let chosen = try layer("top_k", ["k": .integer(top), "take": "indices"], [selection], "chosen", at: call)
    var weights = try layer("take_along", ["axis": -1], [scores, chosen], "weights", at: call)
    if case .boolean(true) = values[3], top > 1 {
      let total = try layer("sum", ["axis": -1, "keep_dims": true], [weights], "total", at: call)
      weights = try layer("divide", [:], [weights, total], "shares", at: call)
    }
    if let factor = values[4].argument(program.names), factor != .integer(1) {
      weights = try layer("affine", ["factor": factor], [weights], "scaled", at: call)
    }
    let rows =
      top == 1
      ? x : try layer("repeat_interleave", ["repeats": .integer(top), "axis": 0], [x], "rows", at: call)
    guard let indices = chosen.node else { throw Stop() }
    experts = Experts(count: count, chosen: indices)
    let outer = frame.input
    frame.input = rows
    frame.current = rows
    run(body)
    frame.input = outer
    experts = nil
    guard let result = frame.current, let last = result.node else { throw Stop() }
    let shape = builder.graph.nodes[last].shape
    guard shape.rank == 2, shape[0] == tokens[0] * top else {
      throw fail(
        .misfit(
          .conflict(
            "the layers of the experts give \(shape)",
            help: "they must keep the rows: \(tokens[0] * top) rows of features"),
          of: Self.expertsForm), at: call.span)
    }
    let parts = try layer(
      "reshape", ["shape": [.integer(tokens[0]), .integer(top), .integer(shape[1])]], [result], nil, at: call)
    let factors = try layer(
      "reshape", ["shape": [.integer(tokens[0]), .integer(top), 1]], [weights], nil, at: call)
    let weighed = try layer("multiply", [:], [parts, factors], nil, at: call)
    return try layer("sum", ["axis": 1], [weighed], nil, at: call)
  }

  func positive(_ value: Value, _ what: String, at span: Span) throws(Stop) -> Int {
    switch value {
    case .integer(let number) where number >= 1 && number <= Limits.extent: return number
    case .decimal(let number)
    where number >= 1 && number <= Double(Limits.extent) && Int(exactly: number) != nil:
      return Int(number)
    default: throw fail(.wrongType(expected: what, found: value.kind(program.names)), at: span)
    }
  }

  private func expertsArguments(_ call: Call) throws(Stop) -> [Value] {
    let parameters = Self.expertsParameters
    var values = [Value?](repeating: nil, count: parameters.count)
    for (position, argument) in call.arguments.enumerated() {
      var index = position
      if let word = argument.word {
        guard let found = parameters.firstIndex(where: { $0.name == text(word.name) }) else {
          throw fail(
            .unknownArgument(
              text(word.name), of: Self.expertsForm, candidates: parameters.map(\.name), meant: nil),
            at: word.span)
        }
        index = found
      }
      guard index < parameters.count else {
        throw fail(.tooManyArguments(of: Self.expertsForm, most: parameters.count), at: argument.span)
      }
      guard values[index] == nil else {
        throw fail(.repeatedArgument(parameters[index].name, of: Self.expertsForm), at: argument.span)
      }
      values[index] = try evaluate(argument.value)
    }
    var all: [Value] = []
    for (value, parameter) in zip(values, parameters) {
      guard let value = value ?? parameter.defaultValue else {
        throw fail(
          .missingArgument(parameter.name, of: Self.expertsForm, help: parameter.help), at: call.span)
      }
      if case .poison = value { throw Stop() }
      all.append(value)
    }
    return all
  }

  /// Adds a layer of the catalogue by name, for forms composed of layers.
  func layer(
    _ name: String, _ arguments: [String: ArgumentValue], _ inputs: [Point], _ label: String?, at call: Call
  ) throws(Stop) -> Point {
    guard let type = program.catalogue[name] else {
      throw fail(.unknownLayer(name, candidates: [], meant: nil), at: call.span)
    }
    let kind = LayerKind(
      try make(type, type.signature.arguments.map { arguments[$0.name] }, at: call))
    return try add(kind, inputs, label: label, at: call.span)
  }

  /// Adds a layer of the experts: if it has weights, each expert has its own.
  func add(
    _ kind: LayerKind, ofExperts experts: Experts, to nodes: [Node.ID], label: String?, at span: Span
  ) throws(Misfit) -> Point? {
    let shapes = nodes.map { builder.graph.nodes[$0].shape }
    _ = try kind.op.output(of: shapes)
    guard !kind.op.parameters(of: shapes).isEmpty else { return nil }
    guard let op = kind.op as? any Expertable else {
      throw .conflict(
        "`\(kind.op.name)` has weights, so it cannot be a layer of an expert",
        help:
          "`dense`, norms of rows, `scale` and `bias` can, and so can every layer without weights; experts have rows of "
          + "features, and no positions beside them")
    }
    let layers = try op.ofExperts(experts.count)
    let (place, label) = (program.place(span, in: frame.module), label ?? kind.op.name)
    var inputs = nodes
    if let first = layers.first {
      builder.enter(label, block: kind.op.name)
      inputs = [try builder.apply(first, to: nodes, at: place)]
    }
    defer { if layers.first != nil { builder.leave() } }
    return Point(
      node: try builder.apply(
        layers.weighed, to: inputs + [experts.chosen], label: layers.first == nil ? label : "factors",
        at: place))
  }
}
