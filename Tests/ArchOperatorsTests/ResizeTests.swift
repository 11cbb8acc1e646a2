import ArchGraph
import ArchOperators
import Testing

/// Resizing, against PyTorch and at its limits.
@Suite struct ResizeTests {
  /// Shape and values are those that PyTorch computes.
  @Test(arguments: ResizeFacts.facts) func agreesWithPyTorch(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  private static let refusals: [Refusal] = [
    Refusal(
      Resize(size: 3), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(
      Resize(size: .each([3, 4])), on: [[2, 5]], .axes(argument: "size", given: 2, needed: 1)),
    Refusal(
      Resize(scale: .each([1.5])), on: [[2, 5, 5]], .axes(argument: "scale", given: 1, needed: 2)),
    Refusal(Resize(scale: 0.2), on: [[2, 9, 4]], .empty(axis: "width", extent: 0)),
    Refusal(Resize(scale: .all(1e12)), on: [[2, 9]], .tooLarge([9])),
    Refusal(
      Resize(size: 3, mode: .cubic), on: [[2, 5]],
      .conflict(
        "`mode: cubic` of `resize` is for two spatial axes, and the input has 1",
        help: "`linear` is for one to three")),
    Refusal(
      Resize(size: 3, alignCorners: true), on: [[2, 5]],
      .conflict(
        "`align_corners` of `resize` is for `linear` and `cubic`",
        help: "`nearest` has no centres to interpolate between")),
    Refusal(
      both, on: [[2, 5]],
      .conflict(
        "`resize` takes either `size` or `scale`",
        help:
          "`size: [33, 33]` are the extents of the output, `scale: 1.5` is how many times as large they become"
      )),
  ]

  private static var both: Resize {
    var op = Resize(size: 3)
    op.scale = 2.0
    return op
  }

  @Test(arguments: refusals) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  /// An extent that is a product with a fraction shows how it came about.
  @Test func showsWhereExtentsComeFrom() throws {
    func working(_ scale: Double, _ extent: Int) throws -> String {
      try Resize(scale: .all(scale)).output(of: [[1, extent]]).extents(of: [[1, extent]])[1].formula.text(
        .values)
    }
    #expect(try working(1.5, 7) == "floor(7*3/2)")
    #expect(try working(2, 7) == "7*2")
    #expect(try working(1.3, 7) == "floor(7*13/10)")
    #expect(try working(1.0 / 3, 7) == "2")
  }

  /// What `upsample` cannot do names the layer that can.
  @Test func upsampleNamesResize() throws {
    func help(_ values: [ArgumentValue?]) -> String? {
      do {
        _ = try Upsample(Arguments(Upsample.signature, values))
        return nil
      } catch {
        return error.help
      }
    }
    #expect(
      help([.decimal(1.5), .word("bilinear")])
        == "`resize(size: [33, 33], mode: linear)` resizes to any extents, `resize(scale: 1.5, mode: linear)` by any factor"
    )
    #expect(
      help([[2, 1.5], nil])
        == "`resize(size: [33, 33])` resizes to any extents, `resize(scale: [2, 1.5])` by any factor")
    #expect(help([8, .word("bicubic")]) == "`resize(scale: 8, mode: cubic)` does that")
    #expect(help([2, .word("linear")]) == "`bilinear` is linear on one axis and trilinear on three")
    #expect(help([0, nil]) == nil)
  }

  @Test(arguments: [-1, 0, 2e12]) func refusesFactorsOutOfRange(scale: Double) {
    #expect(throws: ArgumentFault.self) {
      try Resize(Arguments(Resize.signature, [nil, .decimal(scale), nil, nil]))
    }
  }

  /// The largest extents cost no time, and are as exact as small ones.
  @Test(.timeLimit(.minutes(1))) func extentsCostNoTime() throws {
    let most = 1 << 40
    let cases: [(op: Resize, extent: Int, size: Int, read: Int)] = [
      (Resize(size: .all(most), mode: .linear), most - 1, most, most - 1),
      (Resize(size: .all(most - 1), mode: .linear), most, most - 1, most),
      (Resize(size: 2, mode: .linear, alignCorners: true), most, 2, 3),
      (Resize(size: .all(most / 4), mode: .linear), most, most / 4, most / 2),
      (Resize(size: .all(most)), 1, most, 1), (Resize(scale: 0.5), most, most / 2, most / 2),
      (Resize(size: .all(most), mode: .area), most - 1, most, most - 1),
    ]
    for (op, extent, size, read) in cases {
      let input: Shape = [1, extent]
      let output = try op.output(of: [input]).shape(of: [input])
      #expect(output == [1, size])
      #expect(try op.work(from: [input], to: output)[.activationReads].value() == read)
      _ = op.reach(from: [input], to: output)
    }
  }
}
