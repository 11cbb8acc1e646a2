import ArchGraph

/// A computed place on a map, between four elements.
struct BilinearRead<N: Number> {
  private let row: ComputedPlace<N>
  private let column: ComputedPlace<N>
  /// The weights of the four neighbours, row by row.
  private let weights: [N]

  /// A place by its row and its column.
  init(_ row: ComputedPlace<N>, _ column: ComputedPlace<N>) {
    self.row = row
    self.column = column
    weights = row.shares.flatMap { share in column.shares.map { share * $0 } }
  }

  /// `Σ x*weight` over the four neighbours in one channel; elements outside are zero.
  func callAsFunction(_ x: Tensor<N>, channel: Int) -> N {
    row.lookUp(x.shape[1]) { row in
      column.lookUp(x.shape[2]) { column in
        let terms = Positions([2, 2]).enumerated().map { index, step in
          x.at([channel, row + step[0], column + step[1]], outside: N(0)) * weights[index]
        }
        return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
      }
    }
  }
}

extension Work {
  /// Adds the work of bilinear reads, without that of computing the places.
  ///
  /// - Parameters:
  ///   - places: how many places there are, each of which takes two floors, the shares on both axes, and the
  ///     weights of four neighbours.
  ///   - reads: how many sums of four neighbours are computed, one for each channel.
  mutating func addBilinearReads(places: [Factor], reads: [Factor]) {
    self[.comparisons].add([Factor("floors", 2)] + places)
    self[.subtractions].add([Factor("shares", 4)] + places)
    self[.multiplications].add([Factor("neighbours", 4)] + places)
    self[.multiplications].add([Factor("neighbours", 4)] + reads)
    self[.additions].add([Factor("neighbours_after_first", 3)] + reads)
  }
}
