import ArchGraph

/// A table with a row for each bucket of distances, spread over the pairs of a query and a key (T5, Raffel and others 2020,
/// section 2.1).
public struct BucketedBias: Operator {
  /// The number of queries, the last of the keys.
  public var tokens: Int
  /// How many keys come before those of the queries.
  public var past: Int
  /// The distance from which on all share the last bucket.
  public var distance: Int
  /// Whether all keys after a query share its bucket, which spends no bucket on keys that a mask leaves out.
  public var causal: Bool

  /// The biases of this many tokens.
  public init(_ tokens: Int, past: Int = 0, distance: Int = 128, causal: Bool = false) {
    self.tokens = tokens
    self.past = past
    self.distance = distance
    self.causal = causal
  }

  public static let signature = Signature(
    "bucketed_bias", .attention,
    "Biases of scores by buckets of distances: a row of a table for each pair of tokens (T5).",
    arguments: [
      .positional("tokens", .count(), "the number of tokens, which are the queries"),
      .named("past", .count(from: 0), default: 0, "how many tokens have gone before, which are keys besides"),
      .named("distance", .count(), default: 128, "from which distance on all share the last bucket"),
      .named(
        "causal", .boolean, default: false,
        "whether all buckets are for keys before a query, and none for those behind it"),
    ],
    notes: [
      "`[buckets, heads]` becomes `[heads, T, past + T]`, the `bias` of `attend`: "
        + "`near: parameter([32, 8]) -> bucketed_bias(512)`. Layers that share it, as those of T5 do, take the same value.",
      "Half of the buckets are for keys behind the query, unless it is `causal`. Of those of a side half are for a distance "
        + "each, and the others grow with its logarithm up to `distance`.",
      "It moves data and computes nothing.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    tokens = try arguments.integer("tokens")
    past = try arguments.integer("past")
    distance = try arguments.integer("distance")
    causal = try arguments.boolean("causal")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(tokens), .integer(past), .integer(distance), .boolean(causal)]
  }

  /// The largest distance that may have a bucket; distances are checked one by one.
  static let largestDistance = 1_048_576

  /// `[heads, tokens, past + tokens]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let table = try tensor(inputs, rank: 2, "a table of buckets and heads, such as 32 x 8")
    guard table.rank == 2 else {
      throw .rank(expected: "a table of buckets and heads, such as 32 x 8", found: table)
    }
    let least = causal ? 2 : 4
    guard table[0] >= least else {
      throw .conflict(
        "`bucketed_bias` has \(table[0]) buckets",
        help: "\(causal ? "the keys before a query" : "the keys on each side of a query") need two: "
          + "a table of \(least) rows or more")
    }
    let buckets = DistanceBuckets(self, buckets: table[0])
    guard distance > buckets.exact, distance <= Self.largestDistance else {
      throw .range(
        what: "`distance`", value: "\(distance)",
        allowed: "\(buckets.exact) distances have a bucket each with \(table[0]) buckets: "
          + "it is from \(buckets.exact + 1) to \(Self.largestDistance)")
    }
    return .extents([
      Extent("heads", table[1]), Extent("tokens", tokens),
      try Extent(.sum([.named("past", past), .named("tokens", tokens)])),
    ])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic: the rows of the existing buckets, and one number for each pair.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let used = DistanceBuckets(self, buckets: inputs[0][0]).used
    return .copy([Factor("used_buckets", used), Factor("heads", output[0])], to: output.elements)
  }

  /// Rows of the table by position, whatever the other axes are.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[h, q, k] = x[bucket(k - q - past), h]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let buckets = DistanceBuckets(self, buckets: inputs[0].shape[0])
    return Tensor(output) { inputs[0][[buckets.bucket($0[2] - $0[1] - past), $0[0]]] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .unknown, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both sides and one, fewer tokens than buckets and more, a decoding step, an unused bucket.
  public static let specimens = [
    Specimen(BucketedBias(5, distance: 8), on: [8, 2]), Specimen(BucketedBias(6, distance: 5), on: [4, 1]),
    Specimen(BucketedBias(7, distance: 6, causal: true), on: [6, 2]),
    Specimen(BucketedBias(2, past: 9, distance: 6, causal: true), on: [5, 3]),
    Specimen(BucketedBias(3, past: 2, distance: 3), on: [5, 2]), Specimen(BucketedBias(1), on: [32, 2]),
  ]
}

/// The bucket that a distance belongs to.
struct DistanceBuckets {
  private let op: BucketedBias
  /// The buckets of a side, and how many of them are for a single distance.
  private let side: Int
  let exact: Int

  init(_ op: BucketedBias, buckets: Int) {
    self.op = op
    side = op.causal ? buckets : buckets / 2
    exact = side / 2
  }

  /// The bucket of a key that is this many places after its query.
  func bucket(_ relative: Int) -> Int {
    if op.causal { return bucket(ofDistance: max(0, -relative)) }
    return bucket(ofDistance: abs(relative)) + (relative > 0 ? side : 0)
  }

  /// In single precision and in this order, as in transformers: a distance at a bucket's edge falls on the same side.
  private func bucket(ofDistance distance: Int) -> Int {
    guard distance >= exact else { return distance }
    guard distance < op.distance else { return side - 1 }
    let share =
      (Float(distance) / Float(exact)).logarithm()
      / (Float(op.distance) / Float(exact)).logarithm()
    return min(side - 1, exact + Int(share * Float(side - exact)))
  }

  /// How many buckets have a pair of tokens.
  var used: Int {
    func count(upTo farthest: Int) -> Int {
      // Beyond the largest distance there is one bucket.
      var (count, last) = (0, -1)
      for distance in 0...min(farthest, op.distance) {
        let bucket = bucket(ofDistance: distance)
        if bucket != last { (count, last) = (count + 1, bucket) }
      }
      return count
    }
    let before = count(upTo: op.past + op.tokens - 1)
    // Both directions share the bucket of distance 0.
    return op.causal || op.tokens == 1 ? before : before + count(upTo: op.tokens - 1) - 1
  }
}
