/// The arguments of one call, in the order of the signature.
public struct Arguments: Sendable {
  private let signature: Signature
  /// One value for each argument of the signature, `nil` if none was given.
  public let values: [ArgumentValue?]

  /// The names of the inputs that the call gives by name.
  public let inputs: [String]

  /// The values of a call, one for each argument of the signature, `nil` if none was given.
  ///
  /// - Parameter inputs: the names of the inputs that the call gives by name.
  public init(_ signature: Signature, _ values: [ArgumentValue?], inputs: [String] = []) {
    self.signature = signature
    self.values = values
    self.inputs = inputs
  }

  /// The value given for an argument, or its default, with the kind of the argument.
  private func find(_ name: String) -> (value: ArgumentValue?, kind: Signature.Kind) {
    guard let index = signature.index(of: name) else { return (nil, .integer) }
    // Field by field: a copy of the declaration would retain everything in it.
    return (values[index] ?? signature.arguments[index].defaultValue, signature.arguments[index].kind)
  }

  private func fault(_ name: String, _ kind: Signature.Kind, _ value: ArgumentValue?) -> ArgumentFault {
    ArgumentFault(argument: name, expected: kind.description, found: value ?? .word("nothing"))
  }

  /// Whether the argument was given.
  public func isGiven(_ name: String) -> Bool {
    signature.index(of: name).map { values[$0] != nil } ?? false
  }

  /// A whole number; a decimal without a fraction counts as one.
  public func integer(_ name: String) throws(ArgumentFault) -> Int {
    let (value, kind) = find(name)
    guard let value, let number = Self.integer(value, kind) else { throw fault(name, kind, value) }
    return number
  }

  /// A whole number, or `nil` if none was given.
  public func optionalInteger(_ name: String) throws(ArgumentFault) -> Int? {
    isGiven(name) ? try integer(name) : nil
  }

  /// A number.
  public func decimal(_ name: String) throws(ArgumentFault) -> Double {
    let (value, kind) = find(name)
    var number: Double?
    switch value {
    case .integer(let integer): number = Double(integer)
    case .decimal(let decimal): number = decimal
    default: break
    }
    switch kind {
    case .decimal(let range), .decimalOr(let range, _):
      if let found = number, !range.contains(found) { number = nil }
    default: break
    }
    guard let number else { throw fault(name, kind, value) }
    return number
  }

  /// `true` or `false`.
  public func boolean(_ name: String) throws(ArgumentFault) -> Bool {
    let (value, kind) = find(name)
    guard case .boolean(let flag) = value else { throw fault(name, kind, value) }
    return flag
  }

  /// One of the words that the signature allows.
  public func word(_ name: String) throws(ArgumentFault) -> String {
    let (value, kind) = find(name)
    guard case .word(let word) = value, kind.words.contains(word) else { throw fault(name, kind, value) }
    return word
  }

  /// A text; a word counts as its text.
  public func text(_ name: String) throws(ArgumentFault) -> String {
    let (value, kind) = find(name)
    switch value {
    case .text(let text)?, .word(let text)?: return text
    default: throw fault(name, kind, value)
    }
  }

  /// One number for every axis, or one for each.
  public func axes(_ name: String) throws(ArgumentFault) -> Axes {
    let (value, kind) = find(name)
    switch value {
    case .list(let list)? where !list.isEmpty:
      let numbers = list.compactMap { Self.integer($0, kind) }
      guard numbers.count == list.count else { throw fault(name, kind, value) }
      return .each(numbers)
    case let value?:
      guard let number = Self.integer(value, kind) else { throw fault(name, kind, value) }
      return .all(number)
    case nil: throw fault(name, kind, value)
    }
  }

  /// One number for every axis or one for each, or `nil` if none was given.
  public func optionalAxes(_ name: String) throws(ArgumentFault) -> Axes? {
    isGiven(name) ? try axes(name) : nil
  }

