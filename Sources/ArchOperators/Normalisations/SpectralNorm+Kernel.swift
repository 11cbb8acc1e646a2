import ArchGraph
import ArchKernels
import ArchRuntime

extension SpectralNorm: Runnable {
  /// The matrix, both vectors and their products.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let (rows, columns) = matrix(of: output)
    return output.bytes() + 4 * (2 * Double(rows.value) + 2 * Double(columns.value))
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let axis = place(of: axis, in: shape)
    let (rows, size) = (shape[axis], run.elements(0))
    let columns = size / rows
    let (u, v) = (try run.weight(0, [rows]), try run.weight(1, [columns]))
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let (x, epsilon, iterations) = (run.input(0), Float(epsilon), iterations)
    for example in 0..<run.batch {
      let (source, target) = (x + example * size, out + example * size)
      Scratch.with(size + rows + columns) { scratch in
        let (left, right) = (scratch + size, scratch + size + rows)
        for row in 0..<rows {
          for block in 0..<columns / inner {
            (scratch + row * columns + block * inner).update(
              from: source + (block * rows + row) * inner, count: inner)
          }
        }
        left.update(from: u, count: rows)
        right.update(from: v, count: columns)
        for _ in 0..<iterations {
          for row in 0..<rows { left[row] = Loops.dot(columns, scratch + row * columns, right) }
          Self.scale(left, rows, epsilon)
          right.update(repeating: 0, count: columns)
          for row in 0..<rows {
            for column in 0..<columns { right[column] += scratch[row * columns + column] * left[row] }
          }
          Self.scale(right, columns, epsilon)
        }
        var divisor: Float = 0
        for row in 0..<rows { divisor += left[row] * Loops.dot(columns, scratch + row * columns, right) }
        for element in 0..<size { target[element] = source[element] / divisor }
      }
    }
    let (examples, steps) = (run.batch, run.batch * iterations)
    run.did(.multiplyAdds, examples * (size + rows) + steps * 2 * size)
    run.did(.multiplications, steps * (rows + columns))
    run.did(.additions, steps * (rows + columns - 2))
    run.did(.transcendentals, steps * 2)
    run.did(.comparisons, steps * 2)
    run.did(.divisions, examples * size + steps * (rows + columns))
    run.did(.weightReads, iterations > 0 ? columns : rows + columns)
    run.did(.activationReads, examples * size)
    run.did(.writes, examples * size)
  }

  private static func scale(_ vector: UnsafeMutablePointer<Float>, _ count: Int, _ epsilon: Float) {
    let divisor = max(Loops.dot(count, vector, vector).squareRoot(), epsilon)
    for place in 0..<count { vector[place] /= divisor }
  }
}
