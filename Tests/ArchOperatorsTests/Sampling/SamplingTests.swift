import ArchGraph
import ArchOperators
import Testing

/// The largest extents for operators that read or write at computed places.
@Suite struct SamplingTests {
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
