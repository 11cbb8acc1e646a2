/// A rule for the outputs of an operator, given its inputs.
typealias Rule = @Sendable (inout Use) throws(Misuse) -> Void

/// A use of an operator: what a rule reads, and where it puts its results.
struct Use {
  /// The operator.
  let op: String
  /// The version of its domain.
  let version: Int
  /// Its attributes.
  let attributes: [ONNX.Attribute]
  /// Its inputs, or `nil` for absent ones.
  let inputs: [Operand?]
  /// How many outputs the node has.
  let wanted: Int
  /// Its outputs.
  var outputs: [Operand] = []
  /// Whether the outputs are the same in every run although an input is not.
  var isConstant = false
  /// Whether the outputs differ from run to run.
  var isRandom = false

  /// Adds an output.
  mutating func give(_ type: ONNX.ElementType, _ shape: [Int], _ known: FlatModel.Known? = nil) {
    outputs.append(Operand(type, shape, known))
  }
}

// The inputs of a use.
extension Use {
  func optional(_ index: Int) -> Operand? { index < inputs.count ? inputs[index] : nil }

  func input(_ index: Int) throws(Misuse) -> Operand {
    guard let operand = optional(index) else { throw .missingInput(index) }
    return operand
  }

  /// An input with a number of axes.
  func input(_ index: Int, rank: Int) throws(Misuse) -> Operand {
    let operand = try input(index)
    guard operand.rank == rank else {
      throw .rank(input: index, operand.shape, expected: rank == 1 ? "one axis" : "\(rank) axes")
    }
    return operand
  }

  /// An input with at least a number of axes.
  func input(_ index: Int, atLeast rank: Int) throws(Misuse) -> Operand {
    let operand = try input(index)
    guard operand.rank >= rank else {
      throw .rank(input: index, operand.shape, expected: "at least \(rank) axes")
    }
    return operand
  }

  /// The integers of an input, which must be known.
  func integers(_ index: Int) throws(Misuse) -> [Int] {
    guard case .integers(let numbers) = try input(index).known else { throw .unknownNumbers(input: index) }
    return numbers
  }

  /// The integers of an input, if it is present.
  func optionalIntegers(_ index: Int) throws(Misuse) -> [Int]? {
    guard optional(index) != nil else { return nil }
    return try integers(index)
  }

  /// The only integer of an input, which must be known.
  func integer(_ index: Int) throws(Misuse) -> Int {
    let numbers = try integers(index)
    guard numbers.count == 1 else {
      throw .rank(input: index, try input(index).shape, expected: "a single number")
    }
    return numbers[0]
  }

  /// The numbers of an input as `Double`s, which must be known.
  func floats(_ index: Int) throws(Misuse) -> [Double] {
    guard let known = try input(index).known else { throw .unknownNumbers(input: index) }
    return known.doubles
  }
}

// The attributes of a use.
extension Use {
  func attribute(_ name: String) -> ONNX.Attribute.Value? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }

  func integer(_ name: String) throws(Misuse) -> Int? {
    switch attribute(name) {
    case nil: return nil
    case .integer(let value): return value
    default: throw .attribute(name)
    }
  }

  func integer(_ name: String, default value: Int) throws(Misuse) -> Int { try integer(name) ?? value }

  /// A required attribute that is positive.
  func count(_ name: String) throws(Misuse) -> Int {
    guard let value = try integer(name) else { throw .attribute(name) }
    guard value > 0 else { throw .number(name, value) }
    return value
  }

  func flag(_ name: String, default value: Bool = false) throws(Misuse) -> Bool {
    try integer(name).map { $0 != 0 } ?? value
  }

  func integers(_ name: String) throws(Misuse) -> [Int]? {
    switch attribute(name) {
    case nil: return nil
    case .integers(let values): return values
    // An empty list has no kind in files whose attributes do not state it.
    case .floats(let values) where values.isEmpty: return []
    default: throw .attribute(name)
    }
  }

  func float(_ name: String) throws(Misuse) -> Double? {
    switch attribute(name) {
    case nil: return nil
    case .float(let value): return Double(value)
    default: throw .attribute(name)
    }
  }

  func string(_ name: String, default text: String) throws(Misuse) -> String {
    switch attribute(name) {
    case nil: return text
    case .string(let value): return value
    default: throw .attribute(name)
    }
  }

  /// An attribute that holds the number of a type.
  func type(_ name: String, default type: ONNX.ElementType) throws(Misuse) -> ONNX.ElementType {
    guard let number = try integer(name) else { return type }
    guard let type = ONNX.ElementType(rawValue: number), type != .undefined else {
      throw .number(name, number)
    }
    return type
  }
}

// Arithmetic that cannot overflow for any input.
extension Use {
  static func sum(_ one: Int, _ other: Int) throws(Misuse) -> Int {
    let (sum, overflow) = one.addingReportingOverflow(other)
    guard !overflow else { throw .tooLarge([one, other]) }
    return sum
  }

  static func difference(_ one: Int, _ other: Int) throws(Misuse) -> Int {
    let (difference, overflow) = one.subtractingReportingOverflow(other)
    guard !overflow else { throw .tooLarge([one, other]) }
    return difference
  }

  static func product(_ one: Int, _ other: Int) throws(Misuse) -> Int {
    let (product, overflow) = one.multipliedReportingOverflow(by: other)
    guard !overflow else { throw .tooLarge([one, other]) }
    return product
  }

  static func product(_ extents: some Sequence<Int>) throws(Misuse) -> Int {
    var result = 1
    for extent in extents { result = try product(result, extent) }
    return result
  }

  /// An axis counted from the front; the last one may be given as -1.
  static func axis(_ axis: Int, of rank: Int) throws(Misuse) -> Int {
    let result = axis < 0 ? try sum(axis, rank) : axis
    guard result >= 0, result < rank else { throw .axis(axis, rank: rank) }
    return result
  }

  /// Axes counted from the front, each once.
  static func axes(_ axes: [Int], of rank: Int) throws(Misuse) -> [Int] {
    var results: [Int] = []
    for given in axes {
      let axis = try axis(given, of: rank)
      guard !results.contains(axis) else { throw .axis(given, rank: rank) }
      results.append(axis)
    }
    return results
  }

  /// The shape of a combination entry by entry: extents of 1 fit everything.
  static func broadcast(_ shapes: [[Int]]) throws(Misuse) -> [Int] {
    var result = shapes.first ?? []
    for shape in shapes.dropFirst() where shape != result {
      if shape.count > result.count {
        result.insert(contentsOf: repeatElement(1, count: shape.count - result.count), at: 0)
      }
      let offset = result.count - shape.count
      for (index, extent) in shape.enumerated() where extent != result[offset + index] {
        if result[offset + index] == 1 {
          result[offset + index] = extent
        } else if extent != 1 {
          throw .shapes(shapes)
        }
      }
    }
    return result
  }
}
