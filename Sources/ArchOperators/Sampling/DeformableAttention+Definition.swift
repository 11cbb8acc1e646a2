import ArchGraph

extension DeformableAttention {
  /// `y[t] = W Σ share*v(place) + b` over the places of each head, where `place = reference*extent + offset - 1/2` and the
  /// shares are the softmax of the head's scores; `v` are the projected features of the head on one of the maps.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, reference) = (inputs[0].rows(ofMatrix: []), inputs[2])
    var rest = weights[...]
    func project(_ rows: [[N]]) -> [[N]] {
      let weight = rest.removeFirst()
      let shift = bias ? rest.removeFirst() : nil
      return rows.map { row in
        (0..<weight.shape[0]).map { unit in
          var sum = N(0)
          for (feature, x) in row.enumerated() { sum.accumulate(x, times: weight[[unit, feature]]) }
          return shift.map { sum + $0[[unit]] } ?? sum
        }
      }
    }
    let maps = maps(project(inputs[1].rows(ofMatrix: [])))
    let (offsets, scores) = (project(x), project(x))
    let (width, each) = (output[1] / heads, levels.count * points)
    let margin = Float(ComputedPlace<N>.margin)
    let attended = x.indices.map { query in
      // A query's place on each map, the row before the column, counted from the margin.
      let start = levels.enumerated().map { level, extents in
        (0...1).map { axis in
          reference[[query, level, 1 - axis]] * N(Float(extents[axis])) + N(margin - 0.5)
        }
      }
      return (0..<heads).flatMap { head -> [N] in
        let reads = (0..<each).map { place in
          let moved = (0...1).map { axis in
            ComputedPlace(
              start[place / points][axis] + offsets[query][2 * (head * each + place) + 1 - axis])
          }
          return BilinearRead(moved[0], moved[1])
        }
        let shares = Self.softmax(Array(scores[query][head * each..<(head + 1) * each]))
        return (head * width..<(head + 1) * width).map { feature in
          var sum = N(0)
          for (place, share) in shares.enumerated() {
            sum.accumulate(share, times: reads[place](maps[place / points], channel: feature))
          }
          return sum
        }
      }
    }
    return Tensor(output, project(attended).flatMap { $0 })
  }

  /// The rows as maps of features, one for each level.
  private func maps<N: Number>(_ rows: [[N]]) -> [Tensor<N>] {
    var first = 0
    return levels.map { extents in
      defer { first += extents[0] * extents[1] }
      return Tensor(Shape([rows[0].count] + extents)) { position in
        rows[first + position[1] * extents[1] + position[2]][position[0]]
      }
    }
  }

  private static func softmax<N: Number>(_ row: [N]) -> [N] {
    let largest = row.dropFirst().reduce(row[0]) { N.maximum($0, $1) }
    let exponentials = row.map { ($0 - largest).exponential() }
    let sum = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }
    return exponentials.map { $0 / sum }
  }
}