  /// One positive number for every axis or one for each, or `nil` if none was given.
  public func optionalScales(_ name: String) throws(ArgumentFault) -> Scales? {
    guard isGiven(name) else { return nil }
    let (value, kind) = find(name)
    switch value {
    case .list(let list)? where !list.isEmpty:
      let numbers = list.compactMap(Self.scale)
      guard numbers.count == list.count else { throw fault(name, kind, value) }
      return .each(numbers)
    case let value?:
      guard let number = Self.scale(value) else { throw fault(name, kind, value) }
      return .all(number)
    case nil: throw fault(name, kind, value)
    }
  }

  private static func scale(_ value: ArgumentValue) -> Double? {
    let number: Double
    switch value {
    case .integer(let integer): number = Double(integer)
    case .decimal(let decimal): number = decimal
    default: return nil
    }
    return number > 0 && number <= Double(Limits.extent) ? number : nil
  }

  /// Whole numbers.
  public func integers(_ name: String) throws(ArgumentFault) -> [Int] {
    let (value, kind) = find(name)
    guard case .list(let list) = value else { throw fault(name, kind, value) }
    let numbers = list.compactMap { Self.integer($0, kind) }
    guard numbers.count == list.count else { throw fault(name, kind, value) }
    return numbers
  }

  /// One whole number or several.
  public func integerList(_ name: String) throws(ArgumentFault) -> [Int] {
    switch try axes(name) {
    case .all(let number): [number]
    case .each(let numbers): numbers
    }
  }

  /// One axis or several, each once.
  public func axisList(_ name: String) throws(ArgumentFault) -> [Int] {
    let axes = try integerList(name)
    guard Set(axes).count == axes.count else {
      let (value, kind) = find(name)
      throw fault(name, kind, value)
    }
    return axes
  }

  /// Pairs of positive whole numbers.
  public func pairs(_ name: String) throws(ArgumentFault) -> [[Int]] {
    let (value, kind) = find(name)
    guard case .list(let list) = value, !list.isEmpty else { throw fault(name, kind, value) }
    let pairs = list.compactMap { pair -> [Int]? in
      guard case .list(let values) = pair, values.count == 2 else { return nil }
      let numbers = values.compactMap { Self.integer($0, .count()) }
      return numbers.count == 2 ? numbers : nil
    }
    guard pairs.count == list.count else { throw fault(name, kind, value) }
    return pairs
  }

  /// Padding.
  public func padding(_ name: String) throws(ArgumentFault) -> Padding {
    let (value, kind) = find(name)
    switch value {
    case .word("same") where kind == .padding: return .same
    case .word("valid") where kind == .padding: return .valid
    case .word("causal") where kind == .padding: return .causal
    case .list(let list)? where !list.isEmpty:
      let numbers = list.compactMap { Self.integer($0, .count(from: 0)) }
      if numbers.count == list.count { return .symmetric(.each(numbers)) }
      let sides = list.compactMap(Self.sides)
      if sides.count == list.count { return .explicit(sides) }
    case let value?:
      if let number = Self.integer(value, .count(from: 0)) { return .symmetric(.all(number)) }
    case nil: break
    }
    throw fault(name, kind, value)
  }

  private static func sides(_ value: ArgumentValue) -> Padding.Sides? {
    guard case .list(let pair) = value, pair.count == 2,
      let before = integer(pair[0], .count(from: 0)), let after = integer(pair[1], .count(from: 0))
    else { return nil }
    return Padding.Sides(before, after)
  }

  private static func integer(_ value: ArgumentValue, _ kind: Signature.Kind) -> Int? {
    let number: Int? =
      switch value {
      case .integer(let integer): integer
      case .decimal(let decimal): Int(exactly: decimal)
      default: nil
      }
    guard let number, abs(Double(number)) <= Double(Limits.extent) else { return nil }
    switch kind {
    case .count(let least), .axes(let least), .integers(let least), .integerList(let least?):
      return number >= least ? number : nil
    default: return number
    }
  }
}
