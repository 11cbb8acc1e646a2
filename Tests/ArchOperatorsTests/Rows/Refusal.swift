import ArchGraph
import ArchOperators
import Testing

/// An operator with inputs that it refuses, and why.
struct Refusal: Sendable, CustomTestStringConvertible {
  var inputs: [Shape]
  var misfit: Misfit
  let testDescription: String
  let makeOperator: @Sendable () throws -> any Operator

  init(_ op: any Operator, on inputs: [Shape], _ misfit: Misfit) {
    self.inputs = inputs
    self.misfit = misfit
    testDescription = "\(op.call) on \(inputs)"
    makeOperator = { op }
  }

  /// The operator of a call as the language writes it.
  init(_ call: String, on inputs: [Shape], _ misfit: Misfit) {
    self.inputs = inputs
    self.misfit = misfit
    testDescription = "\(call) on \(inputs)"
    makeOperator = { try CallText(call).makeOperator() }
  }
}

// MARK: Words that several operators have

extension Refusal {
  /// The largest extent that the language allows.
  static let large = Giant.large
  static let words = Shape([3], of: .token)
  static let oneSequence = "a sequence of features, such as 128 x 512"
  static let oneImage = "a sequence of features, such as 197 x 768"
  static let sequences = "sequences of features, such as 128 x 512"
  static let maps = "a sequence of maps with one to three spatial axes, such as 16 x 3 x 64 x 64"
  static let planes = "channels and two spatial axes, such as 64 x 56 x 56"
  static let boxMap = "a map of channels, height and width, such as 255 x 13 x 13"

  /// The input 2 x 3 x 4 does not have an axis.
  static func noAxis(_ axis: Int) -> Misfit {
    .range(
      what: "the axis", value: "\(axis)",
      allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")
  }

  /// The axes 0 and -3 of an input of three.
  static func twice(_ name: String) -> Misfit {
    .conflict("`\(name)` names an axis of its input twice", help: "with 3 axes, 0 and -3 are the same")
  }

  static func outside(_ axis: Int) -> Misfit {
    .range(
      what: "the axis", value: "\(axis)", allowed: "the input 4 x 5 has axes 0 to 1, or -2 to -1 from the end"
    )
  }
}
