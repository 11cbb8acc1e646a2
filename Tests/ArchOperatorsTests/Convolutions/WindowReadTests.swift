import ArchGraph
import ArchOperators
import Testing

/// The elements that windows read, counted one by one.
@Suite struct WindowReadTests {
  @Test func convolutionReadsWhatLiesUnderATap() throws {
    for (kernel, stride, dilation, sides, extent) in Self.windows {
      let op = Conv(
        1, kernel: .all(kernel), stride: .all(stride), padding: .explicit([sides]), dilation: .all(dilation))
      let input: Shape = [1, extent]
      guard let output = try? op.output(of: [input]).shape(of: [input]) else { continue }
      var read: Set<Int> = []
      for step in 0..<output[1] {
        for tap in 0..<kernel { read.insert(step * stride - sides.before + tap * dilation) }
      }
      let found = try op.work(from: [input], to: output)[.activationReads].value()
      #expect(found == read.count { (0..<extent).contains($0) }, "\(op.call) on \(input)")
    }
  }

  @Test func transposedConvolutionReadsWhatItDoesNotCutOff() throws {
    for (kernel, stride, dilation, sides, extent) in Self.windows {
      let op = ConvTranspose(
        1, kernel: .all(kernel), stride: .all(stride), padding: .explicit([sides]),
        outputPadding: .all((kernel + extent) % max(stride, dilation)), dilation: .all(dilation), bias: false)
      let input: Shape = [1, extent]
      guard let output = try? op.output(of: [input]).shape(of: [input]) else { continue }
      var (inputs, taps): (Set<Int>, Set<Int>) = ([], [])
      for position in 0..<extent {
        for tap in 0..<kernel
        where (0..<output[1]).contains(position * stride + tap * dilation - sides.before) {
          inputs.insert(position)
          taps.insert(tap)
        }
      }
      let work = op.work(from: [input], to: output)
      #expect(try work[.activationReads].value() == inputs.count, "\(op.call) on \(input)")
      #expect(try work[.weightReads].value() == taps.count, "\(op.call) on \(input)")
    }
  }

  private static let windows: [(Int, Int, Int, Padding.Sides, Int)] = {
    var found: [(Int, Int, Int, Padding.Sides, Int)] = []
    for kernel in 1...4 {
      for stride in 1...5 {
        for dilation in 1...5 {
          for sides in [(0, 0), (1, 0), (0, 2), (3, 3), (4, 1)] {
            for extent in [1, 2, 3, 5, 8, 13] {
              found.append((kernel, stride, dilation, .init(sides.0, sides.1), extent))
            }
          }
        }
      }
    }
    return found
  }()

  /// Figures too large to be counted one by one that follow from smaller ones.
  @Test func readsOfLongAxes() throws {
    func read(_ op: some Operator, _ extent: Int) throws -> Int {
      let input: Shape = [1, extent]
      return try op.work(from: [input], to: op.output(of: [input]).shape(of: [input]))[.activationReads]
        .value()
    }
    // Two taps 3 apart, every 5: positions 0, 3, 5, 8, 10, …, two of every five but for the last window.
    #expect(try read(Conv(1, kernel: 2, stride: 5, dilation: 3), 1 << 40) == 2 * (((1 << 40) - 4) / 5 + 1))
    // Taps 2 apart at every step: all positions.
    #expect(try read(Conv(1, kernel: 3, dilation: 2), 1 << 40) == 1 << 40)
    // Taps and steps 2 apart: every second position.
    #expect(try read(Conv(1, kernel: .all(1 << 20), stride: 2, dilation: 2), 1 << 40) == 1 << 39)
    // As many taps as the axis has positions, and padding all round: one by one, each is met.
    #expect(try read(MaxPool(.all(1 << 40), stride: 1, padding: .same), 1 << 40) == 1 << 40)
    #expect(try read(AvgPool(2, stride: .all(1 << 20)), 1 << 40) == 2 << 20)
    #expect(try read(ConvTranspose(1, kernel: 1, padding: 5), 1 << 30) == (1 << 30) - 10)
  }
}
