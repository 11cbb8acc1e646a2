/// Why an operator cannot take its input: only facts; the wording is in `Misfit+Wording.swift`.
public enum Misfit: Error, Hashable, Sendable {
  /// The input has the wrong number of dimensions.
  case rank(expected: String, found: Shape)
  /// The input has tokens where numbers are needed, or the reverse.
  case element(expected: Shape.Element, found: Shape)
  /// An argument was written for a different number of axes.
  case axes(argument: String, given: Int, needed: Int)
  /// A window is larger than its padded input.
  case window(axis: String, kernel: Int, padded: Int, input: Int)
  /// An output extent would be zero or negative.
  case empty(axis: String, extent: Int)
  /// A number that must divide another does not; with `other`, dividing the first count alone is not enough.
  ///
  /// `adjustable` is what the call itself counts, such as its filters, if that may be changed instead.
  case indivisible(
    what: String, count: Int, by: String, divisor: Int, other: Int? = nil, adjustable: String? = nil)
  /// Inputs that must agree do not.
  case shapes([Shape], except: Int?)
  /// A value whose axes could mean the first of another: aligned at the last, they do not fit, or fit just as well.
  case alignment(Shape, with: Shape, fitsLast: Bool)
  /// The operator takes a different number of inputs.
  case inputs(expected: String, found: Int)
  /// An index, range or axis lies outside the input.
  case range(what: String, value: String, allowed: String)
  /// The number of elements would change.
  case elements(from: Shape, to: Shape)
  /// Two arguments contradict each other or the input.
  case conflict(String, help: String?)
  /// A tensor or figure has more elements than can be counted.
  case tooLarge([Int])
  /// The weights were made for an input of a different shape.
  case shared(made: [Parameter], needed: [Parameter])
  /// A limit of the network is reached: on layers, connections, or the length of a path.
  case tooMany(String, limit: Int)

  /// Whether nothing else can be added to the network either.
  public var isLimit: Bool { if case .tooMany = self { true } else { false } }
}
