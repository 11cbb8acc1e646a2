import ArchGraph
import ArchOperators
import Testing

/// An operator, what it is given, and what comes of it by another implementation: shape, parameters, buffers and values.
///
/// The checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
struct Reference: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var times: Float
  var plus: Float
  var shape: Shape
  var parameters: Int
  var buffers: Int
  var checksum: Double
  var entries: KeyValuePairs<Int, Double>

  init(
    _ op: any Operator, on inputs: [Shape], times: Float = 1, plus: Float = 0, gives shape: Shape,
    parameters: Int = 0,
    buffers: Int = 0, checksum: Double, entries: KeyValuePairs<Int, Double>
  ) {
    self.op = op
    self.inputs = inputs
    self.times = times
    self.plus = plus
    self.shape = shape
    self.parameters = parameters
    self.buffers = buffers
    self.checksum = checksum
    self.entries = entries
  }

  var testDescription: String { "\(op.call) on \(inputs)" }

  /// Element `i` of input `t` is `((37*i + 11*t) mod 19 - 7)/8`, times a factor where that is too small, and moved where
  /// a function needs numbers above zero or other than it.
  private func input(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(
      shape,
      (0..<(shape.elementCount ?? 0)).map { times * Float(($0 * 37 + number * 11) % 19 - 7) / 8 + plus })
  }

  /// Element `j` of parameter `t` is `((29*j + 7*t) mod 17 + 1)/8`.
  private func weight(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(shape, (0..<(shape.elementCount ?? 0)).map { Float(($0 * 29 + number * 7) % 17 + 1) / 8 })
  }

  func check(_ op: some Operator) throws {
    let parameters = op.parameters(of: inputs)
    #expect(try op.output(of: inputs).shape(of: inputs) == shape)
    #expect(try parameters.count(.weight).value() == self.parameters)
    #expect(try parameters.count(.buffer).value() == buffers)
    let tensors = inputs.enumerated().map { input($0.offset, $0.element) }
    let weights = parameters.enumerated().map { weight($0.offset, $0.element.shape) }
    let output = op.define(tensors, weights, output: shape)
    try #require(output.values.count == shape.elementCount)
    // Weights that differ from element to element, so that a wrong order shows.
    let sum = output.values.enumerated().reduce(0) { $0 + Double($1.element) * Double(1 + $1.offset % 7) }
    #expect(abs(sum - checksum) <= 1e-5 * abs(checksum), "the weighted sum is \(sum)")
    for (index, expected) in entries {
      #expect(abs(Double(output.values[index]) - expected) <= 1e-5 * abs(expected), "entry \(index)")
    }
  }
}
