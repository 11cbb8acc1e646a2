import ArchGraph
import ArchKernels
import ArchRuntime

extension DeformableAttention: Runnable {
  /// The projections, and rows laid out for the products.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let features = Double(inputs[0][1])
    let places = Double(heads) * Double(levels.count) * Double(points)
    let rows = Double(batch) * Double(inputs[0][0])
    let memoryRows = Double(batch) * Double(inputs[1][0])
    let projected: Double = memoryRows * features + rows * (3 * places + features)
    let laidOut: Double = inputs[0].bytes(batch) + inputs[1].bytes(batch) + output.bytes(batch)
    return 4 * projected + laidOut + 1_048_576 * Double(threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (queries, features) = (run.shapes[0][0], run.shapes[0][1])
    let (positions, source) = (run.shapes[1][0], run.shapes[1][1])
    let places = heads * levels.count * points
    let out = try run.output([queries, features])
    var next = 0
    func take(_ units: Int, _ columns: Int, _ run: inout KernelRun) throws(KernelFault) -> Matrix {
      let weight = try run.weight(next, [units, columns])
      let shift = bias ? try run.weight(next + 1, [units]) : nil
      next += bias ? 2 : 1
      return Matrix(weight: weight, bias: shift, features: columns, units: units)
    }
    let value = try take(features, source, &run)
    let offset = try take(2 * places, features, &run)
    let score = try take(places, features, &run)
    let output = try take(features, features, &run)
    run.did(.weightReads, run.weightElements)
    let (rows, memoryRows) = (run.batch * queries, run.batch * positions)
    let sizes = [memoryRows * features, rows * 2 * places, rows * places, rows * features]
    Scratch.with(sizes.reduce(0, +)) { room in
      let values = room
      let offsets = values + sizes[0]
      let scores = offsets + sizes[1]
      let mixed = scores + sizes[2]
      value.run(&run, run.input(1), rows: memoryRows, into: values)
      offset.run(&run, run.input(0), rows: rows, into: offsets)
      score.run(&run, run.input(0), rows: rows, into: scores)
      attend(&run, values: values, offsets: offsets, scores: scores, into: mixed)
      output.run(&run, mixed, rows: rows, into: out)
    }
    run.did(.activationReads, rows * features + memoryRows * source + run.batch * run.elements(2))
    run.did(.writes, rows * features)
  }

  /// A matrix with its bias.
  private struct Matrix {
    let weight: UnsafePointer<Float>
    let bias: UnsafePointer<Float>?
    let features: Int, units: Int

    func run(
      _ run: inout KernelRun, _ x: UnsafePointer<Float>, rows: Int, into out: UnsafeMutablePointer<Float>
    ) {
      run.project(x, rows: rows, features: features, by: weight, units: units, bias: bias, into: out)
    }
  }

  /// The weighted sums over places, for each query and head; scores become shares.
  private func attend(
    _ run: inout KernelRun, values: UnsafePointer<Float>, offsets: UnsafePointer<Float>,
    scores: UnsafeMutablePointer<Float>, into out: UnsafeMutablePointer<Float>
  ) {
    let (queries, features, positions) = (run.shapes[0][0], run.shapes[0][1], run.shapes[1][0])
    let (width, each) = (features / heads, levels.count * points)
    let reference = run.input(2)
    let rows = run.pool.sum(of: run.batch * queries, least: max(1, 4096 / max(1, features * each))) {
      pieces in
      for row in pieces {
        let source = values + row / queries * positions * features
        for head in 0..<heads {
          let shares = scores + (row * heads + head) * each
          Self.softmax(each, shares)
          let target = out + row * features + head * width
          target.update(repeating: 0, count: width)
          var first = 0
          for (level, extents) in levels.enumerated() {
            let start = reference + 2 * (row * levels.count + level)
            for place in level * points..<(level + 1) * points {
              let moved = offsets + 2 * ((row * heads + head) * each + place)
              let tap = BilinearTap(
                row: start[1] * Float(extents[0]) + 1.5 + moved[1],
                column: start[0] * Float(extents[1]) + 1.5 + moved[0], height: extents[0], width: extents[1])
              for feature in 0..<width {
                let plane = source + first * features + head * width + feature
                target[feature] += shares[place] * tap.value(in: plane, step: features)
              }
            }
            first += extents[0] * extents[1]
          }
        }
      }
      return pieces.count
    }
    let places = rows * heads * each
    run.did(.multiplications, 2 * rows * levels.count)
    run.did(.additions, 2 * rows * levels.count + 2 * places + rows * heads * (each - 1))
    run.did(.comparisons, rows * heads * (each - 1))
    run.did(.subtractions, places)
    run.did(.exponentials, places)
    run.did(.divisions, places)
    run.didRead(places: places, reads: places * width)
    run.did(.multiplyAdds, places * width)
  }

  private static func softmax(_ count: Int, _ row: UnsafeMutablePointer<Float>) {
    var largest = row[0]
    for index in 1..<max(1, count) { largest = Float.maximum(largest, row[index]) }
    Loops.exponential(count, row, minus: largest, row)
    let sum = Loops.total(count, row)
    for index in 0..<count { row[index] /= sum }
  }
}
