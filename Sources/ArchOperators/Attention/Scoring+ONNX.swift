import ArchGraph
import ArchONNX

extension Scoring {
  /// The values of keys, weighted by a softmax over the scores of the queries: [rows, heads, tokens, width].
  ///
  /// - Parameters:
  ///   - queries: [rows, heads, tokens, width], not scaled yet.
  ///   - keys: [rows, groups, places, width]; values likewise, perhaps with a different width.
  ///   - factor: the factor of the queries, instead of the usual one.
  ///   - adjust: changes the scores, [rows, heads, tokens, places].
  func onnx(
    _ queries: ONNXTerm, _ keys: ONNXTerm, _ values: ONNXTerm, _ sizes: ONNXHeads, factor: ONNXTerm? = nil,
    adjust: (ONNXTerm) -> ONNXTerm = { $0 }
  ) -> ONNXTerm {
    let (heads, groups) = (sizes.heads, sizes.groups)
    let usual = Double(self.factor(width: sizes.width))
    var (q, k, v) = (factor.map { queries * $0 } ?? (scale == 1 ? queries : queries * usual), keys, values)
    if groups != heads {
      // Heads of a group are side by side, and see the same keys.
      q = q.reshaped([groups, heads / groups, sizes.tokens, sizes.width])
      (k, v) = (k.unsqueezed([2]), v.unsqueezed([2]))
    }
    let last = groups == heads ? 3 : 4
    var scores = q.times(k.transposed(Array(0..<last - 1) + [last, last - 1]))
    if groups != heads { scores = scores.reshaped([heads, sizes.tokens, sizes.places]) }
    scores = adjust(scores)
    if let softCap { scores = (scores / softCap).tanh * softCap }
    if let seen = seen(sizes, in: queries.layer) {
      scores = seen.call("Where", [scores, queries.layer.constant(-.infinity)])
    }
    let shares = scores.softmax(-1)
    guard groups != heads else { return shares.times(v) }
    return shares.reshaped([groups, heads / groups, sizes.tokens, sizes.places]).times(v)
      .reshaped([heads, sizes.tokens, sizes.valueWidth])
  }

  /// The keys that each query sees, [tokens, places], or `nil` if each sees all.
  private func seen(_ sizes: ONNXHeads, in layer: ONNXLayer) -> ONNXTerm? {
    guard masks else { return nil }
    let first = sizes.places - sizes.tokens
    let query = layer.range(first..<sizes.places).unsqueezed([1])
    let key = layer.range(0..<sizes.places).unsqueezed([0])
    var conditions: [ONNXTerm] = []
    if causal { conditions.append(key.call("LessOrEqual", [query])) }
    if let window {
      let distance = layer.constant(window)
      conditions.append(key.call("Greater", [query - distance]))
      conditions.append(key.call("Less", [query + distance]))
    }
    if let block {
      let length = layer.constant(block)
      conditions.append((key / length).call("Equal", [query / length]))
    }
    let all = conditions.dropFirst().reduce(conditions[0]) { $0.call("And", [$1]) }
    return prefix.map { key.call("Less", [layer.constant($0)]).call("Or", [all]) } ?? all
  }
}

/// The extents of attention.
struct ONNXHeads {
  var heads: Int
  /// Heads of keys and values.
  var groups: Int
  var tokens: Int
  /// Keys.
  var places: Int
  var width: Int
  var valueWidth: Int
}

extension ONNXTerm {
  /// Features as heads: [rows, heads, tokens, width] of [rows, tokens, features].
  func inHeads(_ heads: Int, tokens: Int) -> ONNXTerm {
    reshaped([tokens, heads, -1]).transposed([0, 2, 1, 3])
  }

  /// The inverse of ``inHeads(_:tokens:)``.
  func withoutHeads(tokens: Int) -> ONNXTerm { transposed([0, 2, 1, 3]).reshaped([tokens, -1]) }
}
