/// The shape that an operator produces.
public enum OutputShape: Sendable {
  /// The shape of its first input, unchanged.
  case sameAsInput
  /// These extents, of numbers.
  case extents([Extent])
  /// These extents, with entries of the first input: tokens if it has tokens.
  case moved([Extent])

  /// The shape as plain numbers.
  public func shape(of inputs: [Shape]) -> Shape {
    switch self {
    case .sameAsInput: inputs.first ?? []
    case .extents(let extents): Shape(extents.map(\.value))
    case .moved(let extents): Shape(extents.map(\.value), of: inputs.first?.element ?? .number)
    }
  }

  /// The extents with their workings.
  public func extents(of inputs: [Shape]) -> [Extent] {
    switch self {
    case .extents(let extents), .moved(let extents): extents
    case .sameAsInput:
      (inputs.first ?? []).factors("in_").map { Extent($0.name, $0.value) }
    }
  }
}
