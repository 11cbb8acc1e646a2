import ArchGraph
import ArchKernels
import ArchRuntime

/// Scores of heads, their softmax and the weighted sums, for kernels: `[windows, rows, heads*width]` each.
struct HeadProducts {
  let scoring: Scoring
  let heads: Int, groups: Int
  /// The rows of queries and of keys in a window, and the features of a query and of a value in a head.
  let tokens: Int, places: Int, width: Int, valueWidth: Int

  /// The bytes for scores and products of one head on each thread; sizes may exceed all memory.
  static func workingMemory(tokens: Double, places: Double, width: Double, threads: Int) -> Double {
    let ofHead: Double = 4 * tokens * (2 * places + width) + 1_048_576
    return Double(threads) * ofHead
  }

  /// Runs head by head on all threads.
  ///
  /// - Parameters:
  ///   - queries: already multiplied by their scale.
  ///   - adjust: changes the scores of a head of a window, `[tokens, places]`, and returns how many it added to.
  func run(
    _ run: inout KernelRun, windows: Int, queries: UnsafePointer<Float>, keys: UnsafePointer<Float>,
    values: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    adjust: (_ scores: UnsafeMutablePointer<Float>, _ window: Int, _ head: Int) -> Int
  ) {
    let tally = Guarded(WorkVector())
    run.pool.forEach(windows * heads) { task in
      let (window, head) = task.quotientAndRemainder(dividingBy: heads)
      let group = head / (heads / groups)
      var done = WorkVector()
      Scratch.with(tokens * places) { scores in
        done[.multiplyAdds] += MatrixView.multiply(
          MatrixView(queries + (window * tokens * heads + head) * width, rowStride: heads * width),
          MatrixView(keys + (window * places * groups + group) * width, rowStride: groups * width).transposed,
          rows: tokens, depth: width, columns: places, into: scores, stride: places, pool: .serial)
        done[.additions] += adjust(scores, window, head)
        for query in 0..<tokens { finish(scores + query * places, query, &done) }
        done[.multiplyAdds] += MatrixView.multiply(
          MatrixView(scores, rowStride: places),
          MatrixView(
            values + (window * places * groups + group) * valueWidth, rowStride: groups * valueWidth),
          rows: tokens, depth: places, columns: valueWidth,
          into: out + (window * tokens * heads + head) * valueWidth, stride: heads * valueWidth, pool: .serial
        )
      }
      tally.withLock { sum in for kind in Work.Kind.all { sum[kind] += done[kind] } }
    }
    let done = tally.withLock { $0 }
    for kind in Work.Kind.all where done[kind] != 0 { run.did(kind, done[kind]) }
  }

  /// Bends, masks and normalises the scores of one query.
  private func finish(_ row: UnsafeMutablePointer<Float>, _ query: Int, _ done: inout WorkVector) {
    if let cap = scoring.softCap.map({ Float($0) }) {
      for index in 0..<places { row[index] = (row[index] / cap).hyperbolicTangent() * cap }
      done[.divisions] += places
      done[.transcendentals] += places
      done[.multiplications] += places
    }
    if scoring.masks {
      let position = places - tokens + query
      for key in 0..<places where !scoring.sees(position, key) { row[key] = -.infinity }
    }
    var largest = row[0]
    for index in 1..<max(1, places) { largest = Float.maximum(largest, row[index]) }
    Loops.exponential(places, row, minus: largest, row)
    let sum = Loops.total(places, row)
    for index in 0..<places { row[index] /= sum }
    done[.comparisons] += places - 1
    done[.subtractions] += places
    done[.exponentials] += places
    done[.additions] += places - 1
    done[.divisions] += places
  }
}

extension KernelRun {
  /// Rotates the heads of each row, `[windows, rows, heads*width]`, by its position.
  mutating func turn(
    _ rotary: Rotary, _ x: UnsafeMutablePointer<Float>, windows: Int, rows: Int, heads: Int, width: Int,
    from position: Int, stride: Int
  ) {
    let pairs = rotary.pairs(width)
    let angles = RotaryAngles(rotary, of: width, places: position + rows)
    for row in 0..<rows {
      let turns = (0..<pairs).map { angles.turn($0, at: position + row) }
      for window in 0..<windows {
        for head in 0..<heads {
          let start = x + window * stride + (row * heads + head) * width
          for pair in 0..<pairs {
            let (a, b) = rotary.places(pair, of: width)
            let (first, second, turn) = (start[a], start[b], turns[pair])
            start[a] = first * turn.cosine - second * turn.sine
            start[b] = second * turn.cosine + first * turn.sine
          }
        }
      }
    }
    let count = windows * rows * heads * pairs
    did(.multiplications, 4 * count)
    did(.additions, count)
    did(.subtractions, count)
  }

  /// Normalises adjacent heads with this many features.
  mutating func normalise(
    _ norm: HeadNorm, _ x: UnsafeMutablePointer<Float>, heads: Int, width: Int,
    _ weight: UnsafePointer<Float>?,
    _ bias: UnsafePointer<Float>?
  ) {
    guard norm != .none else { return }
    let centres = norm == .layer
    for head in 0..<heads {
      let start = x + head * width
      let mean = centres ? Loops.total(width, start) / Float(width) : 0
      var squares: Float = 0
      for index in 0..<width {
        start[index] -= mean
        squares += start[index] * start[index]
      }
      let size =
        norm == .l2
        ? Float.maximum(squares.squareRoot(), HeadNorm.epsilon)
        : (squares / Float(width) + HeadNorm.epsilon).squareRoot()
      for index in 0..<width {
        start[index] = start[index] / size
        if let weight { start[index] = start[index] * weight[index] + (bias?[index] ?? 0) }
      }
    }
    let features = heads * width
    did(.multiplications, features * (norm == .l2 ? 1 : 2))
    did(
      .additions,
      heads * (width - 1) * (centres ? 2 : 1) + (norm == .l2 ? 0 : heads) + (centres ? features : 0))
    did(.divisions, features + (norm == .l2 ? 0 : heads) + (centres ? heads : 0))
    did(.transcendentals, heads)
    if norm == .l2 { did(.comparisons, heads) }
    if centres { did(.subtractions, features) }
  }
}
