import ArchGraph

/// How the angles of rotary positions are changed for sequences longer than those in training.
///
/// The formulas are those of the papers and of `modeling_rope_utils.py` of transformers 5.24; no form needs more work
/// than the rotation, since sines and cosines are prepared ahead.
struct RotaryScaling: Hashable, Sendable {
  /// The forms.
  enum Form: String, CaseIterable, Hashable, Sendable {
    /// Positions are divided by the scale (Chen and others 2023).
    case linear
    /// The base is larger: the slowest pair is slowed by the scale and the fastest is not (bloc97 2023).
    case ntk
    /// The base grows with the sequence once it is longer than those in training (emozilla 2023).
    case dynamic
    /// Pairs that turn slowly are slowed; those that turn fast are not (Llama 3.1, 2024).
    case llama3
    /// Like `llama3`, by the place of the pair, and rotated features are larger (YaRN, Peng and others 2023).
    case yarn
  }

  var form = Form.linear
  /// How many tokens the sequences in training had.
  var length: Int?
  /// Pairs that turn fewer times than the first number over that length are slowed by the scale; those that turn more
  /// times than the second are not; `nil` for the usual numbers.
  var turns: [Int]?
  /// The factor of rotated features, or `nil` for that of the form.
  var magnitude: Double?

  static func arguments(_ prefix: String) -> [Signature.Argument] {
    [
      .named(
        prefix + "scaling", .word(Form.allCases.map(\.rawValue)), default: .word(Form.linear.rawValue),
        "how `\(prefix)scale` slows the angles for longer sequences"),
      .named(
        prefix + "length", .count(), otherwise: "none",
        "how many tokens the sequences of training had; `dynamic`, `llama3` and `yarn` need it"),
      .named(
        prefix + "turns", .integers(from: 1), otherwise: "[1, 4] for `llama3`, [1, 32] for `yarn`",
        "pairs that turn round less often than the first over that length are slowed, more often than the second not"
      ),
      .named(
        prefix + "magnitude", .decimal(1e-30...1e30), otherwise: "0.1*ln(scale) + 1 for `yarn`",
        "what turned features are multiplied with in `yarn`"),
    ]
  }

  var values: [ArgumentValue?] {
    [.word(form.rawValue), length.map { .integer($0) }, turns.map { .init($0) }, magnitude.map { .init($0) }]
  }

  init(_ form: Form = .linear, length: Int? = nil, turns: [Int]? = nil, magnitude: Double? = nil) {
    self.form = form
    self.length = length
    self.turns = turns
    self.magnitude = magnitude
  }

  init(_ arguments: Arguments, _ prefix: String) throws(ArgumentFault) {
    form = Form(rawValue: try arguments.word(prefix + "scaling")) ?? .linear
    length = try arguments.optionalInteger(prefix + "length")
    turns = arguments.isGiven(prefix + "turns") ? try arguments.integers(prefix + "turns") : nil
    magnitude = arguments.isGiven(prefix + "magnitude") ? try arguments.decimal(prefix + "magnitude") : nil
  }

  private var needsLength: Bool { form == .dynamic || form == .llama3 || form == .yarn }
  private var needsTurns: Bool { form == .llama3 || form == .yarn }

  /// - Throws: what is missing or has no meaning with this form and base.
  func check(_ base: Double, of name: String) throws(Misfit) {
    let prefix = name == RotaryPositions.signature.name ? "" : "rotary_"
    let of = "`\(name)` with `\(prefix)scaling: \(form.rawValue)`"
    if needsLength != (length != nil) {
      throw needsLength
        ? .conflict(
          "\(of) needs the length of training", help: "Llama 3.1 has `\(prefix)length: 8192`")
        : .conflict(
          "\(of) has a `\(prefix)length`, which changes nothing",
          help: "leave it out, or say `\(prefix)scaling: llama3`, `yarn` or `dynamic`")
    }
    if let turns {
      guard needsTurns, turns.count == 2, turns[0] < turns[1] else {
        throw .conflict(
          "\(of) has `\(prefix)turns: \(ArgumentValue(turns))`",
          help: "`llama3` and `yarn` have two numbers, the smaller one first: `\(prefix)turns: [1, 32]`")
      }
    }
    if magnitude != nil, form != .yarn {
      throw .conflict(
        "\(of) has a `\(prefix)magnitude`", help: "it belongs to `\(prefix)scaling: yarn`")
    }
    if form == .yarn, base <= 1 {
      throw .conflict(
        "\(of) has a base of \(base)", help: "all pairs turn alike with it: the base is above 1")
    }
  }

