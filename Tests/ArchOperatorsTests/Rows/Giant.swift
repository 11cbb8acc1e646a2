import ArchGraph
import ArchOperators
import Testing

/// An operator of which an argument or an extent is as large as it may be.
struct Giant: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var output: Shape
  var parameters: [Int?]

  init(_ op: any Operator, on inputs: [Shape], gives output: Shape, parameters: [Int?] = []) {
    self.op = op
    self.inputs = inputs
    self.output = output
    self.parameters = parameters
  }

  var testDescription: String { "\(op.call) on \(inputs)" }

  /// The largest extent that the language allows.
  static let large = 1 << 40
  static let words = Shape([3], of: .token)
}
