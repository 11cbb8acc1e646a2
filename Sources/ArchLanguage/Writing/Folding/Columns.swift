import ArchGraph

/// The place of a list of steps in one of the calls of a block.
struct Occurrence {
  /// The index of the call.
  var call: Int
  var list: StepList
  /// The value that `in` names there.
  var inner: Node.ID?
}

/// A parameter of a block.
struct FoldedParameter {
  /// The first argument that it is used for.
  var role: Role
  /// Its value in each call of the block.
  var values: [ArgumentValue]
  /// How the block writes it.
  var name: String
  /// Its meaning, in a word.
  var word: String
  /// Whether it determines the output of the block.
  var isOutput = false
  /// The value that most calls have.
  var defaultValue: ArgumentValue?
  /// Whether any call leaves it out.
  var isLeftOut = false
  /// The calls that do not use it.
  var unused: Set<Int> = []

  /// The meaning of an argument.
  struct Role: Hashable {
    var name: String
    var kind: Kind
    /// The extent of a value that such numbers may follow.
    var member: String

    /// Numbers of one kind may be equal on purpose.
    enum Kind: Hashable { case width, window, optional, other(String) }
  }
}

/// Finds how to write an argument so that it is right in every call of a block.
struct Columns {
  let graph: Graph
  private(set) var parameters: [FoldedParameter] = []
  private let calls: Int
  let rows: RowTable

  init(_ graph: Graph, table: PartTable, calls: Int) {
    self.graph = graph
    rows = RowTable(graph, table)
    self.calls = calls
  }

  /// The text of a parameter until it has its name.
  static func placeholder(_ index: Int) -> String { "\u{1}\(index)\u{1}" }

  /// The text of an argument.
  ///
  /// - Parameters:
  ///   - values: its value in each occurrence.
  ///   - entries: the input of the layer, in each occurrence.
  mutating func text(
    _ values: [ArgumentValue], _ role: FoldedParameter.Role, _ occurrences: [Occurrence],
    entries: [Node.ID?]
  ) -> String {
    guard let first = values.first else { return "" }
    if values.allSatisfy({ $0 == first }) { return "\(first)" }
    if let text = known(values, role, occurrences, entries: entries) { return text }
    if role.kind == .width, let numbers = integers(values) {
      let places = [("in", occurrences.map(\.inner)), ("it", entries)]
      // Given widths are more likely to be meant than those of values.
      let found =
        multiples(ofParameters: numbers, role, occurrences)
        + places.flatMap { multiples(of: $0.0, $0.1, numbers, role) }
      if let multiple = found.first { return multiple }
    }
    var own = [ArgumentValue?](repeating: nil, count: calls)
    for (value, occurrence) in zip(values, occurrences) { own[occurrence.call] = value }
    // Entries for steps that a call leaves out are meaningless.
    let unused = own.indices.filter { own[$0] == nil }
    let filler = if case .integer = first { ArgumentValue.integer(1) } else { first }
    var parameter = FoldedParameter(
      role: role, values: own.map { $0 ?? filler }, name: Self.placeholder(parameters.count), word: role.name)
    parameter.unused = Set(unused)
    if !unused.isEmpty { parameter.defaultValue = filler }
    parameters.append(parameter)
    return Self.placeholder(parameters.count - 1)
  }

  func integers(_ values: [ArgumentValue]) -> [Int]? {
    let numbers = values.compactMap { value -> Int? in
      if case .integer(let number) = value { number } else { nil }
    }
    return numbers.count == values.count ? numbers : nil
  }

  /// Something that always has the same values: an earlier parameter, or an extent.
  mutating func known(
    _ values: [ArgumentValue], _ role: FoldedParameter.Role, _ occurrences: [Occurrence],
    entries: [Node.ID?]
  ) -> String? {
    if let text = parameter(values, role, occurrences) { return text }
    guard role.kind == .width, let numbers = integers(values) else { return nil }
    return extent("in", occurrences.map(\.inner), numbers, role) ?? extent("it", entries, numbers, role)
  }

  /// An earlier parameter with the same values.
  private mutating func parameter(
    _ values: [ArgumentValue], _ role: FoldedParameter.Role, _ occurrences: [Occurrence]
  ) -> String? {
    func isSame(_ index: Int) -> Bool {
      zip(occurrences, values).allSatisfy { occurrence, value in
        parameters[index].values[occurrence.call] == value
          && !parameters[index].unused.contains(occurrence.call)
      }
    }
    if let index = parameters.indices.first(where: { parameters[$0].role.kind == role.kind && isSame($0) }) {
      return Self.placeholder(index)
    }
    if let index = parameters.indices.first(where: {
      parameters[$0].role == role && !parameters[$0].unused.isEmpty
    }),
      fill(index, values, occurrences)
    {
      return Self.placeholder(index)
    }
    // An extent can be any kind of number; with three different values, equality is no longer chance.
    guard Set(values).count > 2, integers(values) != nil,
      let index = parameters.indices.first(where: {
        (role.name == Self.extentName) != (parameters[$0].role.name == Self.extentName) && isSame($0)
      })
    else { return nil }
    if parameters[index].role.name == Self.extentName {
      (parameters[index].role, parameters[index].word) = (role, role.name)
    }
    return Self.placeholder(index)
  }

