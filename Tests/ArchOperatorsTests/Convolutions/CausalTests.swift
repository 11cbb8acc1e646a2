import ArchGraph
import ArchOperators
import Testing

/// Padding before the input alone.
@Suite struct CausalTests {
  @Test func keepsTheLength() throws {
    let op = Conv(16, kernel: 2, padding: .causal, dilation: 8)
    #expect(try op.output(of: [[4, 100]]).shape(of: [[4, 100]]) == [16, 100])
    #expect("\(op.call)" == "conv(16, kernel: 2, padding: causal, dilation: 8)")
  }

  @Test func isForOneAxis() throws {
    #expect(
      throws: Misfit.conflict(
        "`padding: causal` is for one spatial axis, but the input has 2",
        help: "in numbers, causal on the first axis only: `padding: [[2, 0], [1, 1]]`")
    ) { try Conv(1, kernel: 3, padding: .causal).output(of: [[1, 5, 5]]) }
    #expect(
      throws: Misfit.conflict(
        "a transposed window has no `padding: causal`",
        help: "`padding: [[0, 2]]` cuts off everything after the output")
    ) { try ConvTranspose(1, kernel: 3, padding: .causal).output(of: [[1, 5]]) }
    #expect(
      throws: Misfit.conflict(
        "a transposed window has no `padding: causal`",
        help: "`padding: [[0, 4], [1, 2]]` cuts off everything after the output on the first axis")
    ) {
      try ConvTranspose(1, kernel: .each([3, 4]), padding: .causal, dilation: .each([2, 1])).output(of: [
        [1, 5, 5]
      ])
    }
    // What the help says is as long as the input, and sees nothing behind.
    let cut = ConvTranspose(
      1, kernel: 3, padding: .explicit([.init(0, 4), .init(1, 1)]), dilation: .each([2, 1]))
    #expect(try cut.output(of: [[1, 5, 5]]).shape(of: [[1, 5, 5]]) == [1, 5, 5])
    #expect(throws: Misfit.self) { try Pad(.causal).output(of: [[1, 5]]) }
  }

  /// Keras' `Conv2DTranspose(1, 3, strides=2, padding="same")`.
  @Test func transposedSame() throws {
    let op = ConvTranspose(1, kernel: 3, stride: 2, padding: .same)
    #expect(try op.output(of: [[16, 12, 12]]).shape(of: [[16, 12, 12]]) == [1, 24, 24])
    #expect(try op.parameters(of: [[16, 12, 12]]).count(.weight).value() == 145)
  }
}
