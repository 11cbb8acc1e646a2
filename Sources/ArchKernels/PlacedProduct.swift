import CArchKernels
import Synchronization

/// The product of rows read in place with packed columns, each of which becomes a row of the output.
struct PlacedProduct: Sendable {
  /// Rows that are `step` apart in the input; at most as many as a tile has.
  struct Run: Sendable {
    /// Where the first row begins.
    var input: Int
    /// Where its result goes.
    var output: Int
    /// How many rows there are.
    var rows: Int
  }

  /// The offset of each number of the depth from the beginning of a row.
  let offsets: [Int64]
  /// The distance between rows of a run.
  let step: Int
  /// The rows, in runs.
  let runs: [Run]

  /// The most runs that one task takes at a time, so that their inputs stay in the second cache.
  private static let runsAtOnce = 16

  /// `out[c*stride + r] = Σ rows[r, i]*columns[i, c]`, finished; its channels are columns.
  ///
  /// - Returns: how many multiply-adds the tiles did that belong to the product.
  func run(
    _ input: UnsafePointer<Float>, _ columns: PackedColumns, into out: UnsafeMutablePointer<Float>,
    stride: Int, finish: Finish?, pool: WorkerPool
  ) -> Int {
    guard !runs.isEmpty, columns.count > 0 else { return 0 }
    let panels = columns.panels
    let wanted = pool.threads == 1 ? 1 : pool.threads * 4
    let runTasks = min(
      runs.count, max((runs.count + Self.runsAtOnce - 1) / Self.runsAtOnce, (wanted + panels - 1) / panels))
    let panelTasks = min(panels, (wanted + runTasks - 1) / runTasks)
    let done = Atomic<Int>(0)
    pool.forEach(runTasks * panelTasks) { task in
      let (panelTask, runTask) = task.quotientAndRemainder(dividingBy: runTasks)
      let sum = block(
        input, columns, panels: panelTask * panels / panelTasks..<(panelTask + 1) * panels / panelTasks,
        runs: runTask * runs.count / runTasks..<(runTask + 1) * runs.count / runTasks, into: out,
        stride: stride, finish: finish)
      done.wrappingAdd(sum, ordering: .relaxed)
    }
    return done.load(ordering: .relaxed)
  }

  /// Some rows times some columns.
  private func block(
    _ input: UnsafePointer<Float>, _ columns: PackedColumns, panels: Range<Int>, runs range: Range<Int>,
    into out: UnsafeMutablePointer<Float>, stride: Int, finish: Finish?
  ) -> Int {
    let tiles = columns.tiles
    let (depth, step) = (Int64(columns.depth), Int64(step))
    var done = 0
    withUnsafeTemporaryAllocation(of: archk_finish.self, capacity: 1) { slot in
      offsets.withUnsafeBufferPointer { offsets in
        runs.withUnsafeBufferPointer { runs in
          for panel in panels {
            let (channels, width) = (columns.range(of: panel), columns.width(of: panel))
            let first = channels.lowerBound * stride
            let b = columns.panel(panel)
            for index in range {
              let run = runs[index]
              let rows = run.rows
              let place = first + run.output
              if let finish {
                slot[0] = finish.raw(channel: channels.lowerBound, element: place, stride: stride)
              }
              tiles.place(rows: rows, columns: width)(
                depth, input + run.input, offsets.baseAddress, step, b, out + place, Int64(stride),
                Int64(channels.count), finish == nil ? nil : UnsafePointer(slot.baseAddress)
              )
              done += rows * channels.count * columns.depth
            }
          }
        }
      }
    }
    return done
  }
}

extension PlacedProduct.Run {
  /// Cuts `count` rows, `step` apart in the input and side by side in the output, into runs of nearly the same length.
  static func cut(
    _ count: Int, input: Int, step: Int, output: Int, tiles: Tiles
  ) -> [PlacedProduct.Run] {
    let pieces = (count + tiles.rows - 1) / tiles.rows
    return (0..<pieces).map { piece in
      let (first, last) = (piece * count / pieces, (piece + 1) * count / pieces)
      return PlacedProduct.Run(
        input: input + first * step, output: output + first, rows: last - first)
    }
  }
}
