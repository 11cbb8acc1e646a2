import ArchGraph
import ArchOperators
import Testing

/// An operator, what it is given, and what comes of it by another implementation.
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

/// What PyTorch makes of small cases of operators of single elements, rows and shapes.
enum ElementReferences {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `Reference` makes. The
  // checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
  static let references: [Reference] = [
    Reference(ReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.0, entries: [2: 1.25, 23: 1.0]),
    Reference(
      LeakyReLU(0.1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 45.425, entries: [1: 1.375, 23: 1.0]),
    Reference(
      ReLU6(), on: [[3, 3, 3]], times: 6, gives: [3, 3, 3], checksum: 317.25, entries: [2: 6.0, 26: 3.75]),
    Reference(
      PReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 2, checksum: 22.71875,
      entries: [1: 1.375, 23: 1.0]),
    Reference(
      PReLU(shared: true), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 1, checksum: 45.03125,
      entries: [1: 1.375, 23: 1.0]),
    Reference(
      ELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.57136225, entries: [1: 1.375, 23: 1.0]),
    Reference(
      ELU(0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 41.28568113, entries: [1: 1.375, 23: 1.0]),
    Reference(
      SELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.29026592,
      entries: [1: 1.44471386, 23: 1.05070099]),
    Reference(
      Sigmoid(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 51.9636648,
      entries: [1: 0.798186778, 23: 0.731058579]),
    Reference(
      Tanh(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 21.54501788,
      entries: [1: 0.8798267, 23: 0.761594156]),
    Reference(
      HardSigmoid(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 57.875,
      entries: [2: 1.0, 23: 1.0]),
    Reference(
      HardSwish(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 275.34375,
      entries: [2: 7.5, 23: 6.0]),
    Reference(
      SiLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.3015353,
      entries: [1: 1.09750682, 23: 0.731058579]),
    Reference(
      GELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.62368247,
      entries: [1: 1.25872213, 23: 0.841344746]),
    Reference(
      GELU(approximate: .tanh), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.61574773,
      entries: [1: 1.25848855, 23: 0.841191991]),
    Reference(
      Softplus(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 85.16092937,
      entries: [1: 1.60041265, 23: 1.31326169]),
    Reference(
      Softplus(), on: [[2, 3, 4]], times: 100, gives: [2, 3, 4], checksum: 4704.158928,
      entries: [2: 125.0, 23: 100.0]),
    Reference(
      Mish(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 34.55925879,
      entries: [1: 1.26737964, 23: 0.865098388]),
    Reference(
      Softmax(), on: [[5]], gives: [5], checksum: 3.272896543, entries: [1: 0.289520555, 4: 0.198984374]),
    Reference(Softmax(), on: [[5]], times: 100, gives: [5], checksum: 2.000003727, entries: [1: 0.999996273]),
    Reference(
      Softmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 27.86180844,
      entries: [1: 0.665240956, 23: 0.515429677]),
    Reference(
      Softmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: 12.0345309,
      entries: [1: 0.289520555, 14: 0.153353381]),
    Reference(
      Softmax(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 28.79716367,
      entries: [1: 0.506480391, 23: 0.711139146]),
    Reference(
      LogSoftmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: -124.8832454,
      entries: [1: -0.407605964, 23: -0.662754401]),
    Reference(
      LogSoftmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: -90.46836906,
      entries: [1: -1.23952898, 14: -1.87501034]),
    Reference(
      LogSoftmax(), on: [[5]], times: 100, gives: [5], checksum: -550.0000559,
      entries: [2: -12.5000037, 4: -37.5000037]),
    Reference(
      Maxout(2), on: [[4, 3, 2]], gives: [2, 3, 2], checksum: 37.875, entries: [1: 1.375, 11: 1.0]),
    Reference(
      Dropout(0.3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      DropPath(0.2), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      BatchNorm(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, buffers: 6, checksum: 40.94750972,
      entries: [1: 0.920943691, 23: 2.1811852]),
    Reference(
      BatchNorm(epsilon: 0.01, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], buffers: 6,
      checksum: -22.40648204, entries: [1: 1.24379649, 11: -0.637312411]),
    Reference(
      LayerNorm(), on: [[3, 5]], gives: [3, 5], parameters: 10, checksum: 66.39251685,
      entries: [1: 1.54347357, 14: -2.02622627]),
    Reference(
      LayerNorm(axes: 2), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 24, checksum: 97.64449972,
      entries: [1: 2.47889793, 23: 2.44748109]),
    Reference(
      LayerNorm(axes: 3, epsilon: 0.001), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 48,
      checksum: 113.341312, entries: [1: 2.57531584, 23: 2.03380443]),
    Reference(
      LayerNorm(scale: false, shift: false), on: [[2, 5]], gives: [2, 5], checksum: 11.97145089,
      entries: [1: 0.719060657, 9: -1.41398734]),
    Reference(
      LayerNorm(shift: false), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 9.517516855,
      entries: [1: 1.16847357, 14: -2.65122627]),
    Reference(
      LayerNorm(channels: true, epsilon: 1e-6), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8,
      checksum: 98.79825659, entries: [1: 1.16770498, 23: 1.62757691]),
    Reference(
      GroupNorm(2), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8, checksum: 85.06579194,
      entries: [1: 1.1618383, 23: 1.66731738]),
    Reference(
      GroupNorm(1, epsilon: 0.01), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6, checksum: 48.1941197,
      entries: [1: 1.15954455, 11: 1.05323628]),
    Reference(
      GroupNorm(3, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], checksum: 3.624860556,
      entries: [1: 0.70992542, 11: -1.34129746]),
    Reference(
      InstanceNorm(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 1.554320807,
      entries: [1: 1.29470642, 23: 1.11284634]),
    Reference(
      InstanceNorm(scale: true, shift: true), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6,
      checksum: 47.293126, entries: [1: 1.08874068, 11: 0.533702542]),
    Reference(
      InstanceNorm(epsilon: 0.1), on: [[2, 2, 2, 2]], gives: [2, 2, 2, 2], checksum: 5.511137292,
      entries: [1: 0.829862372, 15: -1.02542779]),
    Reference(
      RMSNorm(), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 37.71185456,
      entries: [2: 1.09764218, 14: -2.651608]),
    Reference(
      RMSNorm(axes: 2, epsilon: 0.01), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 12,
      checksum: 39.86527138,
      entries: [2: 1.46035985, 23: 2.1397958]),
    Reference(
      RMSNorm(scale: false), on: [[3, 5]], gives: [3, 5], checksum: 36.50953754,
      entries: [1: 1.20740639, 14: -1.41419094]),
    Reference(
      LocalResponseNorm(5, alpha: 0.5, k: 2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 23.22379177,
      entries: [1: 0.75356323, 35: -0.283461582]),
    Reference(
      LocalResponseNorm(4, alpha: 1, beta: 0.5), on: [[5, 3, 2]], gives: [5, 3, 2], checksum: 39.67559428,
      entries: [1: 1.09726027, 29: 0.214115091]),
    Reference(
      LocalResponseNorm(3), on: [[4, 5]], gives: [4, 5], checksum: 15.12392097,
      entries: [1: 1.37491568, 19: -0.874981885]),
    Reference(
      LocalResponseNorm(5, alpha: 0.1, k: 2, divideAlpha: false), on: [[6, 2, 3]], gives: [6, 2, 3],
      checksum: 23.22379177, entries: [1: 0.75356323, 35: -0.283461582]),
    Reference(
      L2Normalize(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 20.12239586,
      entries: [1: 0.883541262, 23: 0.808122036]),
    Reference(
      L2Normalize(axis: -1, epsilon: 2.5), on: [[3, 5]], gives: [3, 5], checksum: 11.43965639,
      entries: [1: 0.539968763, 14: -0.1]),
    Reference(
      Scale(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, checksum: 107.828125,
      entries: [1: 1.171875, 23: 2.875]),
    Reference(
      Scale(bias: false), on: [[4, 5]], gives: [4, 5], parameters: 4, checksum: 18.765625,
      entries: [1: 0.171875, 19: -0.328125]),
    Reference(
      Multiply(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: -6.080078125,
      entries: [1: -0.322265625, 22: -0.123046875]),
    Reference(
      Multiply(), on: [[3, 2, 4], [3]], gives: [3, 2, 4], checksum: 14.609375, entries: [1: 0.6875, 23: 0.25]),
    Reference(
      Multiply(), on: [[3, 1, 1], [3, 2, 4]], gives: [3, 2, 4], checksum: 32.5,
      entries: [1: -0.328125, 22: 0.15625]),
    Reference(
      Multiply(), on: [[3, 2, 4], [1, 2, 4]], gives: [3, 2, 4], checksum: -3.53125,
      entries: [1: 0.515625, 23: -0.375]),
    Reference(
      Add(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 75.5,
      entries: [1: 1.125, 23: 2.375]),
    Reference(
      Subtract(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 6.875, entries: [1: 1.0, 23: 1.0]),
    Reference(
      AbsDifference(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 103.125,
      entries: [1: 1.0, 23: 1.0]),
    Reference(
      Maximum(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 92.875,
      entries: [1: 1.375, 23: 1.375]),
    Reference(
      Average(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 25.16666667,
      entries: [1: 0.375, 23: 0.791666667]),
    Reference(
      Concat(), on: [[2, 3, 4], [1, 3, 4], [3, 3, 4]], gives: [6, 3, 4], checksum: 70.875,
      entries: [1: 1.375, 71: -0.125]),
    Reference(
      Concat(axis: 1), on: [[2, 3, 4], [2, 1, 4]], gives: [2, 4, 4], checksum: 46.875,
      entries: [1: 1.375, 31: -0.375]),
    Reference(
      Concat(axis: -1), on: [[2, 3], [2, 4]], gives: [2, 7], checksum: 12.875,
      entries: [1: 1.375, 13: -0.375]),
    Reference(Flatten(), on: [[2, 3, 4]], gives: [24], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      Reshape([4, -1]), on: [[2, 3, 4]], gives: [4, 6], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      Permute([2, 0, 1]), on: [[2, 3, 4]], gives: [4, 2, 3], checksum: 48.875, entries: [1: 1.0, 23: 1.0]),
    Reference(
      Permute([1, 0]), on: [[3, 5]], gives: [5, 3], checksum: 34.125, entries: [1: 0.875, 14: -0.25]),
    Reference(
      Slice(1, from: -3, to: -1), on: [[2, 4, 3]], gives: [2, 2, 3], checksum: 11.625,
      entries: [1: 1.0, 11: 1.375]),
    Reference(
      Slice(0, from: 1), on: [[3, 2, 4]], gives: [2, 2, 4], checksum: 9.5, entries: [1: 0.375, 15: 1.0]),
    Reference(
      Select([4, 5, 0]), on: [[6, 3, 2]], gives: [3, 3, 2], checksum: 19.875, entries: [1: 0.75, 17: 0.875]),
    Reference(
      Split(3, take: 1), on: [[6, 2, 2]], gives: [2, 2, 2], checksum: -0.375, entries: [1: 0.375, 7: -0.375]),
    Reference(
      Split(2, take: 1, axis: -1), on: [[2, 3, 4]], gives: [2, 3, 2], checksum: 13.5,
      entries: [1: 1.125, 11: 1.0]),
    Reference(
      Pad(.explicit([.init(1, 0), .init(2, 3)])), on: [[2, 3, 2]], gives: [2, 4, 7], checksum: 26.625,
      entries: [10: 1.375, 52: 0.125]),
    Reference(Pad(1), on: [[2, 3, 2]], gives: [2, 5, 4], checksum: 32.5, entries: [6: 1.375, 34: 0.125]),
    Reference(
      Crop(.explicit([.init(1, 0), .init(0, 2)])), on: [[2, 3, 5]], gives: [2, 2, 3], checksum: 26.25,
      entries: [1: 0.75, 11: 0.5]),
    Reference(Crop(1), on: [[2, 3, 5]], gives: [2, 1, 3], checksum: 20.125, entries: [1: 0.625, 5: 1.0]),
    Reference(
      ChannelShuffle(2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 45.5, entries: [1: 1.375, 35: -0.5]),
    Reference(
      ChannelShuffle(3), on: [[6, 4, 1]], gives: [6, 4, 1], checksum: 32.75, entries: [1: 1.375, 23: 1.0]),
    Reference(
      Identity(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(RBF(3), on: [[5]], gives: [3], buffers: 15, checksum: 22.890625, entries: [1: 6.0, 2: 2.8125]),
    Reference(
      RBF(2), on: [[3, 4]], gives: [3, 2], buffers: 8, checksum: 89.09375, entries: [1: 8.96875, 5: 6.796875]),
  ]
}
