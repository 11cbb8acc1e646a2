import ArchGraph
import ArchOperators
import Testing

/// Arguments that an operator refuses, and which of them is at fault.
struct ArgumentRefusal: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let argument: String
  let makeOperator: @Sendable () throws -> any Operator

  /// Values in the order of the signature.
  init(_ name: String, positional values: [ArgumentValue?], _ argument: String) {
    self.argument = argument
    testDescription = "\(name) with \(values.map { $0.map { "\($0)" } ?? "-" }.joined(separator: ", "))"
    makeOperator = {
      let type = try #require(Catalogue.standard[name])
      return try type.init(Arguments(type.signature, values))
    }
  }

  /// Values by their names; what is not there is not given.
  init(_ name: String, _ values: [String: ArgumentValue], _ argument: String) {
    self.argument = argument
    testDescription =
      "\(name) with \(values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))"
    makeOperator = {
      let type = try #require(Catalogue.standard[name])
      #expect(values.keys.allSatisfy { type.signature.index(of: $0) != nil })
      return try type.init(Arguments(type.signature, type.signature.arguments.map { values[$0.name] }))
    }
  }

  /// A call as the language writes it.
  init(call: String, _ argument: String) {
    self.argument = argument
    testDescription = call
    makeOperator = { try CallText(call).makeOperator() }
  }
}
