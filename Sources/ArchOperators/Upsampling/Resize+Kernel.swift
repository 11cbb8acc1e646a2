import ArchGraph
import ArchKernels
import ArchRuntime

extension Resize: Runnable {
  /// The neighbours of each position, or the windows of the means.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    if mode == .area { return adaptiveMemory(of: inputs[0], to: output) }
    let each: Double = mode == .cubic ? 4 : mode == .linear ? 2 : 1
    let neighbours = output.spatial.reduce(1.0) { result, _ in result * each }
    return Shape(Array(output.spatial)).bytes() / 4 * 12 * neighbours + 65_536
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let rank = shape.rank - 1
    let scales = scale?.expanded(to: rank)
    let sizes = shape.spatial.enumerated().map { axis, extent in
      size?(axis) ?? Int(Double(extent) * (scales?[axis] ?? 1))
    }
    let out = try run.output([shape[0]] + sizes)
    if mode == .area {
      let (additions, windows) = try run.reduceWindows(sizes, into: out) { numbers in
        numbers.reduce(0, +) / Float(numbers.count)
      }
      run.did(.additions, additions)
      run.did(.divisions, windows)
      run.did(.activationReads, run.batch * run.elements(0))
      run.did(.writes, windows)
      return
    }
    let axes = zip(shape.spatial, sizes).enumerated().map { axis, extents in
      sources(of: extents.0, to: extents.1, scale: scales?[axis])
    }
    let taps = axes.map { $0[0].count }.reduce(1, *)
    let pixels = sizes.reduce(1, *)
    let (offsets, weights) = Self.combined(axes, StridedCopy.strides(of: Array(shape.spatial)))
    let (x, channels, count) = (run.input(0), run.batch * shape[0], run.elements(0) / shape[0])
    let isCopy = taps == 1
    let done = run.pool.sum(of: channels, least: max(1, 16_384 / max(1, pixels * taps))) { pieces in
      for channel in pieces {
        let (source, target) = (x + channel * count, out + channel * pixels)
        for pixel in 0..<pixels {
          let first = pixel * taps
          if isCopy {
            target[pixel] = source[Int(offsets[first])]
            continue
          }
          var sum: Float = 0
          for tap in first..<first + taps { sum += source[Int(offsets[tap])] * weights[tap] }
          target[pixel] = sum
        }
      }
      return pieces.count * pixels
    }
    if !isCopy {
      run.did(.multiplications, done * taps)
      run.did(.additions, done * (taps - 1))
    }
    let read = axes.reduce(1) { product, axis in product * Set(axis.joined().map(\.index)).count }
    run.did(.activationReads, channels * read)
    run.did(.writes, done)
  }

  /// For each element of a resized axis, the elements that it is computed from.
  private func sources(of extent: Int, to size: Int, scale: Double?) -> [[(index: Int, weight: Float)]] {
    let step = alignCorners ? Double(extent - 1) / Double(max(1, size - 1)) : 1 / (scale ?? 1)
    return (0..<size).map { output in
      if mode == .nearest {
        let index = scale == nil ? output * extent / size : Int(Double(output) / (scale ?? 1))
        return [(min(index, extent - 1), 1)]
      }
      if size == extent, mode == .linear || alignCorners || step == 1 { return [(output, 1)] }
      let place: Double
      if alignCorners {
        place = size == 1 ? 0 : Double(output * (extent - 1)) / Double(size - 1)
      } else if let scale {
        place = (Double(output) + 0.5) / scale - 0.5
      } else {
        place = Double((2 * output + 1) * extent) / Double(2 * size) - 0.5
      }
      let below = place.rounded(.down)
      let weights = mode == .cubic ? Self.cubicWeights(place - below) : [1 - (place - below), place - below]
      return weights.enumerated().map { step, weight in
        let index = Int(below) + step - (mode == .cubic ? 1 : 0)
        return (min(max(index, 0), extent - 1), Float(weight))
      }
    }
  }

  /// The weights of the four neighbours of a place `t` after the second: those of PyTorch, expanded.
  private static func cubicWeights(_ t: Double) -> [Double] {
    [
      -0.75 * t * (1 - t) * (1 - t), 1.25 * t * t * t - 2.25 * t * t + 1,
      -1.25 * t * t * t + 1.5 * t * t + 0.75 * t, -0.75 * t * t * (1 - t),
    ]
  }

  /// For each position of a plane all its neighbours, with those of one position side by side.
  private static func combined(
    _ sources: [[[(index: Int, weight: Float)]]], _ strides: [Int]
  ) -> (offsets: [Int], weights: [Float]) {
    var (offsets, weights) = ([0], [Float(1)])
    var (places, taps) = (1, 1)
    for (axis, elements) in sources.enumerated() {
      let each = elements[0].count
      var (nextOffsets, nextWeights): ([Int], [Float]) = ([], [])
      nextOffsets.reserveCapacity(places * elements.count * taps * each)
      nextWeights.reserveCapacity(places * elements.count * taps * each)
      for place in 0..<places {
        for element in elements {
          // A weight of 0 lets nothing through, not even NaN: it moves to a neighbour with another weight.
          let heaviest = element.max { abs($0.weight) < abs($1.weight) }?.index ?? 0
          for tap in place * taps..<(place + 1) * taps {
            for neighbour in element {
              let index = neighbour.weight == 0 ? heaviest : neighbour.index
              nextOffsets.append(offsets[tap] + index * strides[axis])
              nextWeights.append(weights[tap] * neighbour.weight)
            }
          }
        }
      }
      (offsets, weights) = (nextOffsets, nextWeights)
      (places, taps) = (places * elements.count, taps * each)
    }
    return (offsets, weights)
  }
}
