import ArchGraph
import ArchKernels
import ArchRuntime

extension TopK: Runnable {
  /// The elements of a row and their indices, on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let axis = axis < 0 ? axis + inputs[0].rank : axis
    return Double(threads) * (8 * Double(inputs[0][axis]) + 128)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    var extents = shape.dimensions
    extents[axis] = count
    let out = try run.output(extents)
    let layout = RowLayout(of: shape, along: axis..<axis + 1)
    let (length, inner, x, isIndex) = (layout.length, layout.inner, run.input(0), take == .indices)
    let rows = layout.rows(batch: run.batch)
    let exchanges = run.pool.sum(of: rows, least: max(1, 16_384 / max(1, length * count))) { pieces in
      Scratch.with(2 * length) { values in
        let indices = values + length
        var exchanges = 0
        for index in pieces {
          let (block, offset) = index.quotientAndRemainder(dividingBy: inner)
          for place in 0..<length {
            values[place] = x[(block * length + place) * inner + offset]
            indices[place] = Float(place)
          }
          for first in 0..<count {
            for i in stride(from: length - 1, to: first, by: -1) {
              let (a, b) = (values[i - 1], values[i])
              if isIndex {
                let (own, next) = (indices[i - 1], indices[i])
                indices[i - 1] = Float.ifNegative(a - b, next, else: own)
                indices[i] = Float.ifNegative(a - b, own, else: next)
              }
              values[i - 1] = Float.maximum(a, b)
              values[i] = Float.minimum(a, b)
            }
            exchanges += length - 1 - first
            out[(block * count + first) * inner + offset] = isIndex ? indices[first] : values[first]
          }
        }
        return exchanges
      }
    }
    if isIndex { run.did(.subtractions, exchanges) }
    run.did(.comparisons, exchanges * (isIndex ? 4 : 2))
    run.did(.activationReads, isIndex && length == 1 ? 0 : rows * length)
    run.did(.writes, rows * count)
  }
}
