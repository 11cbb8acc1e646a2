import ArchGraph
import ArchONNX

extension MultiHead {
  /// Attention of the first input to itself, or to the second.
  func onnx(in layer: ONNXLayer, relativeBias: RelativeBias? = nil, past: Int = 0) -> ONNXNodes {
    let (x, memory) = (layer.shape, layer.shapes.last ?? layer.shape)
    let (tokens, keys) = (x[x.rank - 2], memory[memory.rank - 2])
    let sizes = ONNXHeads(
      heads: heads, groups: keyHeadsFactor.value, tokens: tokens, places: past + keys,
      width: keyFactor(x).value,
      valueWidth: valueFactor(x).value)
    var next = 0
    func take() -> ONNXTerm {
      next += 1
      return layer.weight(next - 1)
    }
    func project(_ value: ONNXTerm, _ matrix: (weight: ONNXTerm, bias: ONNXTerm?)) -> ONNXTerm {
      let product = value.times(matrix.weight.transposed([1, 0]))
      return matrix.bias.map { product + $0 } ?? product
    }
    func matrix(_ hasBias: Bool) -> (weight: ONNXTerm, bias: ONNXTerm?) { (take(), hasBias ? take() : nil) }
    // Windows are an axis next to the examples.
    let rows = layer.x.reshaped(whole: [-1, tokens, x[x.rank - 1]])
    let source =
      layer.shapes.count > 1 ? layer.input(1).reshaped(whole: [-1, keys, memory[memory.rank - 1]]) : rows
    let projections = (matrix(biases.query), matrix(biases.key), matrix(biases.value))
    let toOutput = output ? matrix(biases.output) : nil
    let norms = (0..<2).map { _ in norm.parameters("", width: keyFactor(x)).map { _ in take() } }
    let factor = learntScale ? take() : nil
    let first = past + keys - tokens
    func placed(_ value: ONNXTerm, _ weights: [ONNXTerm], _ heads: Int, _ tokens: Int, _ from: Int)
      -> ONNXTerm
    {
      let normal = norm.onnx(value.inHeads(heads, tokens: tokens), weights)
      return rotary?.onnx(normal, heads: heads, tokens: tokens, features: sizes.width, from: from) ?? normal
    }
    let query = placed(project(rows, projections.0), norms[0], heads, tokens, first)
    var key = placed(project(source, projections.1), norms[1], sizes.groups, keys, past)
    var value = project(source, projections.2).inHeads(sizes.groups, tokens: keys)
    let table = relativeBias.map { _ in take() }
    if past > 0 {
      // The tokens that every example has seen before.
      let before = (0..<2).map { _ in
        let own = take().reshaped(whole: [1, past, sizes.groups, -1]).transposed([0, 2, 1, 3])
        return own.call("Expand", [layer.batch.joined(0, [layer.constant([1, 1, 1])])])
      }
      (key, value) = (before[0].joined(2, [key]), before[1].joined(2, [value]))
    }
    // Kept as a logarithm, limited to ln(100) as in Swin v2.
    let learnt = factor.map {
      $0.call("Min", [layer.constant(4.605_170_2)]).exponential.unsqueezed([1, 2])
    }
    let attended = scoring.onnx(query, key, value, sizes, factor: learnt) { scores in
      guard let relativeBias, let table else { return scores }
      let places = relativeBias.onnxPlaces(in: layer)
      return scores + table.call("Gather", [places], ["axis": 0]).transposed([2, 0, 1])
    }.withoutHeads(tokens: tokens)
    let made = toOutput.map { project(attended, $0) } ?? attended
    return .function(made.reshaped(whole: [-1] + layer.output.dimensions))
  }
}

extension HeadNorm {
  /// Heads of [rows, heads, tokens, features], normalised.
  func onnx(_ x: ONNXTerm, _ weights: [ONNXTerm]) -> ONNXTerm {
    let epsilon = Double(Self.epsilon)
    switch self {
    case .none: return x
    case .l2: return x / x.reduced("L2", [3], keep: true).call("Max", [x.layer.constant(epsilon)])
    case .rms: return x / (x.squared.reduced("Mean", [3], keep: true) + epsilon).squareRoot * weights[0]
    case .layer: return x.standardised([3], epsilon: epsilon) * weights[0] + weights[1]
    }
  }
}

extension RelativeBias {
  /// The place in the table of each pair of a query and a key.
  ///
  /// A distance is the difference of two sums, for the query and for the key, each of its place on an axis of the
  /// window times the number of distances of the axes after it.
  func onnxPlaces(in layer: ONNXLayer) -> ONNXTerm {
    let count = window.reduce(1, *)
    func sum(_ token: Int) -> Int {
      var (sum, factor, rest) = (0, 1, token)
      for extent in window.reversed() {
        sum += rest % extent * factor
        factor *= 2 * extent - 1
        rest /= extent
      }
      return sum
    }
    let middle = sum(count - 1)
    let distances =
      layer.indexTable([count, 1]) { sum($0) + middle } - layer.indexTable([1, count]) { sum($0) }
    guard classToken else { return distances }
    let column = layer.indexTable([count, 1]) { _ in self.distances + 1 }
    let row = layer.indexTable([1, count + 1]) { $0 == 0 ? self.distances + 2 : self.distances }
    return row.joined(0, [column.joined(1, [distances])])
  }
}
