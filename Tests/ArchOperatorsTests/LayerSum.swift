import ArchGraph
import ArchOperators

func multiplyAdds(_ op: some Operator, on inputs: [Shape]) throws -> Int {
  try op.work(from: inputs, to: op.output(of: inputs).shape(of: inputs))[.multiplyAdds].value()
}

func parameters(_ op: some Operator, on inputs: [Shape]) throws -> Int {
  _ = try op.output(of: inputs)
  return try op.parameters(of: inputs).count(.weight).value()
}

/// The figures of the layers of a network.
struct LayerSum {
  var multiplyAdds = 0
  var parameters = 0

  /// Adds a layer, and gives its output.
  @discardableResult mutating func add(_ op: some Operator, on inputs: [Shape]) throws -> Shape {
    let output = try op.output(of: inputs).shape(of: inputs)
    multiplyAdds += try op.work(from: inputs, to: output)[.multiplyAdds].value()
    parameters += try op.parameters(of: inputs).count(.weight).value()
    return output
  }
}
