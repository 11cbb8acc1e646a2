import ArchGraph

/// Rotary positions: pairs of features of a query or key are rotated by an angle that grows with the position (Su and
/// others 2021).
///
/// Pair `i` of `width/2` at position `p` is rotated by `p/scale*base^(-2*i/width)`, unless ``RotaryScaling`` differs.
/// Sines and cosines are prepared ahead; a pair costs four multiplications, an addition and a subtraction.
struct Rotary: Hashable, Sendable {
  /// The base by which angles decrease: 10,000 in the paper, 500,000 in Llama 3.
  var base: Double
  /// The features of a head that are rotated, the first ones, or `nil` for all.
  var width: Int?
  /// Whether neighbouring features form pairs (GPT-J), rather than the two halves (Llama).
  var interleaved: Bool
  /// How many times as long as in training sequences may be; linear scaling divides positions by it.
  var scale: Double
  /// How angles are changed for sequences longer than those in training.
  var scaling = RotaryScaling()
  /// Whether pairs are rotated in the opposite direction.
  var isBack = false

  /// The arguments: for attention, with names that begin with `rotary_`, or for the separate layer.
  static func arguments(_ prefix: String = "rotary_") -> [Signature.Argument] {
    [
      .named(prefix + "width", .count(from: 2), otherwise: "all", "the features of a head that are turned"),
      .named(
        prefix + "interleaved", .boolean, default: false,
        "whether neighbouring features are pairs, not the two halves"),
      .named(
        prefix + "scale", .decimal(1e-30...1e30), default: 1,
        "what positions are divided by, or what `\(prefix)scaling` does instead"),
    ] + RotaryScaling.arguments(prefix)
  }

  static let base = Signature.Argument.named(
    "rotary", .decimal(1 ... .infinity), otherwise: "none", "the base of rotary positions, such as 10_000")

  /// The values of ``arguments(_:)``.
  static func values(_ rotary: Rotary?) -> [ArgumentValue?] {
    [
      rotary?.width.map { .integer($0) }, .boolean(rotary?.interleaved ?? false), .init(rotary?.scale ?? 1),
    ] + (rotary?.scaling ?? RotaryScaling()).values
  }

  init(
    _ base: Double = 10_000, width: Int? = nil, interleaved: Bool = false, scale: Double = 1,
    scaling: RotaryScaling = RotaryScaling()
  ) {
    self.base = base
    self.width = width
    self.interleaved = interleaved
    self.scale = scale
    self.scaling = scaling
  }

  /// Reads ``arguments(_:)``.
  init(_ base: Double, _ arguments: Arguments, _ prefix: String = "rotary_") throws(ArgumentFault) {
    self.init(
      base, width: try arguments.optionalInteger(prefix + "width"),
      interleaved: try arguments.boolean(prefix + "interleaved"),
      scale: try arguments.decimal(prefix + "scale"), scaling: try RotaryScaling(arguments, prefix))
  }

  /// - Throws: why heads with this many features cannot be rotated.
  func check(_ features: Int, of name: String) throws(Misfit) {
    let turned = width ?? features
    guard turned % 2 == 0, turned <= features else {
      throw .conflict(
        "`\(name)` rotates \(turned) of \(features) features of a head",
        help: "features are rotated in pairs: `rotary_width` must be even, and at most the width of a head")
    }
    try scaling.check(base, of: name)
  }

  /// The pairs that are rotated in a head with this many features.
  func pairs(_ features: Int) -> Int { (width ?? features) / 2 }

  /// The two features of a pair.
  func places(_ pair: Int, of features: Int) -> (Int, Int) {
    interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + pairs(features))
  }

  /// The features of a head, rotated.
  func turned<N: Number>(_ head: [N], at position: Int, by angles: RotaryAngles) -> [N] {
    var head = head
    for pair in 0..<pairs(head.count) {
      let (first, second) = places(pair, of: head.count)
      let turn = angles.turn(pair, at: position)
      let (cosine, sine) = (N(turn.cosine), N(turn.sine))
      let (x, y) = (head[first], head[second])
      head[first] = x * cosine - y * sine
      head[second] = y * cosine + x * sine
    }
    return head
  }

  /// Adds the cost of rotating this many heads.
  func addWork(to work: inout Work, heads: [Factor], features: Int) {
    let pairs = Factor("rotary_pairs", pairs(features))
    work[.multiplications].add([Factor("per_pair", 4), pairs] + heads)
    work[.additions].add([pairs] + heads)
    work[.subtractions].add([pairs] + heads)
  }
}
