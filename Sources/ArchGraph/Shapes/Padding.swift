/// The elements added around the input before a window runs over it.
public enum Padding: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// As much before as after, one number for every axis or one for each.
  case symmetric(Axes)
  /// Before and after, for each axis.
  case explicit([Sides])
  /// Enough to make the output `ceil(input / stride)`; an odd rest goes after (TensorFlow's rule,
  /// and PyTorch's if the stride is 1).
  case same
  /// All of it before the input, `dilation*(kernel - 1)`, so no output sees what comes after it; for one axis, as in
  /// Keras. The output is `ceil(input / stride)`.
  case causal

  /// The padding of one axis.
  public struct Sides: Hashable, Sendable {
    /// Before the first element.
    public var before: Int
    /// After the last element.
    public var after: Int

    /// Padding of one axis.
    public init(_ before: Int, _ after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// No padding at all.
  public static let valid = Padding.symmetric(0)

  /// The same on both sides of every axis.
  public init(integerLiteral value: Int) { self = .symmetric(.all(value)) }

  /// The number of axes it was written for, or `nil` if it fits any number.
  public var count: Int? {
    switch self {
    case .symmetric(let axes): axes.count
    case .explicit(let sides): sides.count
    case .same, .causal: nil
    }
  }
}
