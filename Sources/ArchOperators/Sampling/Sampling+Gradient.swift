import ArchGraph

extension ComputedPlace {
  /// Adds a number to the lower neighbour on an axis of `extent` elements: the adjoint of ``lookUp(_:_:)``.
  func scatter(_ number: N, over extent: Int, _ add: (_ lower: Int, _ number: N) -> Void) {
    index.scatter(number, over: margin > 0 ? margin + extent + 1 : extent) { add($0 - margin, $1) }
  }
}

extension Work {
  /// The work of finding the neighbours of places: two floors, and the shares on both axes.
  static func bilinearPlaces(_ places: [Factor]) -> Work {
    var work = Work()
    work[.comparisons] = Count([Factor("floors", 2)] + places)
    work[.subtractions] = Count([Factor("shares", 4)] + places)
    return work
  }

  /// The work of computing the weights of the places' neighbours.
  static func bilinearWeights(_ places: [Factor]) -> Work {
    var work = Work()
    work[.multiplications] = neighbours(places)
    return work
  }

  /// The work of bilinear reads with known weights of neighbours, one for each channel of each place.
  static func bilinearReads(_ reads: [Factor]) -> Work {
    var work = Work()
    work[.multiplications] = neighbours(reads)
    work[.additions] = Count([Factor("neighbours_after_first", 3)] + reads)
    return work
  }

  /// The work of the gradients that reads return to the map by the weights of neighbours.
  static func bilinearMap(_ reads: [Factor]) -> Work {
    var work = Work()
    work[.multiplications] = neighbours(reads)
    work[.additions] = neighbours(reads)
    return work
  }

  /// The work of the gradients that reads return to their places.
  static func bilinearSlopes(at places: [Factor], of reads: [Factor]) -> Work {
    var work = Work()
    work[.multiplications] = neighbours(reads) + Count([Factor("slopes", 4)] + places)
    work[.additions] = neighbours(reads) + Count([Factor("axes", 2)] + places)
    work[.subtractions] = Count([Factor("slopes", 4)] + places)
    return work
  }

  private static func neighbours(_ factors: [Factor]) -> Count { Count([Factor("neighbours", 4)] + factors) }
}

extension Kept {
  /// The tensors that `read_bilinear`, as written out for PyTorch, keeps besides the map.
  ///
  /// It processes the neighbours one by one. For each it keeps its index and its weight for the gradient of
  /// the map, and for that of the place its distance on both axes and the remainder, whether it is
  /// inside, and its values; besides both rows, the left column, and the right one twice.
  ///
  /// - Parameters:
  ///   - map: the gradients that need that of the map.
  ///   - place: the gradients that need those of the places.
  static func readsInPyTorch(
    at places: [Factor], of reads: [Factor], map: Readers, place: Readers
  ) -> [Kept] {
    let neighbours = Factor("neighbours", 4)
    return [
      Kept(.saved("corners", [Factor("corners", 5)] + places), for: place),
      Kept(.saved("distances", [neighbours, Factor("distances_and_shares", 4)] + places), for: place),
      Kept(.saved("inside", [neighbours] + places), .byte, for: place),
      Kept(.saved("indices", [neighbours] + places), .index, for: map),
      Kept(.saved("neighbour_weights", [neighbours] + places), for: map),
      Kept(.saved("neighbour_values", [neighbours] + reads), for: place),
    ]
  }
}
