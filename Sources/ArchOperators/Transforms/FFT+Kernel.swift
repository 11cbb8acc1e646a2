import ArchGraph
import ArchKernels
import ArchRuntime

extension FFT: Runnable {
  /// Both parts before and after an axis, the matrices of the longest axis, and their rows laid out.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let longest = inputs[0].dimensions.reduce(0) { max($0, Double($1)) }
    return 4 * inputs[0].bytes() + 4 * 3 * longest * longest + Double(threads) * 1_048_576
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let count = run.elements(0)
    let parts = part == .complex ? 2 : 1
    let out = try run.output((part == .complex ? [2] : []) + shape.dimensions)
    let order = axes.map { $0 < 0 ? $0 + shape.rank : $0 }
    let longest = order.reduce(0) { max($0, shape[$1]) }
    var done = 0
    Scratch.with(4 * count + 2 * longest * longest) { memory in
      for example in 0..<run.batch {
        var (real, imaginary) = (run.input(0) + example * count, UnsafePointer<Float>?.none)
        for (index, axis) in order.enumerated() {
          let isLast = index == order.count - 1
          let layout = RowLayout(of: shape, along: axis..<axis + 1)
          let cosines = memory + 4 * count
          let sines = cosines + layout.length * layout.length
          Self.fill(cosines, sines, layout.length)
          // The two halves of the memory alternate.
          let room = memory + index % 2 * 2 * count
          let newReal = isLast ? out + example * parts * count : room
          let newImaginary = isLast ? newReal + count : room + count
          done += Self.multiply(real, by: cosines, layout, into: newReal, adds: false, run.pool)
          if let imaginary {
            done += Self.multiply(imaginary, by: sines, layout, into: newReal, adds: true, run.pool)
          }
          if !isLast || part == .complex {
            for i in 0..<layout.length * layout.length { sines[i] = -sines[i] }
            done += Self.multiply(real, by: sines, layout, into: newImaginary, adds: false, run.pool)
            if let imaginary {
              done += Self.multiply(imaginary, by: cosines, layout, into: newImaginary, adds: true, run.pool)
            }
          }
          (real, imaginary) = (UnsafePointer(newReal), UnsafePointer(newImaginary))
        }
      }
    }
    run.did(.multiplyAdds, done)
    run.did(.activationReads, run.batch * count)
    run.did(.writes, run.batch * parts * count)
  }

  /// The matrices of the transform of this many elements.
  private static func fill(
    _ cosines: UnsafeMutablePointer<Float>, _ sines: UnsafeMutablePointer<Float>, _ length: Int
  ) {
    let turn = Turn(length)
    let table = (0..<length).map { (turn.cosine($0), turn.sine($0)) }
    for k in 0..<length {
      var part = 0
      for n in 0..<length {
        (cosines[k * length + n], sines[k * length + n]) = table[part]
        part += k
        if part >= length { part -= length }
      }
    }
  }

  /// The products of a symmetric matrix with the rows of a tensor.
  private static func multiply(
    _ x: UnsafePointer<Float>, by matrix: UnsafePointer<Float>, _ layout: RowLayout,
    into out: UnsafeMutablePointer<Float>, adds: Bool, _ pool: WorkerPool
  ) -> Int {
    let (length, inner) = (layout.length, layout.inner)
    let square = MatrixView(matrix, rowStride: length)
    if inner == 1 {
      return MatrixView.multiply(
        MatrixView(x, rowStride: length), square.transposed, rows: layout.outer, depth: length,
        columns: length,
        into: out, stride: length, adds: adds, pool: pool)
    }
    return (0..<layout.outer).reduce(0) { done, block in
      done
        + MatrixView.multiply(
          square, MatrixView(x + block * length * inner, rowStride: inner), rows: length, depth: length,
          columns: inner, into: out + block * length * inner, stride: inner, adds: adds, pool: pool)
    }
  }
}
