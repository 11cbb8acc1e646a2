import ArchGraph

/// The adjoint of one bilinear read: the gradients that it returns to the map and to the place.
///
/// The read is `y[c] = Σ x[c, r + i, q + j] * rowShare[i] * columnShare[j]` over four neighbours, with `i` and `j`
/// 0 or 1, and shares `1 - t` and `t` where `t` is the distance of the place from its lower neighbour.
struct BilinearAdjoint<N: Number> {
  private let row: ComputedPlace<N>
  private let column: ComputedPlace<N>
  /// The weights of the four neighbours, row by row.
  private let weights: [N]

  /// The adjoint of the read at a row and a column.
  ///
  /// - Parameter isWeighing: whether the weights of the neighbours are needed, as for all gradients except
  ///   those of the place.
  init(_ row: ComputedPlace<N>, _ column: ComputedPlace<N>, isWeighing: Bool = true) {
    self.row = row
    self.column = column
    weights = isWeighing ? row.shares.flatMap { share in column.shares.map { share * $0 } } : []
  }

  private static var neighbours: Positions { Positions([2, 2]) }

  /// The read of one channel.
  func read(_ x: Tensor<N>, channel: Int) -> N {
    let terms = zip(Self.neighbours, weights).map { neighbour(x, channel, $0) * $1 }
    return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
  }

  /// Adds `dx[c, r + i, q + j] += dy[c] * rowShare[i] * columnShare[j]`, the gradients of the map.
  ///
  /// Terms outside are computed too, and left out by the reader of the sums.
  ///
  /// - Parameters:
  ///   - gradients: those of the values read, for the channels from `first` on.
  ///   - shape: the shape of the map.
  func add(_ gradients: [N], from first: Int = 0, in shape: Shape, to sums: inout [[Int]: N]) {
    for (step, weight) in zip(Self.neighbours, weights) {
      for (channel, gradient) in gradients.enumerated() {
        row.scatter(gradient * weight, over: shape[1]) { row, term in
          column.scatter(term, over: shape[2]) { column, term in
            let element = [first + channel, row + step[0], column + step[1]]
            sums[element] = sums[element, default: N(0)] + term
          }
        }
      }
    }
  }

  /// The gradients of the row and the column of the place.
  ///
  /// With `s[i, j] = Σ dy[c] * x[c, r + i, q + j]` they are `Σ (s[1, j] - s[0, j]) * columnShare[j]` and
  /// `Σ (s[i, 1] - s[i, 0]) * rowShare[i]`. On an element, where the slope changes, it is the slope on the side
  /// after it, as in PyTorch's `grid_sample`.
  ///
  /// - Parameter gradients: those of the values read, for the channels from `first` on.
  func place(_ gradients: [N], from first: Int = 0, in x: Tensor<N>) -> [N] {
    let sums = Self.neighbours.map { step in
      gradients.enumerated().reduce(N(0)) { sum, channel in
        sum + channel.element * neighbour(x, first + channel.offset, step)
      }
    }
    return [
      (sums[2] - sums[0]) * column.shares[0] + (sums[3] - sums[1]) * column.shares[1],
      (sums[1] - sums[0]) * row.shares[0] + (sums[3] - sums[2]) * row.shares[1],
    ]
  }

  /// One of the four elements around the place, zero outside.
  private func neighbour(_ x: Tensor<N>, _ channel: Int, _ step: [Int]) -> N {
    row.lookUp(x.shape[1]) { row in
      column.lookUp(x.shape[2]) { column in
        x.at([channel, row + step[0], column + step[1]], outside: N(0))
      }
    }
  }
}
