import ArchGraph

extension HeadNorm {
  /// The divisor of the features of a head: a root of a mean of squares, a deviation or a length.
  func size<N: Number>(_ head: [N]) -> N {
    switch self {
    case .none: return N(1)
    case .l2: return N.maximum(head.reduce(N(0)) { $0 + $1 * $1 }.squareRoot(), N(Self.epsilon))
    case .rms: return (head.map { $0 * $0 }.mean() + N(Self.epsilon)).squareRoot()
    case .layer:
      let mean = head.mean()
      return (head.map { ($0 - mean) * ($0 - mean) }.mean() + N(Self.epsilon)).squareRoot()
    }
  }

  /// The gradient of a head's features, given their normalised values without factors and shifts.
  ///
  /// A length that is at most epsilon is not a function of the features.
  func gradient<N: Number>(_ dy: [N], normalised: [N], size: N) -> [N] {
    switch self {
    case .none: return dy
    case .rms: return normalised.rescaledGradient(dy, size: size)
    case .layer: return normalised.standardisedGradient(dy, deviation: size)
    case .l2:
      let sum = zip(normalised, dy).reduce(N(0)) { $0 + $1.0 * $1.1 }
      let slope = N.ifLess(N(Self.epsilon), size, sum, else: N(0))
      return zip(normalised, dy).map { y, dy in (dy - y * slope) / size }
    }
  }

  /// The work of ``gradient(_:normalised:size:)`` for this many heads, preceded by that of their factors.
  func gradientWork(heads: [Factor], width: Factor) -> Work {
    let (rows, elements) = (Rows(count: heads, length: width.value), heads + [width])
    var work = Work()
    switch self {
    case .none: break
    case .rms: work = rows.rescaledGradientWork(of: elements)
    case .layer: work = rows.standardisedGradientWork(of: elements)
    case .l2:
      work.add(.additions, for: elements)
      work.add(.multiplications, 2, for: elements)
      work.add(.comparisons, for: heads)
      work.add(.subtractions, for: elements)
      work.add(.divisions, for: elements)
    }
    if hasWeights { work.add(.multiplications, for: elements) }
    return work
  }

  /// The work of the gradients of the factors, and of the shifts if there are any.
  func weightsGradientWork(heads: [Factor], width: Factor) -> Work {
    var work = Work()
    guard hasWeights else { return work }
    work.add(.multiplications, for: heads + [width])
    work.add(.additions, self == .layer ? 2 : 1, for: heads + [width])
    return work
  }

  /// Whether there is a factor for each feature.
  var hasWeights: Bool { self == .rms || self == .layer }
}

extension Rotary {
  /// The adjoint: the same angles in the other direction, with the same work.
  var back: Rotary {
    var back = self
    back.isBack = true
    return back
  }
}

/// The path of queries or keys from their projection to the scores: norms and positions, head by head.
struct PlacedHeads<N: Number> {
  let norm: HeadNorm
  /// The factors and the shifts of the norm.
  let weight: Tensor<N>?
  let bias: Tensor<N>?
  let rotary: Rotary?
  /// The features of a head.
  let width: Int
  /// The position of the first row.
  let position: Int

  /// Rows with `function` applied to each head.
  private func mapHeads(_ rows: [[N]], _ function: (_ head: [N], _ row: Int, _ place: Int) -> [N]) -> [[N]] {
    rows.enumerated().map { index, row in
      (0..<row.count / width).flatMap { function(Array(row[$0 * width..<($0 + 1) * width]), index, $0) }
    }
  }

  /// The rows as the scores read them.
  func placed(_ rows: [[N]]) -> [[N]] {
    turned(mapHeads(rows) { head, _, _ in norm.normalised(head, weight, bias) }, by: rotary)
  }

  private func turned(_ rows: [[N]], by rotary: Rotary?) -> [[N]] {
    guard let rotary else { return rows }
    let angles = RotaryAngles(rotary, of: width, places: position + rows.count)
    return mapHeads(rows) { head, row, _ in rotary.turned(head, at: position + row, by: angles) }
  }

  /// The normalised features, without factors and shifts.
  func normalised(_ rows: [[N]]) -> [[N]] { mapHeads(rows) { head, _, _ in norm.normalised(head, nil, nil) } }

  /// The divisor of each head of a row.
  func sizes(_ rows: [[N]]) -> [[N]] { mapHeads(rows) { head, _, _ in [norm.size(head)] } }

  /// The gradient of the rows before they were rotated.
  func turnedBack(_ gradient: [[N]]) -> [[N]] { turned(gradient, by: rotary?.back) }

  /// The gradient of the rows before they were normalised, from the one after.
  func gradient(_ gradient: [[N]], normalised: [[N]], sizes: [[N]]) -> [[N]] {
    guard norm != .none else { return gradient }
    return mapHeads(gradient) { head, row, place in
      var head = head
      if let weight { head = zip(head, weight.values).map { $0 * $1 } }
      return norm.gradient(
        head, normalised: Array(normalised[row][place * width..<(place + 1) * width]),
        size: sizes[row][place])
    }
  }
}
