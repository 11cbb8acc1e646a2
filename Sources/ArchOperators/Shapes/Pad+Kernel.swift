import ArchGraph
import ArchKernels
import ArchRuntime

extension Pad: Runnable {
  /// For repeated elements, the sources of each row and each column.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    guard mode != .zeros, let width = output.dimensions.last else { return 0 }
    let (rows, axes) = (Shape(Array(output.spatial)).bytes() / Double(width), output.spatial.reduce(0, +))
    return 8 * rows + 32 * Double(axes)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let lead = min(1, shape.rank - 1)
    guard let sides = try? amount.sides(rank: shape.rank - lead, of: name) else {
      throw .unsupported("the amount does not fit")
    }
    let padded = zip(shape.dimensions.dropFirst(lead), sides).map { $0 + $1.before + $1.after }
    let extents = Array(shape.dimensions.prefix(lead)) + padded
    let out = try run.output(extents)
    if mode != .zeros { return repeatElements(&run, sides, extents, into: out) }
    let strides = StridedCopy.strides(of: extents)
    let first = zip(sides, strides.dropFirst(lead)).reduce(0) { $0 + $1.0.before * $1.1 }
    let count = extents.reduce(1, *)
    out.update(repeating: Float(value), count: run.batch * count)
    let copied = run.copy(
      shape.dimensions, StridedCopy.strides(of: shape.dimensions), to: out, at: first, strides,
      outElements: count)
    run.did(.activationReads, copied)
    run.did(.writes, run.batch * count)
  }

  /// Writes rows of elements from the places given by the mode.
  private func repeatElements(
    _ run: inout KernelRun, _ sides: [Padding.Sides], _ extents: [Int], into out: UnsafeMutablePointer<Float>
  ) {
    let shape = run.shapes[0]
    // For each axis and index of the output, the index of the input.
    let sources = zip(shape.spatial, sides).map { extent, sides in
      (-sides.before..<extent + sides.after).map { index in
        switch mode {
        case .reflect:
          let back = abs(index)
          return back < extent ? back : 2 * extent - 2 - back
        case .circular: return index < 0 ? index + extent : index < extent ? index : index - extent
        case .replicate, .zeros: return Swift.min(Swift.max(index, 0), extent - 1)
        }
      }
    }
    let strides = StridedCopy.strides(of: Array(shape.spatial))
    let (size, width) = (run.elements(0) / shape[0], extents[extents.count - 1])
    let rows = Positions(extents.dropFirst().dropLast()).map { position in
      position.enumerated().reduce(0) { $0 + sources[$1.offset][$1.element] * strides[$1.offset] }
    }
    let (x, places) = (run.input(0), sources[sources.count - 1])
    let written = run.pool.sum(of: run.batch * shape[0], least: max(1, 16_384 / max(1, size))) { channels in
      for channel in channels {
        for (index, row) in rows.enumerated() {
          let source = x + channel * size + row
          let target = out + (channel * rows.count + index) * width
          for place in 0..<width { target[place] = source[places[place]] }
        }
      }
      return channels.count * rows.count * width
    }
    run.did(.activationReads, run.batch * run.elements(0))
    run.did(.writes, written)
  }
}