  /// The stated numbers of turns, or the usual ones.
  var bounds: [Int] { turns ?? [1, form == .yarn ? 32 : 4] }

  /// The factor of rotated features.
  func magnitude(scale: Double) -> Double {
    guard form == .yarn else { return 1 }
    return magnitude ?? (scale > 1 ? 0.1 * scale.naturalLogarithm + 1 : 1)
  }
}

/// The angles of a head's pairs, in single precision as in the frameworks.
struct RotaryAngles {
  /// How far each pair is rotated from one position to the next, after dividing positions by the scale.
  let steps: [Float]
  /// The divisor of positions.
  let divisor: Float
  let magnitude: Float
  private let isBack: Bool

  /// - Parameters:
  ///   - features: those of a head.
  ///   - places: how many positions there are, including those of earlier tokens.
  init(_ rotary: Rotary, of features: Int, places: Int) {
    let (width, scaling) = (rotary.width ?? features, rotary.scaling)
    let pairs = rotary.pairs(features)
    func powers(_ base: Double) -> [Float] {
      (0..<pairs).map { Float(base).power(-Float(2 * $0) / Float(width)) }
    }
    /// The base whose powers are slowed by this factor at the last pair.
    func stretched(_ factor: Double) -> Double {
      rotary.base * factor.raised(to: Double(width) / Double(max(1, width - 2)))
    }
    let (scale, length) = (rotary.scale, Double(scaling.length ?? 1))
    let bounds = scaling.bounds.map { Double($0) }
    switch scaling.form {
    case .linear: steps = powers(rotary.base)
    case .ntk: steps = powers(stretched(scale))
    case .dynamic: steps = powers(stretched(scale * max(Double(places), length) / length - (scale - 1)))
    case .llama3:
      steps = powers(rotary.base).map { step in
        let turns = length * Double(step) / (2 * .pi)
        let kept = min(1, max(0, (turns - bounds[0]) / (bounds[1] - bounds[0])))
        return Float((1 - kept) * Double(step) / scale + kept * Double(step))
      }
    case .yarn:
      /// The feature at which pairs turn this many times over the length of training.
      func edge(_ turns: Double) -> Double {
        Double(width) * (length / (turns * 2 * .pi)).naturalLogarithm / (2 * rotary.base.naturalLogarithm)
      }
      let low = max(edge(bounds[1]).rounded(.down), 0)
      let high = min(edge(bounds[0]).rounded(.up), Double(width - 1))
      let span = high == low ? 0.001 : high - low
      steps = powers(rotary.base).enumerated().map { pair, step in
        let slowed = min(1, max(0, (Double(pair) - low) / span))
        return Float(slowed * Double(step) / scale + (1 - slowed) * Double(step))
      }
    }
    divisor = scaling.form == .linear ? Float(scale) : 1
    magnitude = Float(scaling.magnitude(scale: scale))
    isBack = rotary.isBack
  }

  /// The cosine and the sine of a pair at a position, times the magnitude.
  func turn(_ pair: Int, at position: Int) -> (cosine: Float, sine: Float) {
    let angle = Float(position) / divisor * steps[pair]
    let (cosine, sine) = (angle.cosine() * magnitude, angle.sine() * magnitude)
    return (cosine, isBack ? -sine : sine)
  }
}
