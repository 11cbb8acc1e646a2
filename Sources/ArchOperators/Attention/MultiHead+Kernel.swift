import ArchGraph
import ArchKernels
import ArchRuntime

extension MultiHead {
  /// The bytes that the kernel takes: projections, rows laid out for the products, and scores on each thread.
  func workingMemory(of x: Shape, memory: Shape, past: Int = 0, batch: Int, threads: Int) -> Double {
    let (tokens, features) = (Double(x[x.rank - 2]), Double(x[x.rank - 1]))
    let places = Double(memory[memory.rank - 2]) + Double(past)
    let rows: Double = x.bytes(batch) / (4 * features)
    let memoryRows: Double =
      memory.bytes(batch) / (4 * Double(memory[memory.rank - 1])) + Double(batch) * Double(past)
    let key = Double(keyWidth ?? x[x.rank - 1] / max(1, heads))
    let value = valueWidth.map { Double($0) } ?? key
    let groups = Double(keyHeads ?? heads)
    let projected: Double = rows * Double(heads) * (key + 2 * value) + memoryRows * groups * (key + value)
    let scores = HeadProducts.workingMemory(tokens: tokens, places: places, width: key, threads: threads)
    let laidOut: Double = x.bytes(batch) + memory.bytes(batch)
    return 4 * projected + scores + laidOut
  }

  /// Runs attention: products for all queries, keys and values, followed by head after head.
  ///
  /// - Parameters:
  ///   - past: how many keys and values come before those of the memory; they are the last tensors.
  ///   - adjust: changes the scores of a head, `[tokens, places]`, and returns how many it added to.
  func execute(
    _ run: inout KernelRun, past: Int = 0, adjust: (_ scores: UnsafeMutablePointer<Float>, _ head: Int) -> Int
  ) throws(KernelFault) {
    let shape = run.shapes[0]
    let memoryShape = run.shapes.count > 1 ? run.shapes[1] : shape
    let memory = run.shapes.count > 1 ? run.input(1) : run.input(0)
    let (tokens, features) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let (news, source) = (memoryShape[memoryShape.rank - 2], memoryShape[memoryShape.rank - 1])
    let places = past + news
    let windows = run.batch * run.elements(0) / (tokens * features)
    let (key, groups) = (keyWidth ?? features / heads, keyHeads ?? heads)
    let value = valueWidth ?? key
    let out = try run.output(output ? shape.dimensions : shape.dimensions.dropLast() + [heads * value])

    var next = 0
    func take(_ extents: [Int], if isThere: Bool = true, _ run: inout KernelRun) throws(KernelFault)
      -> UnsafePointer<Float>?
    {
      guard isThere else { return nil }
      defer { next += 1 }
      return try run.weight(next, extents)
    }
    func takeNorm(_ run: inout KernelRun) throws(KernelFault) -> (
      UnsafePointer<Float>?, UnsafePointer<Float>?
    ) {
      (
        try take([key], if: norm == .rms || norm == .layer, &run), try take([key], if: norm == .layer, &run)
      )
    }
    let before = run.weightElements
    let ofQuery = try take([heads * key, features], &run)
    let queryBias = try take([heads * key], if: biases.query, &run)
    let ofKey = try take([groups * key, source], &run)
    let keyBias = try take([groups * key], if: biases.key, &run)
    let ofValue = try take([groups * value, source], &run)
    let valueBias = try take([groups * value], if: biases.value, &run)
    let ofOutput = try take([features, heads * value], if: output, &run)
    let outputBias = try take([features], if: output && biases.output, &run)
    let (queryNorm, keyNorm) = (try takeNorm(&run), try takeNorm(&run))
    let scales = try take([heads], if: learntScale, &run)
    run.did(.weightReads, run.weightElements - before)
    guard let ofQuery, let ofKey, let ofValue else { return }

    let (rows, memoryRows) = (windows * tokens, windows * places)
    let sizes = [
      rows * heads * key, memoryRows * groups * key, memoryRows * groups * value, rows * heads * value,
    ]
    var cache: [UnsafePointer<Float>] = []
    if past > 0 {
      cache = [
        try run.weight(run.weightCount - 2, [past, groups * key]),
        try run.weight(run.weightCount - 1, [past, groups * value]),
      ]
      run.did(.activationReads, run.batch * past * groups * (key + value))
    }
    Scratch.with(sizes.reduce(0, +)) { room in
      let queries = room
      let keys = queries + sizes[0]
      let values = keys + sizes[1]
      let mixed = output ? values + sizes[2] : out
      run.project(
        run.input(0), rows: rows, features: features, by: ofQuery, units: heads * key, bias: queryBias,
        into: queries)
      // Without a past all windows are one matrix.
      let pieces = past > 0 ? windows : 1
      for piece in 0..<pieces {
        for (index, (target, by, bias, width)) in [
          (keys, ofKey, keyBias, groups * key), (values, ofValue, valueBias, groups * value),
        ].enumerated() {
          let start = target + piece * places * width
          if past > 0 { start.update(from: cache[index], count: past * width) }
          run.project(
            memory + piece * news * source, rows: windows / pieces * news, features: source, by: by,
            units: width,
            bias: bias, into: start + past * width)
        }
      }
      for piece in 0..<pieces {
        run.normalise(
          norm, keys + (piece * places + past) * groups * key, heads: windows / pieces * news * groups,
          width: key,
          keyNorm.0, keyNorm.1)
      }
      run.normalise(norm, queries, heads: rows * heads, width: key, queryNorm.0, queryNorm.1)
      if let rotary {
        run.turn(
          rotary, queries, windows: windows, rows: tokens, heads: heads, width: key, from: places - tokens,
          stride: tokens * heads * key)
        run.turn(
          rotary, keys + past * groups * key, windows: windows, rows: news, heads: groups, width: key,
          from: past,
          stride: places * groups * key)
      }
      if let scales {
        for row in 0..<rows {
          for head in 0..<heads {
            let factor = Float.minimum(scales[head], 4.605_170_2).exponential()
            let start = queries + (row * heads + head) * key
            Loops.affine(key, start, factor, 0, start)
          }
        }
        run.did(.multiplications, sizes[0])
      } else if self.scales {
        Loops.affine(sizes[0], queries, scoring.factor(width: key), 0, queries)
        run.did(.multiplications, sizes[0])
      }
      let products = HeadProducts(
        scoring: scoring, heads: heads, groups: groups, tokens: tokens, places: places, width: key,
        valueWidth: value)
      products.run(
        &run, windows: windows, queries: queries, keys: keys, values: values, into: mixed
      ) { scores, _, head in adjust(scores, head) }
      if let ofOutput {
        run.project(
          mixed, rows: rows, features: heads * value, by: ofOutput, units: features, bias: outputBias,
          into: out)
      }
    }
    run.did(.activationReads, rows * features + (run.shapes.count > 1 ? windows * news * source : 0))
    run.did(.writes, output ? rows * features : sizes[3])
  }
}
