/// Why an operator cannot take its input: facts only, the wording is in `Misfit+Wording.swift`.
public enum Misfit: Error, Hashable, Sendable {
  /// The input has the wrong number of dimensions.
  case rank(expected: String, found: Shape)
  /// The input holds tokens where numbers are needed, or the reverse.
  case element(expected: Shape.Element, found: Shape)
  /// An argument was written for another number of axes.
  case axes(argument: String, given: Int, needed: Int)
  /// A window is larger than its padded input.
  case window(axis: String, kernel: Int, padded: Int, input: Int)
  /// An output extent would be zero or negative.
  case empty(axis: String, extent: Int)
  /// A number that must divide another does not; nor may it divide that alone where it must divide `other` too.
  case indivisible(what: String, count: Int, by: String, divisor: Int, other: Int? = nil)
  /// Inputs that must agree do not.
  case shapes([Shape], except: Int?)
  /// A value whose axes could be meant for the first axes of another: those for the last do not fit it, or do as well.
  case alignment(Shape, with: Shape, fitsLast: Bool)
  /// The operator takes another number of inputs.
  case inputs(expected: String, found: Int)
  /// An index, range or axis lies outside the input.
  case range(what: String, value: String, allowed: String)
  /// The number of elements would change.
  case elements(from: Shape, to: Shape)
  /// Two arguments contradict each other or the input.
  case conflict(String, help: String?)
  /// A tensor or figure has more elements than can be counted.
  case tooLarge([Int])
  /// The weights were made for an input of another shape.
  case shared(made: [Parameter], needed: [Parameter])
  /// A limit of a network is reached: on its layers, connections, or the length of a path.
  case tooMany(String, limit: Int)

  /// Whether nothing more can be added to the network either.
  public var isLimit: Bool { if case .tooMany = self { true } else { false } }
}
