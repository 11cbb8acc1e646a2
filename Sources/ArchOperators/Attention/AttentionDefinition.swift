import ArchGraph

/// Multi-head attention of one window, for definitions (Vaswani and others 2017, section 3.2).
struct AttentionDefinition<N: Number> {
  private let common: MultiHead
  /// Each matrix with its bias, if it has one.
  private var query, key, value: (weight: Tensor<N>, bias: Tensor<N>?)
  /// The output projection, if there is one.
  private var output: (weight: Tensor<N>, bias: Tensor<N>?)?
  /// The weights of the norms of queries and of keys.
  private var queryNorm, keyNorm: (weight: Tensor<N>?, bias: Tensor<N>?)
  /// The learnt factor of each head's scores.
  private var scale: Tensor<N>?

  /// Splits the tensors in the order of the parameters.
  init?(_ common: MultiHead, _ weights: [Tensor<N>]) {
    var rest = weights[...]
    func take(_ bias: Bool) -> (Tensor<N>, Tensor<N>?)? {
      guard let weight = rest.popFirst() else { return nil }
      return (weight, bias ? rest.popFirst() : nil)
    }
    func takeNorm() -> (Tensor<N>?, Tensor<N>?) {
      switch common.norm {
      case .none, .l2: (nil, nil)
      case .rms: (rest.popFirst(), nil)
      case .layer: (rest.popFirst(), rest.popFirst())
      }
    }
    guard let query = take(common.biases.query), let key = take(common.biases.key),
      let value = take(common.biases.value)
    else { return nil }
    self.common = common
    self.query = query
    self.key = key
    self.value = value
    output = common.output ? take(common.biases.output) : nil
    queryNorm = takeNorm()
    keyNorm = takeNorm()
    scale = common.learntScale ? rest.popFirst() : nil
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

  /// The heads of each row, normalised and rotated by its position.
  private func placed(
    _ rows: [[N]], width: Int, _ norm: (weight: Tensor<N>?, bias: Tensor<N>?), from position: Int
  ) -> [[N]] {
    let angles = common.rotary.map { RotaryAngles($0, of: width, places: position + rows.count) }
    return rows.enumerated().map { index, row in
      stride(from: 0, to: row.count, by: width).flatMap { start in
        let head = common.norm.normalised(Array(row[start..<start + width]), norm.weight, norm.bias)
        guard let rotary = common.rotary, let angles else { return head }
        return rotary.turned(head, at: position + index, by: angles)
      }
    }
  }

  /// The rows computed with queries from `x` and with keys and values from `memory`.
  ///
  /// - Parameters:
  ///   - cache: keys and values that come before those of the memory.
  ///   - adjust: the score of a head, a query and a key, before it is bent, masked and passed to the softmax.
  func rows(
    _ x: [[N]], _ memory: [[N]], after cache: [[[N]]]? = nil,
    adjust: (_ score: N, _ head: Int, _ query: Int, _ key: Int) -> N
  ) -> [[N]] {
    let width = query.weight.shape[0] / common.heads
    let past = cache?[0].count ?? 0
    let first = past + memory.count - x.count
    let queries = placed(project(x, query), width: width, queryNorm, from: first)
    let keys = (cache?[0] ?? []) + placed(project(memory, key), width: width, keyNorm, from: past)
    let values = (cache?[1] ?? []) + project(memory, value)
    let attended = common.scoring.attend(
      queries, keys, values, heads: common.heads, groups: key.weight.shape[0] / width,
      factor: { head in
        guard let scale else { return nil }
        // Kept as a logarithm, limited to ln(100) as in Swin v2.
        return N.prepared { N.minimum(scale[[head]], N(4.605_170_2)).exponential() }
      }, adjust: adjust)
    return output.map { project(attended, $0) } ?? attended
  }
}

extension Scoring {
  /// `softmax(q k^T * scale) v`, head by head, the heads of a row side by side.
  ///
  /// - Parameters:
  ///   - groups: how many heads have keys and values; equal groups of heads share them.
  ///   - factor: the factor of the queries of a head, or `nil` for the stated one.
  ///   - adjust: see ``AttentionDefinition/rows(_:_:after:adjust:)``.
  func attend<N: Number>(
    _ queries: [[N]], _ keys: [[N]], _ values: [[N]], heads: Int, groups: Int,
    factor: (Int) -> N? = { _ in nil },
    adjust: (_ score: N, _ head: Int, _ query: Int, _ key: Int) -> N
  ) -> [[N]] {
    let width = (queries.first?.count ?? 0) / heads
    let valueWidth = (values.first?.count ?? 0) / groups
    let first = keys.count - queries.count
    return queries.indices.map { token in
      (0..<heads).flatMap { head -> [N] in
        let group = head / (heads / groups)
        let scale = factor(head) ?? N(self.factor(width: width))
        let q = (0..<width).map { feature in
          let q = queries[token][head * width + feature]
          return self.scale == 1 ? q : q * scale
        }
        let scores = keys.indices.map { place -> N in
          var sum = N(0)
          for (feature, q) in q.enumerated() {
            sum.accumulate(q, times: keys[place][group * width + feature])
          }
          sum = adjust(sum, head, token, place)
          if let softCap {
            let cap = N(Float(softCap))
            sum = (sum / cap).hyperbolicTangent() * cap
          }
          return sees(first + token, place) ? sum : sum.masked()
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
  }
}

extension Tensor {
  /// The rows of one of the matrices formed by the last two axes.
  func rows(ofMatrix matrix: [Int]) -> [[N]] {
    (0..<shape[shape.rank - 2]).map { row in
      (0..<shape[shape.rank - 1]).map { self[matrix + [row, $0]] }
    }
  }

  /// The positions of the matrices formed by the last two axes.
  var matrices: Positions { Positions(shape.dimensions.dropLast(2)) }
}
