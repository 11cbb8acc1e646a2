import Testing

@testable import ArchKernels

/// Products and convolutions with the tiles of every instruction set that this machine has, against their definitions.
@Suite struct TilesTests {
  static let levels = Tiles.all.indices.map(\.self)

  /// Small whole numbers, with which sums are exact whatever their order.
  private func numbers(_ count: Int, _ start: Int) -> [Float] {
    var state = UInt32(truncatingIfNeeded: start &* 2_654_435_761 | 1)
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(Int(state >> 24) % 17 - 8)
    }
  }

  @Test func theBestComesFirstAndTheBaselineIsThere() {
    #expect(Tiles.best.name == Tiles.all[0].name)
    #expect(Set(Tiles.all.map(\.name)).count == Tiles.all.count)
    for tiles in Tiles.all { #expect(tiles.rows >= 1 && tiles.narrowColumns < tiles.wideColumns) }
  }

  /// Compares a product with its definition, and looks that nothing beside it is touched.
  private func checkProduct(
    rows: Int, depth: Int, columns: Int, tiles: Tiles, adds: Bool, isTransposed: Bool, pool: WorkerPool
  ) -> Bool {
    let (a, b) = (numbers(rows * depth, rows + depth), numbers(depth * columns, columns + 7))
    let stride = columns + 3
    let sentinel: Float = 4096.5
    let out = Block(Array(repeating: sentinel, count: rows * stride + 64))
    for row in 0..<rows where adds {
      for column in 0..<columns { out.start[row * stride + column] = Float(row - column) }
    }
    let (left, right) = (Block(a), Block(b))
    let view = MatrixView(right.start, rowStride: isTransposed ? depth : columns)
    let done = MatrixView.multiply(
      MatrixView(left.start, rowStride: depth), isTransposed ? view.transposed : view, rows: rows,
      depth: depth,
      columns: columns, into: out.start, stride: stride, adds: adds, tiles: tiles, pool: pool)
    guard done == rows * depth * columns else { return false }
    for index in 0..<out.count {
      let (row, column) = index.quotientAndRemainder(dividingBy: stride)
      var expected = sentinel
      if row < rows, column < columns {
        // Whole numbers this small are exact, and quick enough to add up without optimisation.
        var sum = 0
        for i in 0..<depth {
          sum += Int(a[row * depth + i]) * Int(isTransposed ? b[column * depth + i] : b[i * columns + column])
        }
        expected = Float(sum + (adds ? row - column : 0))
      }
      guard out.start[index] == expected else { return false }
    }
    return true
  }

  @Test(arguments: levels) func productsOfEverySizeAroundTheTiles(level: Int) {
    let tiles = Tiles.all[level]
    let pool = WorkerPool(threads: 1)
    for rows in 1...33 {
      for columns in 1...33 {
        let holds = checkProduct(
          rows: rows, depth: 1 + (rows + columns) % 5, columns: columns, tiles: tiles,
          adds: (rows + columns) % 3 == 0, isTransposed: false, pool: pool)
        #expect(holds, "\(rows) x \(columns) with \(tiles.name)")
      }
    }
  }

  @Test(arguments: levels) func productsAroundWideTiles(level: Int) {
    let tiles = Tiles.all[level]
    let pool = WorkerPool(threads: 2)
    let edges = [tiles.narrowColumns, tiles.wideColumns, 2 * tiles.wideColumns, 256].flatMap {
      [$0 - 1, $0, $0 + 1]
    }
    for columns in edges where columns > 0 {
      for rows in [1, tiles.rows - 1, tiles.rows, tiles.rows + 1, 2 * tiles.rows + 1] where rows > 0 {
        for isTransposed in [false, true] {
          let holds = checkProduct(
            rows: rows, depth: 3, columns: columns, tiles: tiles, adds: false, isTransposed: isTransposed,
            pool: pool)
          #expect(holds, "\(rows) x \(columns), transposed \(isTransposed), with \(tiles.name)")
        }
      }
    }
  }

  /// Depths around the block that is multiplied in one go: the sums of the blocks are added up.
  @Test(arguments: levels, [319, 320, 321, 640, 641]) func depthsAroundTheBlock(level: Int, depth: Int) {
    let tiles = Tiles.all[level]
    for (rows, columns) in [(1, 1), (5, 17), (7, 33), (tiles.rows + 1, tiles.wideColumns + 1)] {
      for adds in [false, true] {
        let holds = checkProduct(
          rows: rows, depth: depth, columns: columns, tiles: tiles, adds: adds, isTransposed: false,
          pool: .serial)
        #expect(holds, "\(rows) x \(depth) x \(columns), adds \(adds), with \(tiles.name)")
      }
    }
  }

  /// Convolutions whose filters, channels and pixels are around the tiles' rows, the block and the tiles' columns.
  ///
  /// Both ways to run them, the sums as they are and finished.
  @Test(arguments: levels, Convolution.Method.allCases) func convolutions(
    level: Int, method: Convolution.Method
  ) throws {
    let tiles = Tiles.all[level]
    let pool = WorkerPool(threads: 2)
    var cases:
      [(
        channels: Int, filters: Int, groups: Int, height: Int, width: Int, kernel: Int, stride: Int,
        padding: Int, dilation: Int
      )] = []
    for extent in [1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33] { cases.append((2, 3, 1, 2, extent, 3, 1, 1, 1)) }
    for filters in [1, 2, 7, 8, 9, 15, 16, 17, 33] { cases.append((1, filters, 1, 3, 5, 2, 1, 0, 1)) }
    for channels in [35, 36, 71, 72] { cases.append((channels, 2, 1, 4, 5, 3, 1, 1, 1)) }
    cases += [
      (320, 3, 1, 3, 3, 1, 1, 0, 1), (321, 3, 1, 3, 3, 1, 1, 0, 1), (4, 6, 2, 7, 6, 3, 2, 1, 1),
      (5, 33, 1, 4, 16, 1, 1, 0, 1), (3, 34, 1, 7, 7, 1, 1, 0, 1), (700, 5, 1, 4, 9, 1, 1, 0, 1),
      (2, 4, 1, 9, 8, 3, 1, 2, 2), (2, 3, 1, 9, 9, 2, 3, 1, 1), (6, 6, 3, 4, 4, 3, 1, 1, 1),
    ]
    for test in cases {
      let axes = try #require(
        KernelAxes(
          [test.height, test.width].map {
            KernelAxis(
              kernel: test.kernel, stride: test.stride, dilation: test.dilation, before: test.padding,
              after: test.padding, extent: $0)
          }))
      let batch = 2
      let (inputs, outputs) = (test.channels / test.groups, test.filters / test.groups)
      let taps = test.kernel * test.kernel
      let x = numbers(batch * test.channels * axes.inputCount, 3)
      let weights = numbers(test.filters * inputs * taps, 5)
      let bias = numbers(test.filters, 11)
      let outCount = batch * test.filters * axes.outputCount
      let (image, filters) = (Block(x), Block(weights))
      let convolution = Convolution(
        filters.start, filters: test.filters, channels: test.channels, groups: test.groups, axes: axes,
        tiles: tiles, method: method, pool: pool)
      let biases = Block(bias)
      let factors = ChannelFactors(
        channels: test.filters, bias: biases.start,
        affine: ((0..<test.filters).map { Float($0 % 3 - 1) }, (0..<test.filters).map { Float($0 % 7) }))
      for kind in Finished.allCases {
        let out = Block(Array(repeating: 0.25, count: outCount + 16))
        let addend = Block(numbers(outCount, 17))
        var finish = Finish()
        if kind != .plain { finish = factors.finish }
        if kind == .bounded { (finish.low, finish.high) = (-20, 30) }
        if kind == .added { finish.addend = UnsafePointer(addend.start) }
        if kind == .addedInPlace {
          out.start.update(from: addend.start, count: outCount)
          finish.addend = UnsafePointer(out.start)
          finish.low = 0
        }
        let counts = convolution.run(image.start, batch: batch, finish: finish, into: out.start, pool: pool)
        var place = 0
        var holds = counts.multiplyAdds == batch * test.filters * axes.outputCount * inputs * taps
        for example in 0..<batch {
          for filter in 0..<test.filters {
            for row in 0..<axes.height.steps {
              for column in 0..<axes.width.steps {
                var sum = 0
                for channel in 0..<inputs {
                  let plane = (example * test.channels + filter / outputs * inputs + channel) * test.height
                  for tapY in 0..<test.kernel {
                    let y = row * test.stride - test.padding + tapY * test.dilation
                    guard y >= 0, y < test.height else { continue }
                    for tapX in 0..<test.kernel {
                      let x0 = column * test.stride - test.padding + tapX * test.dilation
                      guard x0 >= 0, x0 < test.width else { continue }
                      let weight = weights[
                        ((filter * inputs + channel) * test.kernel + tapY) * test.kernel + tapX]
                      sum += Int(x[(plane + y) * test.width + x0]) * Int(weight)
                    }
                  }
                }
                if kind != .plain { sum = (sum + Int(bias[filter])) * (filter % 3 - 1) + filter % 7 }
                if kind == .bounded { sum = min(max(sum, -20), 30) }
                if kind == .added || kind == .addedInPlace { sum += Int(addend.start[place]) }
                if kind == .addedInPlace { sum = max(sum, 0) }
                holds = holds && out.start[place] == Float(sum)
                place += 1
              }
            }
          }
        }
        holds = holds && (place..<out.count).allSatisfy { out.start[$0] == 0.25 }
        #expect(holds, "\(test), \(kind), with \(tiles.name)")
      }
    }
  }

  /// What becomes of the sums of a convolution.
  enum Finished: CaseIterable {
    case plain, scaled, bounded, added, addedInPlace
  }
}

/// Numbers at a place that stays.
private final class Block {
  let start: UnsafeMutablePointer<Float>
  let count: Int

  init(_ numbers: [Float]) {
    count = numbers.count
    start = .allocate(capacity: max(1, count))
    for (index, number) in numbers.enumerated() { (start + index).initialize(to: number) }
  }

  deinit { start.deallocate() }
}
