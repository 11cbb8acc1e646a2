import ArchGraph
import ArchOperators
import Testing

/// Resizing, against PyTorch and at its limits.
@Suite struct ResizeTests {
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

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.interpolate.
  static let resize: [SequenceFact] = [
    SequenceFact(
      Resize(size: .each([5, 7])), on: [[2, 3, 4]], gives: [2, 5, 7], parameters: 0,
      checksum: 87.75, entries: [23: 0.875, 69: 1]),
    SequenceFact(
      Resize(size: .each([4, 3])), on: [[2, 9, 7]], gives: [2, 4, 3], parameters: 0,
      checksum: 13.25, entries: [8: -0.125, 23: -0.25]),
    SequenceFact(
      Resize(scale: 1.7), on: [[2, 5, 6]], gives: [2, 8, 10], parameters: 0,
      checksum: 172.375, entries: [53: -0.125, 159: 1.25]),
    SequenceFact(
      Resize(scale: 1.3), on: [[3, 6]], gives: [3, 7], parameters: 0,
      checksum: 28.875, entries: [7: 0.75, 20: -0.5]),
    SequenceFact(
      Resize(scale: 1.1), on: [[2, 5]], gives: [2, 5], parameters: 0,
      checksum: 27, entries: [3: 1.25, 9: 0.5]),
    SequenceFact(
      Resize(size: .each([3, 2, 5])), on: [[1, 2, 3, 4]], gives: [1, 3, 2, 5], parameters: 0,
      checksum: 40.75, entries: [10: -0.875, 29: -0.875]),
    SequenceFact(
      Resize(size: .each([5, 7]), mode: .linear), on: [[2, 3, 4]], gives: [2, 5, 7], parameters: 0,
      checksum: 96.00714286, entries: [23: 0.583928571, 69: 1]),
    SequenceFact(
      Resize(size: .each([4, 3]), mode: .linear), on: [[2, 9, 7]], gives: [2, 4, 3], parameters: 0,
      checksum: 27.88541667, entries: [8: 1.09895833, 23: 0.755208333]),
    SequenceFact(
      Resize(scale: .each([1.7, 0.6]), mode: .linear), on: [[2, 5, 6]], gives: [2, 8, 3], parameters: 0,
      checksum: 46.97426471, entries: [16: 0.944852941, 47: 0.551470588]),
    SequenceFact(
      Resize(scale: 1.1, mode: .linear), on: [[2, 5, 10]], gives: [2, 5, 11], parameters: 0,
      checksum: 102.7329545, entries: [36: -0.210227273, 109: 1]),
    SequenceFact(
      Resize(size: 11, mode: .linear), on: [[3, 4]], gives: [3, 11], parameters: 0,
      checksum: 87.625, entries: [11: 1, 32: 0.125]),
    SequenceFact(
      Resize(size: .each([3, 2, 5]), mode: .linear), on: [[1, 2, 3, 4]], gives: [1, 3, 2, 5], parameters: 0,
      checksum: 50.7328125, entries: [10: -0.265625, 29: 0.53125]),
    SequenceFact(
      Resize(size: .each([33, 33]), mode: .linear), on: [[1, 21, 21]], gives: [1, 33, 33], parameters: 0,
      checksum: 1104.307851, entries: [363: -0.204545455, 1088: 1.125]),
    SequenceFact(
      Resize(size: .each([5, 7]), mode: .linear, alignCorners: true), on: [[2, 3, 4]], gives: [2, 5, 7],
      parameters: 0,
      checksum: 92.625, entries: [23: 0.625, 69: 1]),
    SequenceFact(
      Resize(size: .each([1, 3]), mode: .linear, alignCorners: true), on: [[2, 4, 8]], gives: [2, 1, 3],
      parameters: 0,
      checksum: 8.0625, entries: [2: 0.625, 5: 1.375]),
    SequenceFact(
      Resize(scale: 2.5, mode: .linear, alignCorners: true), on: [[2, 5]], gives: [2, 12], parameters: 0,
      checksum: 75.82954545, entries: [8: 1.13636364, 23: 0.375]),
    SequenceFact(
      Resize(size: .each([5, 7]), mode: .cubic), on: [[2, 3, 4]], gives: [2, 5, 7], parameters: 0,
      checksum: 98.08362486, entries: [23: 0.555709821, 69: 1.16759794]),
    SequenceFact(
      Resize(size: .each([4, 3]), mode: .cubic), on: [[2, 9, 7]], gives: [2, 4, 3], parameters: 0,
      checksum: 26.17528054, entries: [8: 1.22196678, 23: 0.921246564]),
    SequenceFact(
      Resize(scale: .each([1.7, 1.1]), mode: .cubic), on: [[2, 5, 6]], gives: [2, 8, 6], parameters: 0,
      checksum: 98.25192214, entries: [32: 0.65002016, 95: 1.38701919]),
    SequenceFact(
      Resize(size: .each([5, 7]), mode: .cubic, alignCorners: true), on: [[2, 3, 4]], gives: [2, 5, 7],
      parameters: 0,
      checksum: 87.61962891, entries: [23: 0.578125, 69: 1]),
    SequenceFact(
      Resize(size: .each([1, 6]), mode: .cubic, alignCorners: true), on: [[1, 3, 4]], gives: [1, 1, 6],
      parameters: 0,
      checksum: 22.914, entries: [2: 1.572, 5: 1.125]),
    SequenceFact(
      Resize(size: .each([4, 3]), mode: .area), on: [[2, 9, 7]], gives: [2, 4, 3], parameters: 0,
      checksum: 22.73611111, entries: [8: 0.458333333, 23: 0.333333333]),
    SequenceFact(
      Resize(scale: 0.7, mode: .area), on: [[2, 9]], gives: [2, 6], parameters: 0,
      checksum: 13.75, entries: [4: 0.6875, 11: -0.5625]),
    SequenceFact(
      Resize(scale: 1.5, mode: .area), on: [[1, 2, 3, 4]], gives: [1, 3, 4, 6], parameters: 0,
      checksum: 118.875, entries: [24: -0.4375, 71: 1]),
  ]
}

extension Refusal {
  static let resize: [Refusal] = [
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
        "`mode: cubic` of `resize` is for two spatial axes, but the input has 1",
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
          "`size: [33, 33]` gives the extents of the output, `scale: 1.5` how many times as large they become"
      )),
  ]

  private static var both: Resize {
    var op = Resize(size: 3)
    op.scale = 2.0
    return op
  }
}
