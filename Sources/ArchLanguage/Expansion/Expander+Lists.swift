import ArchGraph

/// Lists of values.
extension Expander {
  /// A list as written: a list of network values if all its elements are such values.
  func list(of values: [Value], at span: Span) throws(Stop) -> Value {
    var isOfPoints = false
    for value in values {
      switch value {
      case .tensor, .points: isOfPoints = true
      case .poison: break
      default: return .list(values)
      }
    }
    guard isOfPoints else { return .list(values) }
    return .points(try several(values, at: span))
  }

  /// A list of values, kept within the limits: in a loop, lists of lists would soon exceed them.
  func several(_ values: [Value], at span: Span) throws(Stop) -> Several {
    let list = Several(values)
    if list.depth > Several.deepest { throw abort(.tooDeep(limit: Several.deepest), at: span) }
    guard list.count <= Several.most else {
      throw abort(.misfit(.tooMany("values in a list", limit: Several.most), of: ""), at: span)
    }
    return list
  }

  /// The values of a list, one for each input of a layer.
  func values(of list: Several, for name: String, at span: Span) throws(Stop) -> [Point] {
    try list.values.map { value throws(Stop) in
      switch value {
      case .tensor(let point): return point
      case .points(let inner):
        throw fail(.severalValues(of: name, count: inner.values.count, isAmongOthers: true), at: span)
      default: return try point(value, at: span)
      }
    }
  }

  /// The values, with lists among them expanded, for a layer that takes several.
  func spread(_ points: [Point], for op: any Operator, at span: Span) throws(Stop) -> [Point] {
    guard type(of: op).signature.inputs.takesSeveral, points.contains(where: { $0.list != nil })
    else { return points }
    var values: [Point] = []
    for point in points {
      values +=
        try point.list.map { list throws(Stop) in try self.values(of: list, for: op.name, at: span) } ?? [
          point
        ]
    }
    return values
  }

  /// Why some points are not values that a layer can take: a list instead of one value, or a fault reported before.
  func noSingleValue(among points: [Point], of name: String, at span: Span) -> Stop {
    guard !points.contains(where: \.isPoison), let list = points.lazy.compactMap(\.list).first else {
      return Stop()
    }
    return fail(.severalValues(of: name, count: list.values.count, isAmongOthers: points.count > 1), at: span)
  }

  /// Whether the current value is a list that a layer uses.
  func isListUsed(_ inputs: [Point]) -> Bool {
    guard let list = frame.current?.list else { return false }
    guard case .tensor(let first)? = list.values.first else { return true }
    return inputs.contains { $0.list === list || $0.node == first.node }
  }

  // MARK: Parts

  /// The labels that a statement gives to the parts of a value, which name the parts as they are made.
  struct PartLabels {
    var words: [Word]
    /// The call that makes them, and its depth in block calls.
    var call: Span
    var depth: Int
  }

  /// `q, k, v: chain`.
  func parts(_ words: [Word], _ elements: [Element]) throws(Stop) {
    if let last = elements.last {
      partLabels = PartLabels(words: words, call: last.span, depth: calls.count)
    }
    defer { partLabels = nil }
    let point = try run(elements, label: nil)
    if point.isPoison { throw Stop() }
    guard let list = point.list, list.values.count == words.count else {
      throw fail(
        .labelsOfParts(words.map { text($0.name) }, values: point.list?.values.count),
        at: (words.first?.span ?? .none).to(words.last?.span ?? .none))
    }
    for (word, value) in zip(words, list.values) { try declare(word, value) }
    frame.current = point
  }

  /// All parts of a value as a list: the result of a layer that is not told which part to return.
  func parts(
    _ type: any Operator.Type, _ values: [ArgumentValue?], _ given: [Given], _ part: Int, of whole: Point,
    _ call: Call, label: String?
  ) throws(Stop) -> Point {
    var names: [Word] = []
    if let labels = partLabels, labels.call == call.span, labels.depth == calls.count { names = labels.words }
    var values = values
    var made: [Value] = []
    var count = 1
    while made.count < count {
      try step(at: call.span)
      values[part] = .integer(made.count)
      let kind = try kind(type, values, given, at: call)
      count = (kind.op as? any Dividing)?.partCount ?? 1
      let name = names.count == count ? text(names[made.count].name) : nil
      made.append(.tensor(try add(kind, [whole], label: name ?? label, at: call.span)))
    }
    return Point(try several(made, at: call.span))
  }
}
