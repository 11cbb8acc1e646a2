import ArchGraph

/// Rotary positions: pairs of features of a query or key are turned by an angle that grows with the position (Su and
/// others 2021).
///
/// Pair `i` of `width/2` at position `p` is turned by `p/scale*base^(-2*i/width)`. The sines and cosines are prepared
/// ahead; a pair costs four multiplications, an addition and a subtraction.
struct Rotary: Hashable, Sendable {
  /// What the angles fall with: 10,000 in the paper, 500,000 in Llama 3.
  var base: Double
  /// The features of a head that are turned, the first ones; nil for all.
  var width: Int?
  /// Whether neighbouring features are pairs (GPT-J), rather than the two halves (Llama).
  var interleaved: Bool
  /// What positions are divided by (linear scaling).
  var scale: Double

  static let arguments: [Signature.Argument] = [
    .named(
      "rotary", .decimal(1 ... .infinity), otherwise: "none",
      "the base of rotary positions, such as 10_000"),
    .named("rotary_width", .count(from: 2), otherwise: "all", "how many features of a head are rotated"),
    .named(
      "rotary_interleaved", .boolean, default: false,
      "whether pairs are neighbouring features instead of one from each half"),
    .named("rotary_scale", .decimal(1e-30...1e30), default: 1, "what positions are divided by"),
  ]

  static func values(_ rotary: Rotary?) -> [ArgumentValue?] {
    [
      rotary.map { .init($0.base) }, rotary?.width.map { .integer($0) },
      .boolean(rotary?.interleaved ?? false),
      .init(rotary?.scale ?? 1),
    ]
  }

  init(_ base: Double = 10_000, width: Int? = nil, interleaved: Bool = false, scale: Double = 1) {
    self.base = base
    self.width = width
    self.interleaved = interleaved
    self.scale = scale
  }

  init?(_ arguments: Arguments) throws(ArgumentFault) {
    let width = try arguments.optionalInteger("rotary_width")
    let interleaved = try arguments.boolean("rotary_interleaved")
    let scale = try arguments.decimal("rotary_scale")
    guard arguments.isGiven("rotary") else { return nil }
    self.init(try arguments.decimal("rotary"), width: width, interleaved: interleaved, scale: scale)
  }

  /// - Throws: why heads of so many features cannot be turned.
  func check(_ features: Int, of name: String) throws(Misfit) {
    let turned = width ?? features
    guard turned % 2 == 0, turned <= features else {
      throw .conflict(
        "`\(name)` rotates \(turned) of \(features) features of a head",
        help: "features are rotated in pairs: `rotary_width` must be even, and at most the width of a head")
    }
  }

  /// The pairs that are turned in a head of so many features.
  func pairs(_ features: Int) -> Int { (width ?? features) / 2 }

  /// The two features of a pair.
  func places(_ pair: Int, of features: Int) -> (Int, Int) {
    interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + pairs(features))
  }

  /// How far a pair is turned at a position, in single precision as in the frameworks.
  func angle(_ pair: Int, of features: Int, at position: Int) -> Float {
    Float(position) / Float(scale) * step(pair, of: features)
  }

  /// How far a pair is turned from one position to the next.
  func step(_ pair: Int, of features: Int) -> Float {
    Float(base).power(-Float(2 * pair) / Float(width ?? features))
  }

  /// The features of a head, turned.
  func turned<N: Number>(_ head: [N], at position: Int) -> [N] {
    var head = head
    for pair in 0..<pairs(head.count) {
      let (first, second) = places(pair, of: head.count)
      let angle = angle(pair, of: head.count, at: position)
      let (cosine, sine) = (N(angle.cosine()), N(angle.sine()))
      let (x, y) = (head[first], head[second])
      head[first] = x * cosine - y * sine
      head[second] = y * cosine + x * sine
    }
    return head
  }

  /// Adds what turning so many heads costs.
  func addWork(to work: inout Work, heads: [Factor], features: Int) {
    let pairs = Factor("rotary_pairs", pairs(features))
    work[.multiplications].add([Factor("per_pair", 4), pairs] + heads)
    work[.additions].add([pairs] + heads)
    work[.subtractions].add([pairs] + heads)
  }
}
