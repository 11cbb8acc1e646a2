import ArchGraph

extension Resize {
  /// `y[c, p] = x[c, floor(p*n/m)]`; or the sum of `x[c, q]*weight` over the neighbours `q` of `(p + 1/2)*n/m - 1/2`, or
  /// of `p*(n - 1)/(m - 1)`, repeating the element at the edge outside; or the mean of the elements that `p` covers.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axes = output.dimensions.indices.dropFirst()
    return Tensor(output) { position in
      if mode == .area {
        let entries = x.entries(overlapping: position, of: output)
        return entries.reduce(N(0)) { $0 + $1 } / N(Float(entries.count))
      }
      let found = axes.map { neighbours(of: position[$0], axis: $0 - 1, x.shape[$0], output[$0]) }
      let terms = Positions(found.map(\.count)).map { choice in
        let chosen = zip(found, choice).map { $0[$1] }
        let entry = x[[position[0]] + chosen.map(\.index)]
        let isWeighed = chosen.contains { $0.weight != nil }
        return isWeighed ? entry * N(Float(chosen.reduce(1) { $0 * ($1.weight ?? 1) })) : entry
      }
      return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
    }
  }

  /// The elements of an axis that an output is computed from, with their weights; none if it is a copy of one.
  func neighbours(
    of output: Int, axis: Int, _ extent: Int, _ size: Int
  ) -> [(index: Int, weight: Double?)] {
    let scale = scale?.expanded(to: axis + 1)[axis]
    if mode == .nearest {
      return [(min(scale.map { Int(Double(output) / $0) } ?? output * extent / size, extent - 1), nil)]
    }
    if extent == size, mode == .linear || alignCorners || scale == nil || scale == 1 {
      return [(output, nil)]
    }
    let place: Double
    if alignCorners {
      place = size > 1 ? Double(output * (extent - 1)) / Double(size - 1) : 0
    } else if let scale {
      place = (Double(output) + 0.5) / scale - 0.5
    } else {
      place = Double((2 * output + 1) * extent) / Double(2 * size) - 0.5
    }
    let below = place.rounded(.down)
    return (mode == .cubic ? -1...2 : 0...1).map { step in
      let distance = abs(place - below - Double(step))
      let index = min(max(Int(below) + step, 0), extent - 1)
      return (index, mode == .cubic ? Self.cubic(distance) : 1 - distance)
    }
  }

  /// The weight of an element at this distance (Keys 1981), with -0.75 as in PyTorch.
  private static func cubic(_ distance: Double) -> Double {
    let a = -0.75
    return distance <= 1
      ? ((a + 2) * distance - (a + 3)) * distance * distance + 1
      : ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a
  }
}
