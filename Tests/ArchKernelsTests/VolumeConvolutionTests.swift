import Testing

@testable import ArchKernels

/// Convolutions of volumes with steps of their own on each axis, both ways to run them, against their definition.
@Suite struct VolumeConvolutionTests {
  /// Small whole numbers, with which sums are exact whatever their order.
  private static func numbers(_ count: Int, _ modulus: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7 + $0 / 5) % modulus - modulus / 2) }
  }

  static let cases: [[KernelAxis]] = [
    [axis(5, 2, stride: 2), axis(4, 3, padding: 1), axis(6, 3, padding: 1)],
    [axis(6, 3, stride: 3, padding: 1), axis(5, 2, stride: 2), axis(7, 2)],
    [axis(4, 1), axis(3, 1, stride: 2), axis(5, 1)], [axis(4, 1), axis(3, 1), axis(5, 1)],
    [
      axis(7, 2, stride: 2, dilation: 3, padding: 1), axis(3, 2),
      axis(9, 3, stride: 2, dilation: 2, padding: 2),
    ],
  ]

  private static func axis(
    _ extent: Int, _ kernel: Int, stride: Int = 1, dilation: Int = 1, padding: Int = 0
  ) -> KernelAxis {
    KernelAxis(
      kernel: kernel, stride: stride, dilation: dilation, before: padding, after: padding, extent: extent)
  }

  @Test(arguments: cases, Convolution.Method.allCases)
  func agreesWithTheDefinition(axes: [KernelAxis], method: Convolution.Method) throws {
    let all = try #require(KernelAxes(axes))
    let (batch, channels) = (2, 2)
    for filters in [1, 9] {
      let x = Self.numbers(batch * channels * all.inputCount, 11)
      let weights = Self.numbers(filters * channels * all.taps, 7)
      let expected = expected(x, weights, axes, batch: batch, channels: channels, filters: filters)
      for tiles in Tiles.all {
        let pool = WorkerPool.serial
        var out = [Float](repeating: 0.25, count: batch * filters * all.outputCount + 64)
        weights.withUnsafeBufferPointer { weights in
          guard let start = weights.baseAddress else { return }
          let convolution = Convolution(
            start, filters: filters, channels: channels, groups: 1, axes: all, tiles: tiles, method: method,
            pool: pool)
          _ = convolution.run(x, batch: batch, finish: Finish(), into: &out, pool: pool)
        }
        #expect(Array(out.prefix(expected.count)) == expected, "\(filters) filters with \(tiles.name)")
        #expect(out.dropFirst(expected.count).allSatisfy { $0 == 0.25 })
      }
    }
  }

  private func expected(
    _ x: [Float], _ weights: [Float], _ axes: [KernelAxis], batch: Int, channels: Int, filters: Int
  ) -> [Float] {
    /// Every position of a box.
    func positions(_ extents: [Int]) -> [[Int]] {
      extents.reduce([[]]) { found, extent in found.flatMap { old in (0..<extent).map { old + [$0] } } }
    }
    let (steps, taps) = (positions(axes.map(\.steps)), positions(axes.map(\.kernel)))
    var result: [Float] = []
    for example in 0..<batch {
      for filter in 0..<filters {
        for step in steps {
          var sum: Float = 0
          for channel in 0..<channels {
            for (index, tap) in taps.enumerated() {
              var place = example * channels + channel
              var isInside = true
              for (axis, (step, tap)) in zip(axes, zip(step, tap)) {
                let position = step * axis.stride - axis.before + tap * axis.dilation
                isInside = isInside && position >= 0 && position < axis.extent
                place = place * axis.extent + position
              }
              if isInside { sum += x[place] * weights[(filter * channels + channel) * taps.count + index] }
            }
          }
          result.append(sum)
        }
      }
    }
    return result
  }
}
