import ArchGraph
import ArchKernels
import ArchRuntime

extension Upsample: Runnable {
  /// The neighbours of each position.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let neighbours = mode == .bilinear ? Double(1 << (inputs[0].rank - 1)) : 1
    return Shape(Array(output.spatial)).bytes() / 4 * (160 + 48 * neighbours)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let scales = scale.expanded(to: shape.rank - 1)
    let extents = [shape[0]] + zip(shape.spatial, scales).map { $0 * $1 }
    let out = try run.output(extents)
    let (x, channels, count) = (run.input(0), run.batch * shape[0], run.elements(0) / shape[0])
    let pixels = extents.dropFirst().reduce(1, *)
    let isLinear = mode == .bilinear
    // For each axis and output position, the neighbours with their weights.
    let sources = zip(shape.spatial, scales).map { extent, scale in
      (0..<extent * scale).map { Self.neighbours(of: $0, scale: scale, extent: extent, isLinear: isLinear) }
    }
    let neighbours = sources.reduce(1) { $0 * ($1.first?.count ?? 1) }
    let strides = StridedCopy.strides(of: Array(shape.spatial))
    let taps = Positions(extents.dropFirst()).map { Self.weighed(sources, $0, strides) }
    let done = run.pool.sum(of: channels, least: max(1, 16_384 / max(1, pixels))) { pieces in
      for channel in pieces {
        let (source, target) = (x + channel * count, out + channel * pixels)
        for pixel in 0..<pixels {
          let own = taps[pixel]
          var sum = isLinear ? source[own[0].offset] * own[0].weight : source[own[0].offset]
          for tap in own.dropFirst() { sum += source[tap.offset] * tap.weight }
          target[pixel] = sum
        }
      }
      return pieces.count * pixels
    }
    if isLinear {
      // A product with a weight of 0 counts like any other.
      run.did(.multiplications, done * neighbours)
      run.did(.additions, done * (neighbours - 1))
    }
    run.did(.activationReads, channels * count)
    run.did(.writes, done)
  }

  /// The neighbours that a position is computed from: a weight of 0 lets nothing through, not even NaN.
  private static func weighed(
    _ sources: [[[(index: Int, weight: Float)]]], _ position: [Int], _ strides: [Int]
  ) -> [(offset: Int, weight: Float)] {
    var taps: [(offset: Int, weight: Float)] = [(0, 1)]
    for (axis, index) in position.enumerated() {
      taps = taps.flatMap { tap in
        sources[axis][index].filter { $0.weight != 0 }.map {
          (tap.offset + $0.index * strides[axis], tap.weight * $0.weight)
        }
      }
    }
    return taps
  }
}
