import Testing

@testable import ArchKernels

/// The columns of convolutions as they are laid for the tiles, beside the formula for each number.
@Suite struct PixelColumnsTests {
  private static func axis(
    _ extent: Int, kernel: Int, stride: Int = 1, dilation: Int = 1, padding: Int = 0
  ) -> KernelAxis {
    KernelAxis(
      kernel: kernel, stride: stride, dilation: dilation, before: padding, after: padding, extent: extent)
  }

  static let cases: [[KernelAxis]] = [
    [axis(7, kernel: 1), axis(5, kernel: 1)],
    [axis(6, kernel: 3, padding: 1), axis(7, kernel: 3, padding: 1)],
    [axis(9, kernel: 3, stride: 2, padding: 1), axis(8, kernel: 3, stride: 2)],
    [axis(9, kernel: 2, stride: 1, dilation: 3), axis(40, kernel: 2, stride: 3, dilation: 2, padding: 2)],
    [axis(3, kernel: 1), axis(70, kernel: 3, padding: 1)],
    [
      axis(5, kernel: 2, stride: 2), axis(4, kernel: 3, padding: 1),
      axis(6, kernel: 2, stride: 2, dilation: 2, padding: 1),
    ],
  ]

  @Test(arguments: cases) func everyNumberIsInItsPlace(axes: [KernelAxis]) throws {
    let axes = try #require(KernelAxes(axes))
    let channels = 2
    let padded = axes.padded
    let plane = padded.depth * padded.height * padded.width
    let input = (0..<channels * plane).map { Float($0 + 1) }
    let taps = PixelColumns.Taps(channels: channels, axes: axes)
    let (depth, pixels) = (channels * axes.taps, axes.outputCount)
    /// The number of the padded input that a row of the depth has for a pixel.
    func number(_ row: Int, _ pixel: Int) -> Float {
      let (channel, tap) = row.quotientAndRemainder(dividingBy: axes.taps)
      let (kz, ky, kx) = (
        tap / axes.width.kernel / axes.height.kernel, tap / axes.width.kernel % axes.height.kernel,
        tap % axes.width.kernel
      )
      let (pz, py, px) = (
        pixel / axes.width.steps / axes.height.steps, pixel / axes.width.steps % axes.height.steps,
        pixel % axes.width.steps
      )
      let z = pz * axes.depth.stride + kz * axes.depth.dilation
      let y = py * axes.height.stride + ky * axes.height.dilation
      let x = px * axes.width.stride + kx * axes.width.dilation
      return input[channel * plane + (z * padded.height + y) * padded.width + x]
    }
    for column in stride(from: 0, to: pixels, by: 3) {
      for count in [1, 2, 7, 16, 32, 33, 64] where column + count <= pixels {
        for rows in [0..<depth, depth / 2..<depth] {
          let width = count + count % 3
          var memory = [Float](repeating: -1, count: rows.count * width + 100)
          input.withUnsafeBufferPointer { numbers in
            guard let start = numbers.baseAddress else { return }
            PixelColumns(input: start, taps: taps).pack(
              depth: rows, column: column, count: count, width: width, into: &memory)
          }
          let expected = rows.flatMap { row in
            (0..<width).map { $0 < count ? number(row, column + $0) : 0 }
          }
          #expect(Array(memory.prefix(expected.count)) == expected, "\(count) from \(column)")
          #expect(memory.dropFirst(expected.count).allSatisfy { $0 == -1 }, "\(count) from \(column)")
        }
      }
    }
  }

  /// Columns of a matrix, in memory beside each other or apart; those beyond the last are anything but what was there.
  @Test(arguments: [(1, 50), (9, 1), (2, 40)]) func columnsOfMatrices(columnStride: Int, depthStride: Int) {
    let matrix = (0..<1000).map { Float($0 + 1) }
    for (rows, column) in [(0..<5, 0), (2..<7, 3), (6..<7, 1)] {
      for count in [1, 2, 3, 16] {
        for width in [count, count + 1, 32] {
          var memory = [Float](repeating: -1, count: rows.count * width + 40)
          matrix.withUnsafeBufferPointer { numbers in
            guard let start = numbers.baseAddress else { return }
            MatrixColumns(matrix: start, depthStride: depthStride, columnStride: columnStride).pack(
              depth: rows, column: column, count: count, width: width, into: &memory)
          }
          for (line, row) in rows.enumerated() {
            for index in 0..<width {
              let own = memory[line * width + index]
              let number = matrix[row * depthStride + min(column + index, 30) * columnStride]
              #expect(index < count ? own == number : own != -1, "\(row), \(index) of \(count)")
            }
          }
          #expect(memory.dropFirst(rows.count * width).allSatisfy { $0 == -1 }, "\(count) in \(width)")
        }
      }
    }
  }
}
