import ArchGraph

/// Multi-head attention of one window, for definitions (Vaswani and others 2017, section 3.2).
struct AttentionDefinition<N: Number> {
  /// The number of heads, of which groups share keys and values where the matrices of these have fewer rows.
  var heads: Int
  /// Each matrix with its bias, where it has one.
  var query, key, value: (weight: Tensor<N>, bias: Tensor<N>?)
  /// The output projection, where there is one.
  var output: (weight: Tensor<N>, bias: Tensor<N>?)?

  /// Takes the tensors apart in the order of the parameters.
  init?(heads: Int, bias: Bool, outputBias: Bool, output: Bool, _ weights: [Tensor<N>]) {
    var rest = weights[...]
    func take(_ bias: Bool) -> (Tensor<N>, Tensor<N>?)? {
      guard let weight = rest.popFirst() else { return nil }
      return (weight, bias ? rest.popFirst() : nil)
    }
    guard let query = take(bias), let key = take(bias), let value = take(bias) else { return nil }
    self.heads = heads
    self.query = query
    self.key = key
    self.value = value
    self.output = output ? take(outputBias) : nil
  }

  /// `y[t] = W x[t] + b` for each row.
  private func project(_ rows: [[N]], _ matrix: (weight: Tensor<N>, bias: Tensor<N>?)) -> [[N]] {
    rows.map { row in
      (0..<matrix.weight.shape[0]).map { unit in
        var sum = N(0)
        for (feature, x) in row.enumerated() { sum.accumulate(x, times: matrix.weight[[unit, feature]]) }
        guard let bias = matrix.bias else { return sum }
        return sum + bias[[unit]]
      }
    }
  }

  /// The rows that come of queries from `x` and of keys and values from `memory`.
  ///
  /// - Parameter adjust: makes of the score of a head, a query and a key the one that the softmax takes.
  func rows(
    _ x: [[N]], _ memory: [[N]], adjust: (_ score: N, _ head: Int, _ query: Int, _ key: Int) -> N
  ) -> [[N]] {
    let (queries, keys, values) = (project(x, query), project(memory, key), project(memory, value))
    let width = query.weight.shape[0] / heads
    let groups = key.weight.shape[0] / width
    let valueWidth = value.weight.shape[0] / groups
    let scale = N(1 / Float(width).squareRoot())
    let attended = queries.indices.map { token in
      (0..<heads).flatMap { head -> [N] in
        let group = head / (heads / groups)
        let q = (0..<width).map { queries[token][head * width + $0] * scale }
        let scores = keys.indices.map { place -> N in
          var sum = N(0)
          for (feature, q) in q.enumerated() {
            sum.accumulate(q, times: keys[place][group * width + feature])
          }
          return adjust(sum, head, token, place)
        }
        let largest = scores.dropFirst().reduce(scores[0]) { N.maximum($0, $1) }
        let exponentials = scores.map { ($0 - largest).exponential() }
        let total = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }
        let shares = exponentials.map { $0 / total }
        return (0..<valueWidth).map { feature in
          var sum = N(0)
          for (place, share) in shares.enumerated() {
            sum.accumulate(share, times: values[place][group * valueWidth + feature])
          }
          return sum
        }
      }
    }
    return output.map { project(attended, $0) } ?? attended
  }
}

extension Tensor {
  /// The rows of one of the matrices that the last two axes make.
  func rows(ofMatrix matrix: [Int]) -> [[N]] {
    (0..<shape[shape.rank - 2]).map { row in
      (0..<shape[shape.rank - 1]).map { self[matrix + [row, $0]] }
    }
  }

  /// The positions of the matrices that the last two axes make.
  var matrices: Positions { Positions(shape.dimensions.dropLast(2)) }
}
