import ArchGraph
import ArchOperators
import Testing

/// Scans, linear attention and what else goes over sequences.
@Suite struct SequenceScanTests {
  /// Selective scans and linear attention are causal where they say so: a token changes nothing before it.
  @Test func sequencesAreCausal() throws {
    let input: Shape = [6, 4]
    let causal: [any Operator] = [
      SelectiveScan(softplus: true), Mamba2Scan(4, state: 2), WKV(), WKV7(2),
      LinearAttention(2, causal: true),
    ]
    for op in causal { #expect(try changed(by: 3, in: op, on: input) == Array(3..<6), "\(op.call)") }
    #expect(try changed(by: 3, in: LinearAttention(2), on: input) == Array(0..<6))
  }

  /// A mask takes nothing off the figures of linear attention.
  @Test func causalSumsAreAsMuchWork() throws {
    let inputs: [Shape] = Array(repeating: [7, 8], count: 3)
    #expect(
      LinearAttention(2).work(from: inputs, to: [7, 8])
        == LinearAttention(2, causal: true).work(from: inputs, to: [7, 8]))
  }

  /// A layer of mamba-130m (Gu and Dao 2023): 24 of them, an embedding of 50,280 x 768 and a norm make the
  /// 129,135,360 parameters of its published checkpoint.
  @Test func layerOfMamba() throws {
    var parameters = 0
    func add(_ op: some Operator, on inputs: [Shape]) throws {
      _ = try op.output(of: inputs)
      parameters += try op.parameters(of: inputs).count(.weight).value()
    }
    try add(RMSNorm(), on: [[768]])
    try add(Dense(2 * 1536, bias: false), on: [[9, 768]])
    try add(DepthwiseConv(kernel: 4, padding: .explicit([.init(3, 0)])), on: [[1536, 9]])
    try add(Dense(48 + 2 * 16, bias: false), on: [[9, 1536]])
    try add(Dense(1536), on: [[9, 48]])
    try add(SelectiveScan(), on: [[9, 1536], [9, 1536], [9, 16], [9, 16]])
    try add(Dense(768, bias: false), on: [[9, 1536]])
    #expect(parameters == 3_771_648)
    #expect(24 * parameters + 50_280 * 768 + 768 == 129_135_360)
  }

  /// The tokens of the output that differ when one token of the first two inputs does.
  private func changed(by token: Int, in op: some Operator, on input: Shape) throws -> [Int] {
    let count = type(of: op).signature.inputs.names.count
    let inputs = Array(repeating: input, count: count)
    let output = try op.output(of: inputs).shape(of: inputs)
    let weights = op.parameters(of: inputs).map { parameter in
      Tensor<Float>(parameter.shape) { Float($0.reduce(1) { 5 * $0 + $1 } % 7 - 3) / 4 }
    }
    let x = inputs.indices.map { index in
      Tensor<Float>(input) { Float(($0[0] * 3 + $0[1] * 5 + index) % 8) / 8 }
    }
    var other = x
    for index in 0..<2 { other[index][[token, 2]] += 1 }
    let (y, z) = (op.define(x, weights, output: output), op.define(other, weights, output: output))
    return (0..<output[0]).filter { token in
      (0..<output[1]).contains { y[[token, $0]] != z[[token, $0]] }
    }
  }
}
