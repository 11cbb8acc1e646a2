import ArchGraph
import ArchKernels
import ArchRuntime

extension LinearAttention: Runnable {
  /// The features of queries and keys, the product and the sums of a head, and the rows of a product laid out.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let (key, value) = (Double(inputs[0][1] / max(1, heads)), Double(inputs[2][1] / max(1, heads)))
    let most = max(Double(inputs[0][0]), Double(inputs[1][0]))
    let ofHead: Double = 4 * key * (value + 1 + most) + 1_048_576
    return inputs[0].bytes(batch) + inputs[1].bytes(batch) + Double(threads) * ofHead
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, places) = (run.shapes[0][0], run.shapes[1][0])
    let (keyFeatures, valueFeatures) = (run.shapes[0][1], run.shapes[2][1])
    let out = try run.output([tokens, valueFeatures])
    let (queryCount, keyCount) = (run.batch * run.elements(0), run.batch * run.elements(1))
    let (heads, batch) = (heads, run.batch)
    let (keyWidth, valueWidth) = (keyFeatures / heads, valueFeatures / heads)
    let v = run.input(2)
    let tally = Guarded(WorkVector())
    Scratch.with(queryCount + keyCount) { features in
      let keys = features + queryCount
      makeFeatures(of: run.input(0), queryCount, into: features)
      makeFeatures(of: run.input(1), keyCount, into: keys)
      run.pool.forEach(batch * heads) { task in
        let (example, head) = task.quotientAndRemainder(dividingBy: heads)
        var of = Head(
          queries: features + example * tokens * keyFeatures + head * keyWidth,
          keys: keys + example * places * keyFeatures + head * keyWidth,
          values: v + example * places * valueFeatures + head * valueWidth,
          out: out + example * tokens * valueFeatures + head * valueWidth, keyStride: keyFeatures,
          valueStride: valueFeatures, keyWidth: keyWidth, valueWidth: valueWidth, tokens: tokens,
          places: places)
        Scratch.with(keyWidth * (valueWidth + 1)) { memory in
          of.run(memory, epsilon: normalize ? Float(epsilon) : nil, causal: causal)
        }
        tally.withLock { sum in for kind in Work.Kind.all { sum[kind] += of.done[kind] } }
      }
    }
    let done = tally.withLock { $0 }
    for kind in Work.Kind.all where done[kind] != 0 { run.did(kind, done[kind]) }
    switch feature {
    case .elu:
      for kind in [Work.Kind.exponentials, .additions, .comparisons] { run.did(kind, queryCount + keyCount) }
    case .relu: run.did(.comparisons, queryCount + keyCount)
    case .none: break
    }
    run.did(.activationReads, queryCount + keyCount + batch * run.elements(2))
    run.did(.writes, batch * tokens * valueFeatures)
  }

  private func makeFeatures(
    of x: UnsafePointer<Float>, _ count: Int, into y: UnsafeMutablePointer<Float>
  ) {
    switch feature {
    case .elu: for i in 0..<count { y[i] = x[i] < 0 ? x[i].exponential() : x[i] + 1 }
    case .relu: Loops.relu(count, x, y)
    case .none: y.update(from: x, count: count)
    }
  }
}

/// One head of linear attention.
private struct Head {
  let queries: UnsafePointer<Float>, keys: UnsafePointer<Float>, values: UnsafePointer<Float>
  let out: UnsafeMutablePointer<Float>
  /// How far apart the rows of queries and keys are, and those of values and of the output.
  let keyStride: Int, valueStride: Int
  let keyWidth: Int, valueWidth: Int
  let tokens: Int, places: Int
  /// The operations done so far.
  var done = WorkVector()

  /// - Parameter memory: room for the product of keys with values, and for the sum of the keys.
  mutating func run(_ memory: UnsafeMutablePointer<Float>, epsilon: Float?, causal: Bool) {
    let sums = memory + keyWidth * valueWidth
    memory.update(repeating: 0, count: keyWidth * (valueWidth + 1))
    if causal {
      for token in 0..<tokens {
        if epsilon != nil { add(token, to: sums) }
        for i in 0..<keyWidth {
          let (key, row) = (keys[token * keyStride + i], memory + i * valueWidth)
          for j in 0..<valueWidth { row[j] += key * values[token * valueStride + j] }
        }
        done[.multiplyAdds] += keyWidth * valueWidth
        multiply(rows: token..<token + 1, by: memory)
        if let epsilon { divide(token, by: sums, epsilon) }
      }
      return
    }
    if epsilon != nil { for place in 0..<places { add(place, to: sums) } }
    done[.multiplyAdds] += MatrixView.multiply(
      MatrixView(keys, rowStride: keyStride).transposed, MatrixView(values, rowStride: valueStride),
      rows: keyWidth, depth: places, columns: valueWidth, into: memory, stride: valueWidth, pool: .serial)
    multiply(rows: 0..<tokens, by: memory)
    if let epsilon { for token in 0..<tokens { divide(token, by: sums, epsilon) } }
  }

  private mutating func add(_ place: Int, to sums: UnsafeMutablePointer<Float>) {
    guard place > 0 else { return sums.update(from: keys, count: keyWidth) }
    Loops.add(keyWidth, keys + place * keyStride, sums)
    done[.additions] += keyWidth
  }

  private mutating func multiply(rows: Range<Int>, by product: UnsafePointer<Float>) {
    done[.multiplyAdds] += MatrixView.multiply(
      MatrixView(queries + rows.lowerBound * keyStride, rowStride: keyStride),
      MatrixView(product, rowStride: valueWidth), rows: rows.count, depth: keyWidth, columns: valueWidth,
      into: out + rows.lowerBound * valueStride, stride: valueStride, pool: .serial)
  }

  private mutating func divide(_ token: Int, by sums: UnsafePointer<Float>, _ epsilon: Float) {
    let divisor = Loops.dot(keyWidth, queries + token * keyStride, sums) + epsilon
    let row = out + token * valueStride
    for j in 0..<valueWidth { row[j] /= divisor }
    done[.multiplyAdds] += keyWidth
    done[.additions] += 1
    done[.divisions] += valueWidth
  }
}
