import ArchGraph

/// Where a list of steps stands in one of the calls of a block.
struct Occurrence {
  /// Which call of the block.
  var call: Int
  var list: StepList
  /// The value that `in` names there.
  var inner: Node.ID?
}

/// A parameter of a block.
struct FoldedParameter {
  /// The argument that it is given to first.
  var role: Role
  /// Its value in each call of the block.
  var values: [ArgumentValue]
  /// How the block writes it.
  var name: String
  /// What it is, in a word.
  var word: String
  /// Whether it says what comes out of the block.
  var isOutput = false
  /// What most calls have.
  var defaultValue: ArgumentValue?
  /// Whether any call leaves it out.
  var isLeftOut = false

  /// What an argument is.
  struct Role: Hashable {
    var name: String
    var kind: Kind
    /// The extent of a value that such numbers may follow.
    var member: String

    /// Numbers of one kind may be equal on purpose.
    enum Kind: Hashable { case width, window, other(String) }
  }
}

/// Finds what an argument is written as, so that it is right in every call of a block.
struct Columns {
  let graph: Graph
  private(set) var parameters: [FoldedParameter] = []
  private let calls: Int

  init(_ graph: Graph, calls: Int) {
    self.graph = graph
    self.calls = calls
  }

  /// How a parameter is written before it has its name.
  static func placeholder(_ index: Int) -> String { "\u{1}\(index)\u{1}" }

  /// The text of an argument.
  ///
  /// - Parameters:
  ///   - values: its value in each occurrence.
  ///   - entries: the value that the layer works on, in each occurrence.
  mutating func text(
    _ values: [ArgumentValue], _ role: FoldedParameter.Role, _ occurrences: [Occurrence],
    entries: [Node.ID?]
  ) -> String {
    guard let first = values.first else { return "" }
    if values.allSatisfy({ $0 == first }) { return "\(first)" }
    if let text = parameter(values, role, occurrences, exactly: true) { return text }
    if role.kind == .width, let numbers = integers(values) {
      if let text = extent("in", occurrences.map(\.inner), numbers, role, isMultiple: false) { return text }
      if let text = extent("it", entries, numbers, role, isMultiple: false) { return text }
      if let text = parameter(values, role, occurrences, exactly: false) { return text }
      if let text = extent("in", occurrences.map(\.inner), numbers, role, isMultiple: true) { return text }
      if let text = extent("it", entries, numbers, role, isMultiple: true) { return text }
    }
    var own = [ArgumentValue?](repeating: nil, count: calls)
    for (value, occurrence) in zip(values, occurrences) { own[occurrence.call] = value }
    parameters.append(
      FoldedParameter(
        role: role, values: own.map { $0 ?? first }, name: Self.placeholder(parameters.count),
        word: role.name))
    return Self.placeholder(parameters.count - 1)
  }

  func integers(_ values: [ArgumentValue]) -> [Int]? {
    let numbers = values.compactMap { value -> Int? in
      if case .integer(let number) = value { number } else { nil }
    }
    return numbers.count == values.count ? numbers : nil
  }

  /// An earlier parameter, or what is always so many times as much or as little.
  private func parameter(
    _ values: [ArgumentValue], _ role: FoldedParameter.Role, _ occurrences: [Occurrence], exactly: Bool
  ) -> String? {
    for (index, parameter) in parameters.enumerated() where parameter.role.kind == role.kind {
      let others = occurrences.map { parameter.values[$0.call] }
      if exactly {
        if others == values { return Self.placeholder(index) }
      } else if let numbers = integers(values), let others = integers(others),
        let text = Self.multiple(of: Self.placeholder(index), others, numbers)
      {
        return text
      }
    }
    return nil
  }

  /// An extent of a value, or a multiple of it.
  private func extent(
    _ word: String, _ nodes: [Node.ID?], _ numbers: [Int], _ role: FoldedParameter.Role, isMultiple: Bool
  ) -> String? {
    let shapes = nodes.compactMap { $0.map { graph.nodes[$0].shape.dimensions } }
    guard shapes.count == nodes.count else { return nil }
    // Of a map the channels are meant, whatever takes its means.
    let member = shapes.allSatisfy { $0.count > 2 } ? "channels" : role.member
    let extents = shapes.compactMap { member == "features" ? $0.last : $0.first }
    guard extents.count == nodes.count else { return nil }
    let text = "\(word).\(member)"
    return isMultiple ? Self.multiple(of: text, extents, numbers) : extents == numbers ? text : nil
  }

  /// Numbers as always the same multiple or part of others; with fewer than three different ones that is chance.
  private static func multiple(of text: String, _ others: [Int], _ numbers: [Int]) -> String? {
    guard Set(numbers).count > 2, let number = numbers.first, let other = others.first, number > 0, other > 0
    else { return nil }
    if number % other == 0 {
      let factor = number / other
      let isSo = zip(numbers, others).allSatisfy { number, other in
        let (product, isTooLarge) = other.multipliedReportingOverflow(by: factor)
        return !isTooLarge && product == number
      }
      return isSo ? "\(factor) * \(text)" : nil
    }
    guard other % number == 0 else { return nil }
    let divisor = other / number
    return zip(numbers, others).allSatisfy { $0 == $1 / divisor && $1 % divisor == 0 }
      ? "\(text) / \(divisor)" : nil
  }
}

extension Columns {
  /// One extent of a shape that a layer is given.
  ///
  /// - Parameter names: the extents that it may follow.
  mutating func shape(
    _ values: [ArgumentValue], _ occurrences: [Occurrence], entries: [Node.ID?], names: [String]
  ) -> String {
    let role = FoldedParameter.Role(name: "extent", kind: .width, member: "channels")
    guard let first = values.first, !values.allSatisfy({ $0 == first }), let numbers = integers(values) else {
      return text(values, role, occurrences, entries: entries)
    }
    let shapes = entries.compactMap { $0.map { graph.nodes[$0].shape.dimensions } }
    for member in names where shapes.count == numbers.count {
      let extents = shapes.map { shape -> Int? in
        switch (member, shape.count) {
        case ("channels", 1...): shape[0]
        case ("height", 3...): shape[shape.count - 2]
        case ("width", 3...): shape.last
        case ("features", 1...): shape.last
        case ("length", 2): shape[1]
        default: nil
        }
      }
      if extents == numbers { return "it.\(member)" }
    }
    return text(values, role, occurrences, entries: entries)
  }
}
