import ArchGraph
import ArchKernels
import ArchRuntime

extension MultiHead {
  /// The bytes that the kernel takes: what is projected, laid out rows of the products, and scores on each thread.
  func workingMemory(of x: Shape, memory: Shape, batch: Int, threads: Int) -> Double {
    let (tokens, features) = (Double(x[x.rank - 2]), Double(x[x.rank - 1]))
    let places = Double(memory[memory.rank - 2])
    let rows: Double = x.bytes(batch) / (4 * features)
    let memoryRows: Double = memory.bytes(batch) / (4 * Double(memory[memory.rank - 1]))
    let key = Double(keyWidth ?? x[x.rank - 1] / max(1, heads))
    let value = valueWidth.map { Double($0) } ?? key
    let groups = Double(keyHeads ?? heads)
    let projected: Double = rows * Double(heads) * (key + 2 * value) + memoryRows * groups * (key + value)
    let ofHead: Double = 4 * tokens * (2 * places + key) + 1_048_576
    let laidOut: Double = x.bytes(batch) + memory.bytes(batch)
    return 4 * projected + Double(threads) * ofHead + laidOut
  }

  /// Runs attention: products for all queries, keys and values, and then head by head.
  ///
  /// - Parameter adjust: changes the scores of a head, `[tokens, memory tokens]`, and tells how many it added to.
  func execute(
    _ run: inout KernelRun, adjust: (_ scores: UnsafeMutablePointer<Float>, _ head: Int) -> Int
  ) throws(KernelFault) {
    let shape = run.shapes[0]
    let memoryShape = run.shapes.count > 1 ? run.shapes[1] : shape
    let memory = run.shapes.count > 1 ? run.input(1) : run.input(0)
    let (tokens, features) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let (places, source) = (memoryShape[memoryShape.rank - 2], memoryShape[memoryShape.rank - 1])
    let windows = run.batch * run.elements(0) / (tokens * features)
    let (key, groups) = (keyWidth ?? features / heads, keyHeads ?? heads)
    let value = valueWidth ?? key
    let out = try run.output(output ? shape.dimensions : shape.dimensions.dropLast() + [heads * value])

    var next = 0
    func take(_ extents: [Int], _ run: inout KernelRun) throws(KernelFault) -> UnsafePointer<Float> {
      defer { next += 1 }
      return try run.weight(next, extents)
    }
    let before = run.weightElements
    let ofQuery = try take([heads * key, features], &run)
    let queryBias = bias ? try take([heads * key], &run) : nil
    let ofKey = try take([groups * key, source], &run)
    let keyBias = bias ? try take([groups * key], &run) : nil
    let ofValue = try take([groups * value, source], &run)
    let valueBias = bias ? try take([groups * value], &run) : nil
    let ofOutput = output ? try take([features, heads * value], &run) : nil
    let outputBias = output && (outputBias ?? bias) ? try take([features], &run) : nil
    run.did(.weightReads, run.weightElements - before)

    let (rows, memoryRows) = (windows * tokens, windows * places)
    let sizes = [
      rows * heads * key, memoryRows * groups * key, memoryRows * groups * value, rows * heads * value,
    ]
    Scratch.with(sizes.reduce(0, +)) { room in
      let queries = room
      let keys = queries + sizes[0]
      let values = keys + sizes[1]
      let mixed = output ? values + sizes[2] : out
      run.project(
        run.input(0), rows: rows, features: features, by: ofQuery, units: heads * key, bias: queryBias,
        into: queries)
      run.project(
        memory, rows: memoryRows, features: source, by: ofKey, units: groups * key, bias: keyBias, into: keys)
      run.project(
        memory, rows: memoryRows, features: source, by: ofValue, units: groups * value, bias: valueBias,
        into: values)
      let scale = 1 / Float(key).squareRoot()
      Loops.affine(sizes[0], queries, scale, 0, queries)
      run.did(.multiplications, sizes[0])

      let tally = Guarded(WorkVector())
      let heads = heads
      run.pool.forEach(windows * heads) { task in
        let (window, head) = task.quotientAndRemainder(dividingBy: heads)
        let group = head / (heads / groups)
        var done = WorkVector()
        Scratch.with(tokens * places) { scores in
          done[.multiplyAdds] += MatrixView.multiply(
            MatrixView(queries + window * tokens * heads * key + head * key, rowStride: heads * key),
            MatrixView(keys + window * places * groups * key + group * key, rowStride: groups * key)
              .transposed,
            rows: tokens, depth: key, columns: places, into: scores, stride: places, pool: .serial)
          done[.additions] += adjust(scores, head)
          for query in 0..<tokens {
            let row = scores + query * places
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
          done[.multiplyAdds] += MatrixView.multiply(
            MatrixView(scores, rowStride: places),
            MatrixView(values + window * places * groups * value + group * value, rowStride: groups * value),
            rows: tokens, depth: places, columns: value,
            into: mixed + window * tokens * heads * value + head * value, stride: heads * value, pool: .serial
          )
        }
        tally.withLock { sum in for kind in Work.Kind.all { sum[kind] += done[kind] } }
      }
      let done = tally.withLock { $0 }
      for kind in Work.Kind.all where done[kind] != 0 { run.did(kind, done[kind]) }
      if let ofOutput {
        run.project(
          mixed, rows: rows, features: heads * value, by: ofOutput, units: features, bias: outputBias,
          into: out)
      }
    }
    run.did(.activationReads, rows * features + (run.shapes.count > 1 ? memoryRows * source : 0))
    run.did(.writes, output ? rows * features : sizes[3])
  }
}
