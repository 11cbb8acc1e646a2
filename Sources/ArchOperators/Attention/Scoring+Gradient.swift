import ArchGraph

/// The heads of one window of attention, as their gradients read them: `z = softmax(q k^T) v`, head by head.
///
/// Rows belong to queries and to keys, with the features of their heads side by side; scores are
/// `[head][query][key]`.
struct ScoredHeads<N: Number> {
  /// The number of heads.
  let heads: Int
  /// How many heads have keys and values; equal groups of heads share them.
  let groups: Int
  /// The queries as read by the product with the keys: scaled.
  let queries: [[N]]
  let keys: [[N]]
  let values: [[N]]
  /// The softmax's weight for each key.
  let probabilities: [[[N]]]
  /// `tanh(s/cap)` of each score, if a cap bends them.
  let tangents: [[[N]]]?

  private func group(of head: Int) -> Int { head / (heads / groups) }

  /// The gradient of the scores before they are bent: `dp = dz v^T`, `ds = p*(dp - Σ dp*p)`, and
  /// `ds*(1 - t*t)` if a cap has bent them.
  func scoresGradient(_ dz: [[N]]) -> [[[N]]] {
    let width = (values.first?.count ?? 0) / groups
    return (0..<heads).map { head in
      dz.indices.map { query in
        let shares = values.map { value in
          (0..<width).reduce(into: N(0)) { sum, feature in
            sum.accumulate(
              dz[query][head * width + feature], times: value[group(of: head) * width + feature])
          }
        }
        let scores = probabilities[head][query].softmaxGradient(shares)
        guard let tangents else { return scores }
        return zip(scores, tangents[head][query]).map { ds, t in ds * (N(1) - t * t) }
      }
    }
  }

  /// The values that the output is computed from: `z[t] = Σ p[t, s]*v[s]`.
  var attended: [[N]] { weighed(values, by: probabilities) }

  /// The gradient of the scaled queries: `dq[t] = Σ ds[t, s]*k[s]`.
  func queriesGradient(_ ds: [[[N]]]) -> [[N]] { weighed(keys, by: ds) }

  /// The gradient of the keys from `first` on: `dk[s] = Σ ds[t, s]*q[t]` over all heads that share them.
  func keysGradient(_ ds: [[[N]]], from first: Int = 0) -> [[N]] { gathered(queries, by: ds, from: first) }

  /// The gradient of the values from `first` on: `dv[s] = Σ p[t, s]*dz[t]` over all heads that share them.
  func valuesGradient(_ dz: [[N]], from first: Int = 0) -> [[N]] {
    gathered(dz, by: probabilities, from: first)
  }

  /// For each query, the sum of the rows of all keys.
  private func weighed(_ rows: [[N]], by weights: [[[N]]]) -> [[N]] {
    let width = (rows.first?.count ?? 0) / groups
    return queries.indices.map { query in
      (0..<heads).flatMap { head in
        (0..<width).map { feature in
          rows.indices.reduce(into: N(0)) { sum, key in
            sum.accumulate(weights[head][query][key], times: rows[key][group(of: head) * width + feature])
          }
        }
      }
    }
  }

  /// For each key, the sum of the rows of all queries.
  private func gathered(_ rows: [[N]], by weights: [[[N]]], from first: Int) -> [[N]] {
    let width = (rows.first?.count ?? 0) / heads
    return (first..<keys.count).map { key in
      var sums = Array(repeating: N(0), count: groups * width)
      for head in 0..<heads {
        for (query, row) in rows.enumerated() {
          for feature in 0..<width {
            sums[group(of: head) * width + feature].accumulate(
              weights[head][query][key], times: row[head * width + feature])
          }
        }
      }
      return sums
    }
  }
}

extension ScoredHeads {
  /// The forward pass of scaled queries, by the definition of attention.
  ///
  /// - Parameter adjust: see ``AttentionDefinition/rows(_:_:after:adjust:)``.
  init(
    _ scoring: Scoring, queries: [[N]], keys: [[N]], values: [[N]], heads: Int, groups: Int,
    adjust: (_ score: N, _ head: Int, _ query: Int, _ key: Int) -> N
  ) {
    var scoring = scoring
    scoring.scale = 1
    let blank = queries.map { _ in Array(repeating: N(0), count: keys.count) }
    var tangents = scoring.softCap == nil ? nil : Array(repeating: blank, count: heads)
    // With unit vectors as values, the output is the weight of each key.
    let units = keys.indices.map { key in
      (0..<groups).flatMap { _ in keys.indices.map { N($0 == key ? 1 : 0) } }
    }
    let rows = scoring.attend(queries, keys, units, heads: heads, groups: groups) { score, head, query, key in
      let score = adjust(score, head, query, key)
      if let softCap = scoring.softCap {
        tangents?[head][query][key] = (score / N(Float(softCap))).hyperbolicTangent()
      }
      return score
    }
    let probabilities = (0..<heads).map { head in
      rows.map { Array($0[head * keys.count..<(head + 1) * keys.count]) }
    }
    self.init(
      heads: heads, groups: groups, queries: queries, keys: keys, values: values,
      probabilities: probabilities, tangents: tangents)
  }
}

extension Scoring {
  /// The work of ``ScoredHeads/scoresGradient(_:)`` for these scores.
  func scoresGradientWork(of scores: [Factor], valueWidth: Factor) -> Work {
    var work = Rows.softmaxGradientWork(of: scores)
    work.add(.multiplyAdds, for: scores + [valueWidth])
    if softCap != nil {
      work.add(.subtractions, for: scores)
      work.add(.multiplications, 2, for: scores)
    }
    return work
  }
}

extension [Kept] {
  /// The saved tensors of the layer itself: their names and shapes, in order.
  var own: [(name: String, shape: Shape)] {
    compactMap {
      guard case .saved(let name, let factors) = $0.source else { return nil }
      return (name, Shape(factors.map(\.value)))
    }
  }

  /// The saved tensors of the layer itself, by name.
  func named<N: Number>(_ saved: [Tensor<N>]) -> [String: Tensor<N>] {
    Dictionary(uniqueKeysWithValues: zip(own.map(\.name), saved))
  }
}

extension Tensor {
  /// The last two axes as one: the features of heads side by side.
  var sideBySide: Tensor {
    let extents = shape.dimensions
    return Tensor(Shape(extents.dropLast(2) + [extents.suffix(2).reduce(1, *)]), values)
  }

  /// Rows of all windows, one after another.
  init(_ shape: Shape, windows: [[[N]]]) { self.init(shape, windows.flatMap { $0.flatMap { $0 } }) }
}

extension Scoring {
  /// The memory that is live inside attention: the scores, while their softmax is taken.
  ///
  /// In the backward pass, the gradients of the probabilities and of the scores. Fused attention never has them whole.
  static func inside(_ scores: [Factor], by keeper: Keeper) -> (forward: Count, backward: Count) {
    keeper == .pytorchCUDA
      ? (.none, .none) : (Count(scores), Count([Factor("gradients", 2)] + scores))
  }
}
