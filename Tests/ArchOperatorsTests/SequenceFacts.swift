import ArchGraph
import ArchOperators
import Testing

/// An operator, what it is given, and what comes of it by another implementation.
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
}

/// What other implementations make of small cases of recurrent layers, attention and the like.
enum SequenceFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `SequenceFact` makes:
  // nn.RNN, nn.LSTM, nn.GRU (with `biases: one` the second bias is zero), nn.MultiheadAttention and, where that
  // has no such argument, nn.Linear around scaled_dot_product_attention; multiply-adds by FlopCounterMode. The
  // checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
  static let facts: [SequenceFact] = [
    SequenceFact(
      RNN(3), on: [[4, 2]], gives: [4, 3], parameters: 21, multiplyAdds: 60,
      checksum: 4.317114722, entries: [1: 0.101214731, 11: 0.209740465]),
    SequenceFact(
      RNN(4, bidirectional: true, activation: .relu), on: [[5, 3]], gives: [5, 8], parameters: 72,
      multiplyAdds: 280,
      checksum: 48.28439355, entries: [1: 1.484375, 39: 0]),
    SequenceFact(
      RNN(3, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 15, multiplyAdds: 60,
      checksum: 0.2233294335, entries: [1: -0.211819228, 2: 0.279189569]),
    SequenceFact(
      RNN(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 42,
      multiplyAdds: 120,
      checksum: 2.086126664, entries: [1: 0.191205436, 5: 0.105977045]),
    SequenceFact(
      LSTM(3), on: [[4, 2]], gives: [4, 3], parameters: 84, multiplyAdds: 240,
      checksum: -3.132153112, entries: [1: -0.0814804885, 11: -0.0712053826]),
    SequenceFact(
      LSTM(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 288, multiplyAdds: 1120,
      checksum: -4.441364009, entries: [1: 0.176574404, 39: -0.00840380038]),
    SequenceFact(
      LSTM(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 96, multiplyAdds: 384,
      checksum: 2.254133359, entries: [1: -0.0550014273, 11: 0.0689967573]),
    SequenceFact(
      LSTM(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 84, multiplyAdds: 240,
      checksum: 0.01632087507, entries: [1: 0.233280641, 2: -0.0712053826]),
    SequenceFact(
      LSTM(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 168,
      multiplyAdds: 480,
      checksum: -0.2914161503, entries: [1: 0.233280641, 5: -0.0712712013]),
    SequenceFact(
      GRU(3), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
      checksum: -5.412489905, entries: [1: -0.0401735859, 11: -0.352320109]),
    SequenceFact(
      GRU(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 216, multiplyAdds: 840,
      checksum: 1.469511312, entries: [1: 0.372023754, 39: -0.0725567697]),
    SequenceFact(
      GRU(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 72, multiplyAdds: 288,
      checksum: 4.390935555, entries: [1: -0.0681255913, 11: 0.193305517]),
    SequenceFact(
      GRU(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 63, multiplyAdds: 180,
      checksum: -0.3303219574, entries: [1: 0.577542037, 2: -0.352320109]),
    SequenceFact(
      GRU(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 126,
      multiplyAdds: 360,
      checksum: -1.37240176, entries: [1: 0.577542037, 5: -0.264373099]),
    SequenceFact(
      Attention(2), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
      checksum: 18.73491535, entries: [1: 1.03957194, 39: 0.646189885]),
    SequenceFact(
      Attention(1), on: [[3, 4]], gives: [3, 4], parameters: 80, multiplyAdds: 264,
      checksum: -2.357206187, entries: [1: -0.0490243696, 11: -0.63697383]),
    SequenceFact(
      Attention(4), on: [[6, 8]], gives: [6, 8], parameters: 288, multiplyAdds: 2112,
      checksum: 31.18484644, entries: [1: 1.02326366, 47: 0.633832005]),
    SequenceFact(
      Attention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6]], gives: [4, 6], parameters: 220,
      multiplyAdds: 1024,
      checksum: -26.2757304, entries: [1: 0.0999757778, 23: -0.586081822]),
    SequenceFact(
      Attention(2, keyWidth: 3), on: [[4, 5]], gives: [4, 5], parameters: 143, multiplyAdds: 672,
      checksum: -7.323427013, entries: [1: -0.0174829051, 19: -0.0411128179]),
    SequenceFact(
      Attention(4, keyHeads: 2), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
      checksum: 7.039577239, entries: [1: 0.62296536, 39: 0.404622055]),
    SequenceFact(
      Attention(4, keyHeads: 1, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 160,
      multiplyAdds: 1200,
      checksum: -1.515270834, entries: [1: -0.0334870491, 39: -0.156239755]),
    SequenceFact(
      Attention(2, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 256, multiplyAdds: 1680,
      checksum: -1.84066828, entries: [1: -0.0985705315, 39: -0.185451739]),
    SequenceFact(
      Attention(2, outputBias: false), on: [[5, 8]], gives: [5, 8], parameters: 280, multiplyAdds: 1680,
      checksum: 22.54741535, entries: [1: 0.914571942, 39: 0.271189885]),
    SequenceFact(
      Attention(2, bias: false, outputBias: true), on: [[5, 8]], gives: [5, 8], parameters: 264,
      multiplyAdds: 1680,
      checksum: -1.90316828, entries: [1: -0.223570532, 39: -0.0604517392]),
    SequenceFact(
      Attention(2, output: false), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
      checksum: -12.08388387, entries: [1: 0.0405439358, 39: -0.714582609]),
    SequenceFact(
      Attention(2, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
      checksum: 14.54681027, entries: [1: 1.14550781, 39: 0.646189885]),
    SequenceFact(
      Attention(4, keyHeads: 2, bias: false, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 192,
      multiplyAdds: 1360,
      checksum: -10.61271247, entries: [1: -0.181152344, 39: -0.197932684]),
    SequenceFact(
      Attention(2), on: [[3, 4, 8]], gives: [3, 4, 8], parameters: 288, multiplyAdds: 3840,
      checksum: 48.77014947, entries: [1: 1.06491449, 95: 0.957142926]),
    SequenceFact(
      Attention(2, relativeBias: [2, 3]), on: [[2, 6, 8]], gives: [2, 6, 8], parameters: 318,
      multiplyAdds: 4224,
      checksum: 46.69689841, entries: [1: 1.00901025, 95: 0.981123889]),
    SequenceFact(
      Attention(3, outputBias: false, relativeBias: [3, 3]), on: [[2, 9, 6]], gives: [2, 9, 6],
      parameters: 237,
      multiplyAdds: 4536,
      checksum: -51.72237173, entries: [1: -0.390454661, 107: -0.363943688]),
    SequenceFact(
      CrossAttention(2), on: [[5, 8], [3, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1264,
      checksum: 18.43189708, entries: [1: 1.04281219, 39: 0.590489115]),
    SequenceFact(
      CrossAttention(2), on: [[4, 8], [7, 6]], gives: [4, 8], parameters: 256, multiplyAdds: 1632,
      checksum: 9.398862695, entries: [1: 1.10277577, 31: 0.627069853]),
    SequenceFact(
      CrossAttention(4, keyHeads: 2, bias: false), on: [[4, 8], [6, 5]], gives: [4, 8], parameters: 168,
      multiplyAdds: 1136,
      checksum: 2.246019283, entries: [1: 0.000867082774, 31: 0.0445106277]),
    SequenceFact(
      CrossAttention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6], [3, 4]], gives: [4, 6], parameters: 188,
      multiplyAdds: 768,
      checksum: -24.86617099, entries: [1: -0.220492958, 23: -0.342857183]),
    SequenceFact(
      CrossAttention(2, valueWidth: 3, output: false), on: [[2, 4, 6], [2, 3, 4]], gives: [2, 4, 6],
      parameters: 102, multiplyAdds: 864,
      checksum: 5.865780533, entries: [1: 0.205366268, 47: 0.419202884]),
    SequenceFact(
      Matmul(), on: [[3, 4], [4, 5]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
      checksum: 28.234375, entries: [1: -0.78125, 14: 0.109375]),
    SequenceFact(
      Matmul(transposeB: true), on: [[3, 4], [5, 4]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
      checksum: 35.703125, entries: [1: -0.90625, 14: 0.9375]),
    SequenceFact(
      Matmul(), on: [[2, 3, 4], [2, 4, 5]], gives: [2, 3, 5], parameters: 0, multiplyAdds: 120,
      checksum: 37.09375, entries: [1: -0.78125, 29: 0.390625]),
    SequenceFact(
      Matmul(transposeB: true), on: [[2, 2, 3, 4], [2, 2, 5, 4]], gives: [2, 2, 3, 5], parameters: 0,
      multiplyAdds: 240,
      checksum: 67.1875, entries: [1: -0.90625, 59: 0.78125]),
    SequenceFact(
      Position(), on: [[4, 6]], gives: [4, 6], parameters: 24,
      checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
    SequenceFact(
      Position(length: 9), on: [[4, 6]], gives: [4, 6], parameters: 54,
      checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
    SequenceFact(
      ClassToken(), on: [[4, 6]], gives: [5, 6], parameters: 6,
      checksum: 28.4375, entries: [1: 0.25, 29: 1]),
    SequenceFact(
      ClassToken(2), on: [[4, 6]], gives: [6, 6], parameters: 12,
      checksum: 36.75, entries: [1: 0.25, 35: 1]),
    SequenceFact(
      Embedding(11, 4), on: [Shape([6], of: .token)], gives: [6, 4], parameters: 44,
      checksum: -2.25, entries: [1: 0.25, 23: 0.0625]),
    SequenceFact(
      BoxDecode(4, anchors: 3), on: [[27, 2, 3]], gives: [18, 9], parameters: 0,
      checksum: 301.6628587, entries: [1: 0.33958935, 161: 0.5926666]),
    SequenceFact(
      BoxDecode(1, anchors: 1), on: [[6, 3, 2]], gives: [6, 6], parameters: 0,
      checksum: 61.27536477, entries: [1: 0.2263929, 35: 0.377540669]),
    SequenceFact(
      RNN(3, activation: .relu, biases: .one), on: [[4, 2]], gives: [4, 3], parameters: 18, multiplyAdds: 60,
      checksum: 7.208435059, entries: [1: 0, 11: 0.123458862]),
    SequenceFact(
      LSTM(3, bidirectional: true, biases: .one), on: [[4, 2]], gives: [4, 6], parameters: 144,
      multiplyAdds: 480,
      checksum: -5.119012047, entries: [1: 0.0318029706, 23: 0.0421901163]),
    SequenceFact(
      GRU(3, biases: .one, returns: .last), on: [[4, 2]], gives: [3], parameters: 54, multiplyAdds: 180,
      checksum: -0.9135693444, entries: [1: 0.584859803, 2: -0.55911129]),
  ]

  // Source: the equations of Cho and others 2014 with the reset before the matrix, in double precision.
  static let equations: [SequenceFact] = [
    SequenceFact(
      GRU(3, resetAfter: false), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
      checksum: -4.634660649, entries: [1: -0.133538371, 11: -0.171597272]),
    SequenceFact(
      GRU(3, bidirectional: true, resetAfter: false, biases: .one), on: [[4, 2]], gives: [4, 6],
      parameters: 108, multiplyAdds: 360,
      checksum: -6.875241237, entries: [1: 0.0543564995, 23: 0.0812111243]),
    SequenceFact(
      GRU(3, resetAfter: false, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 45,
      multiplyAdds: 180,
      checksum: -1.016811841, entries: [1: 0.377367236, 2: -0.529204295]),
  ]
}