  /// Gives a parameter values in the calls that did not use it; returns whether it has the same values in the others.
  private mutating func fill(_ index: Int, _ values: [ArgumentValue], _ occurrences: [Occurrence]) -> Bool {
    var filled = parameters[index]
    for (value, occurrence) in zip(values, occurrences) {
      if filled.unused.remove(occurrence.call) != nil { filled.values[occurrence.call] = value }
      guard filled.values[occurrence.call] == value else { return false }
    }
    if filled.unused.isEmpty { filled.defaultValue = nil }
    parameters[index] = filled
    return true
  }

  /// Text for numbers that are always the same multiple or part of others, and the factor.
  private typealias Multiple = (text: String, factor: Int)

  private func multiples(
    ofParameters numbers: [Int], _ role: FoldedParameter.Role, _ occurrences: [Occurrence]
  ) -> [String] {
    parameters.enumerated().compactMap { index, parameter in
      guard parameter.role.kind == role.kind,
        !occurrences.contains(where: { parameter.unused.contains($0.call) }),
        let others = integers(occurrences.map { parameter.values[$0.call] })
      else { return nil }
      return Self.multiple(of: Self.placeholder(index), others, numbers)?.text
    }
  }

  private func multiples(
    of word: String, _ nodes: [Node.ID?], _ numbers: [Int], _ role: FoldedParameter.Role
  ) -> [String] {
    extents(nodes, role).compactMap { Self.multiple(of: "\(word).\($0.member)", $0.values, numbers) }
      // An extent can be any kind of number, such as heads with this many features each.
      .filter { role.name != Self.extentName || $0.factor <= Self.largestFactor }
      .map(\.text)
  }

  /// An extent of a value.
  private func extent(
    _ word: String, _ nodes: [Node.ID?], _ numbers: [Int], _ role: FoldedParameter.Role
  ) -> String? {
    extents(nodes, role).first { $0.values == numbers }.map { "\(word).\($0.member)" }
  }

  /// The extents of values that numbers may follow, the likeliest first.
  private func extents(
    _ nodes: [Node.ID?], _ role: FoldedParameter.Role
  ) -> [(member: String, values: [Int])] {
    let nodes = nodes.compactMap(\.self)
    let shapes = nodes.map { graph.nodes[$0].shape.dimensions }
    let members: [String]
    if !shapes.allSatisfy({ $0.count > 2 }) {
      members = [role.member]
    } else if rows.areRows(nodes) {
      members = role.member == "features" ? ["features"] : ["shape[0]", "shape[1]", "features"]
    } else {
      // For a map the channels are meant, whatever takes its means.
      members = ["channels", "features"]
    }
    return members.compactMap { member in
      let values = shapes.compactMap { Self.extent(member, of: $0) }
      return values.count == shapes.count && !values.isEmpty ? (member, values) : nil
    }
  }

  /// The extent of a shape that a member names.
  static func extent(_ member: String, of shape: [Int]) -> Int? {
    switch member {
    case "channels": shape.first
    case "height": shape.count > 2 ? shape[shape.count - 2] : nil
    case "width": shape.count > 2 ? shape.last : nil
    case "features": shape.last
    default: shape.indices.first { member == "shape[\($0)]" }.map { shape[$0] }
    }
  }

  /// The numbers as a constant multiple or part of others; with fewer than three different ones, that is chance.
  private static func multiple(of text: String, _ others: [Int], _ numbers: [Int]) -> Multiple? {
    guard Set(numbers).count > 2, let number = numbers.first, let other = others.first, number > 0, other > 0
    else { return nil }
    if number % other == 0 {
      let factor = number / other
      let isSo = zip(numbers, others).allSatisfy { number, other in
        let (product, isTooLarge) = other.multipliedReportingOverflow(by: factor)
        return !isTooLarge && product == number
      }
      return isSo ? ("\(factor) * \(text)", factor) : nil
    }
    guard other % number == 0 else { return nil }
    let divisor = other / number
    return zip(numbers, others).allSatisfy { $0 == $1 / divisor && $1 % divisor == 0 }
      ? ("\(text) / \(divisor)", divisor) : nil
  }
}
