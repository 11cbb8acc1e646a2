import ArchGraph
import ArchOperators
import Testing

/// An operator, what it is given, and what comes of it by another implementation: shape, parameters, multiply-adds and values.
///
/// The checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
struct SequenceFact: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  /// The inputs that are indices, and the number that they are below.
  var indices: [Int: Int]
  var shape: Shape
  var parameters: Int
  var multiplyAdds: Int
  var checksum: Double
  var entries: KeyValuePairs<Int, Double>

  init(
    _ op: any Operator, on inputs: [Shape], indices: [Int: Int] = [:], gives shape: Shape,
    parameters: Int = 0,
    multiplyAdds: Int = 0,
    checksum: Double, entries: KeyValuePairs<Int, Double>
  ) {
    self.op = op
    self.inputs = inputs
    self.indices = indices
    self.shape = shape
    self.parameters = parameters
    self.multiplyAdds = multiplyAdds
    self.checksum = checksum
    self.entries = entries
  }

  var testDescription: String { "\(op.call) on \(inputs)" }

  /// Element `i` of input `t` is `((37*i + 11*t) mod 19 - 7)/8`, as a token `37*i mod 11`, and as an index below `n`
  /// `37*i mod n`.
  private func input(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(
      shape,
      (0..<(shape.elementCount ?? 0)).map {
        if let count = indices[number] ?? (shape.element == .token ? 11 : nil) {
          return Float($0 * 37 % count)
        }
        return Float(($0 * 37 + number * 11) % 19 - 7) / 8
      })
  }

  /// Element `j` of parameter `t` is `((29*j + 7*t) mod 17 - 8)/16`.
  private func weight(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(shape, (0..<(shape.elementCount ?? 0)).map { Float(($0 * 29 + number * 7) % 17 - 8) / 16 })
  }

  func check(_ op: some Operator) throws {
    let parameters = op.parameters(of: inputs)
    #expect(try op.output(of: inputs).shape(of: inputs) == shape)
    #expect(try parameters.count(.weight).value() == self.parameters)
    #expect(try op.work(from: inputs, to: shape)[.multiplyAdds].value() == multiplyAdds)
    let tensors = inputs.enumerated().map { input($0.offset, $0.element) }
    let weights = parameters.enumerated().map { weight($0.offset, $0.element.shape) }
    let output = op.define(tensors, weights, output: shape)
    try #require(output.values.count == shape.elementCount)
    // Weights that differ from element to element, so that a wrong order shows.
    let sum = output.values.enumerated().reduce(0) { $0 + Double($1.element) * Double(1 + $1.offset % 7) }
    #expect(abs(sum - checksum) <= 2e-5 + 1e-5 * abs(checksum), "the weighted sum is \(sum)")
    for (index, expected) in entries {
      #expect(abs(Double(output.values[index]) - expected) <= 1e-6 + 1e-5 * abs(expected), "entry \(index)")
    }
  }

  /// The operator of a call; nil, and so one fact fewer than there are lines, where it is none.
  static func fact(
    _ call: String, on inputs: [Shape], gives shape: Shape, _ parameters: Int, _ multiplyAdds: Int,
    _ checksum: Double, _ entries: KeyValuePairs<Int, Double>
  ) -> SequenceFact? {
    (try? CallText(call).makeOperator()).map {
      SequenceFact(
        $0, on: inputs, gives: shape, parameters: parameters, multiplyAdds: multiplyAdds, checksum: checksum,
        entries: entries)
    }
  }
}
