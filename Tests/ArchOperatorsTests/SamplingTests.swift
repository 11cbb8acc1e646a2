import ArchGraph
import ArchOperators
import Testing

/// Operators that read or write at computed places, against PyTorch and torchvision and at their limits.
@Suite struct SamplingTests {
  /// Shape and values are those that PyTorch and torchvision compute.
  @Test(arguments: SamplingFacts.facts) func agreesWithOthers(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  @Test func coversEveryOperatorOfItsKind() {
    let covered = Set(SamplingFacts.facts.map(\.op.name))
      .union(["gather", "take_along", "scatter_add", "one_hot", "top_k"])
    let operators = Catalogue.standard.operators.filter { $0.signature.category == .sampling }
    #expect(operators.map { $0.signature.name }.filter { !covered.contains($0) } == [])
  }

  private static let attention = DeformableAttention(2, levels: [[2, 3], [1, 2]])
  private static let map = "channels and two spatial axes, such as 64 x 56 x 56"
  private static let refusals: [Refusal] = [
    Refusal(GridSample(), on: [[2, 3, 4]], .inputs(expected: "two inputs", found: 1)),
    Refusal(GridSample(), on: [[2, 3], [3, 3, 2]], .rank(expected: map, found: [2, 3])),
    Refusal(
      GridSample(), on: [[2, 3, 4], [2, 3, 4]],
      .conflict(
        "`grid_sample` needs a grid of two numbers for each place, and gets 2 x 3 x 4",
        help: "it is height, width and 2, such as 28 x 28 x 2; `permute([1, 2, 0])` moves channels last")),
    Refusal(RoIAlign(7), on: [[2, 3, 4]], .inputs(expected: "two inputs", found: 1)),
    Refusal(RoIAlign(7), on: [[5], [3, 4]], .rank(expected: map, found: [5])),
    Refusal(
      RoIAlign(7), on: [[2, 3, 4], [3, 5]],
      .conflict(
        "`roi_align` needs boxes of four numbers, and gets 3 x 5",
        help: "a row is the left, top, right and bottom edge of a box, such as 1000 x 4")),
    Refusal(RoIAlign(.each([7])), on: [[2, 3, 4], [3, 4]], .axes(argument: "size", given: 1, needed: 2)),
    Refusal(
      MaxUnpool(2), on: [[2, 2, 2], [2, 6, 6]],
      .conflict(
        "`max_unpool` needs the 2 x 3 x 3 that `max_pool` makes of 2 x 6 x 6, and gets 2 x 2 x 2",
        help: "its arguments are those of the pooling, and the values may have changed but not their shape")),
    Refusal(
      MaxUnpool(3, stride: 2), on: [[1, 2], [1, 5]],
      .conflict(
        "the windows of `max_unpool` overlap, and two values could go to one place",
        help: "a stride of at least the kernel keeps them apart")),
    Refusal(MaxUnpool(2), on: [[1, 2]], .inputs(expected: "two inputs", found: 1)),
    Refusal(attention, on: [[3, 4], [8, 4]], .inputs(expected: "three inputs", found: 2)),
    Refusal(
      attention, on: [[3, 4, 1], [8, 4], [3, 2, 2]],
      .rank(expected: "sequences of features, such as 300 x 256", found: [3, 4, 1])),
    Refusal(
      attention, on: [[3, 5], [8, 4], [3, 2, 2]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 2)),
    Refusal(
      attention, on: [[3, 4], [6, 4], [3, 2, 2]],
      .conflict(
        "`deformable_attention` needs a memory of 8 positions, and gets 6 x 4",
        help: "`levels` gives height and width of each map, whose positions follow each other")),
    Refusal(
      attention, on: [[3, 4], [8, 4], [3, 2]],
      .conflict(
        "`deformable_attention` needs a reference of 3 x 2 x 2, and gets 3 x 2",
        help: "it has a column and a row for each query and each level")),
  ]

  @Test(arguments: refusals) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  /// The largest extents cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1))) func extentsCostNoTime() throws {
    let most = 1 << 40
    let cases: [(op: any Operator, inputs: [Shape])] = [
      (GridSample(), [[most, most, most], [most, most, 2]]),
      (RoIAlign(.all(most), samplingRatio: most), [[most, most, most], [most, 4]]),
      (MaxUnpool(2), [[most, most / 2, most / 2], [most, most, most]]),
    ]
    for (op, inputs) in cases {
      let output = try op.output(of: inputs).shape(of: inputs)
      #expect(output.dimensions.allSatisfy { $0 == most })
      #expect((try? op.work(from: inputs, to: output).vector()) == nil)
      _ = op.reach(from: inputs, to: output)
    }
  }
}
