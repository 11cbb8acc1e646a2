import ArchGraph
import Testing

@testable import ArchOperators

/// Buckets of distances as T5 has them, and what is no table of them.
@Suite struct BucketedBiasTests {
  /// Buckets and how many keys from 300 before a query to 300 behind it fall into each, in their order.
  struct Runs: Sendable {
    var op: BucketedBias
    var buckets: Int
    var runs: [(bucket: Int, count: Int)]
  }

  // Source: `T5Attention._relative_position_bucket` of transformers 5.24.0.
  static let facts: [Runs] = [
    Runs(
      op: BucketedBias(1), buckets: 32,
      runs: [
        (15, 210), (14, 27), (13, 18), (12, 14), (11, 9), (10, 7), (9, 4), (8, 4), (7, 1), (6, 1), (5, 1),
        (4, 1),
        (3, 1), (2, 1), (1, 1), (0, 1), (17, 1), (18, 1), (19, 1), (20, 1), (21, 1), (22, 1), (23, 1),
        (24, 4),
        (25, 4), (26, 7), (27, 9), (28, 14), (29, 18), (30, 27), (31, 210),
      ]),
    Runs(
      op: BucketedBias(1, causal: true), buckets: 32,
      runs: [
        (31, 188), (30, 14), (29, 12), (28, 10), (27, 10), (26, 8), (25, 7), (24, 6), (23, 6), (22, 5),
        (21, 4),
        (20, 4), (19, 3), (18, 3), (17, 2), (16, 3), (15, 1), (14, 1), (13, 1), (12, 1), (11, 1), (10, 1),
        (9, 1),
        (8, 1), (7, 1), (6, 1), (5, 1), (4, 1), (3, 1), (2, 1), (1, 1), (0, 301),
      ]),
    Runs(
      op: BucketedBias(1, distance: 20, causal: true), buckets: 10,
      runs: [(9, 285), (8, 4), (7, 3), (6, 2), (5, 2), (4, 1), (3, 1), (2, 1), (1, 1), (0, 301)]),
    Runs(
      op: BucketedBias(1, distance: 5), buckets: 7,
      runs: [(2, 298), (1, 2), (0, 1), (4, 2), (5, 298)]),
    Runs(op: BucketedBias(1, distance: 5), buckets: 4, runs: [(1, 300), (0, 1), (3, 300)]),
    Runs(
      op: BucketedBias(1, distance: 6, causal: true), buckets: 5,
      runs: [(4, 296), (3, 2), (2, 1), (1, 1), (0, 301)]),
    Runs(
      op: BucketedBias(1, distance: 8), buckets: 8,
      runs: [(3, 297), (2, 2), (1, 1), (0, 1), (5, 1), (6, 2), (7, 297)]),
  ]

  @Test(arguments: facts) func bucketsAreThoseOfT5(fact: Runs) {
    let buckets = DistanceBuckets(fact.op, buckets: fact.buckets)
    let expected = fact.runs.flatMap { Array(repeating: $0.bucket, count: $0.count) }
    #expect((-300...300).map { buckets.bucket($0) } == expected)
  }

  /// 320 buckets up to a distance of 800, of which some are empty: the sum with place `i` taken `i % 7 + 1` times.
  @Test func manyBuckets() {
    let buckets = DistanceBuckets(BucketedBias(1, distance: 800), buckets: 320)
    let sum = (-300...300).enumerated().reduce(0) { $0 + buckets.bucket($1.element) * ($1.offset % 7 + 1) }
    #expect(sum == 406_203)
  }

  @Test func countsTheBucketsThatThereAre() {
    for (tokens, past, distance, causal, rows) in [
      (40, 0, 128, false, 32), (3, 4, 9, false, 12), (7, 0, 6, true, 5), (1, 300, 128, true, 32),
      (200, 9, 33, false, 9),
    ] {
      let buckets = DistanceBuckets(
        BucketedBias(tokens, past: past, distance: distance, causal: causal), buckets: rows)
      let seen = Set((1 - tokens - past..<tokens).map { buckets.bucket($0) })
      #expect(buckets.used == seen.count)
      #expect(seen.allSatisfy { (0..<rows).contains($0) })
    }
  }

  @Test(arguments: [
    Refusal(
      BucketedBias(4), on: [[32]],
      .rank(expected: "a table of buckets and heads, such as 32 x 8", found: [32])),
    Refusal(
      BucketedBias(4), on: [[2, 32, 8]],
      .rank(expected: "a table of buckets and heads, such as 32 x 8", found: [2, 32, 8])),
    Refusal(
      BucketedBias(4), on: [[3, 8]],
      .conflict(
        "`bucketed_bias` has 3 buckets",
        help: "the keys on each side of a query need two: a table of 4 rows or more")),
    Refusal(
      BucketedBias(4, causal: true), on: [[1, 8]],
      .conflict(
        "`bucketed_bias` has 1 buckets", help: "the keys before a query need two: a table of 2 rows or more")),
    Refusal(
      BucketedBias(4, distance: 8), on: [[32, 8]],
      .range(
        what: "`distance`", value: "8",
        allowed: "8 distances have a bucket each with 32 buckets: it is from 9 to 1048576")),
    Refusal(
      BucketedBias(4, distance: .max), on: [[32, 8]],
      .range(
        what: "`distance`", value: "\(Int.max)",
        allowed: "8 distances have a bucket each with 32 buckets: it is from 9 to 1048576")),
  ])
  func refuses(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.makeOperator().output(of: refusal.inputs) }
  }

  @Test func tooManyTokensAreCountedByNobody() {
    #expect(throws: (any Error).self) { try BucketedBias(.max, past: .max).output(of: [[32, 8]]) }
  }
}
