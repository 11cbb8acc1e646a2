/// A small test case: an operator and the shapes of its inputs.
public struct Specimen<O: Operator>: Sendable {
  /// The operator.
  public var op: O
  /// The shapes of its inputs.
  public var inputs: [Shape]

  /// A case with one input.
  public init(_ op: O, on input: Shape) {
    self.op = op
    inputs = [input]
  }

  /// A case with several inputs.
  public init(_ op: O, on inputs: [Shape]) {
    self.op = op
    self.inputs = inputs
  }
}
