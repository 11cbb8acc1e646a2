import ArchGraph

extension Tensor {
  /// The gradient of a map whose elements were copied or interpolated: `dx[c, q] += dy[c, p]*weight`
  /// over the neighbours `q` of `p`.
  ///
  /// - Parameters:
  ///   - isShared: whether several terms may come back to one element.
  ///   - neighbours: the places on each axis that an output is computed from, with their weights; none if it is a
  ///     copy.
  init(
    interpolated shape: Shape, gradient: Tensor, isShared: Bool,
    neighbours: (_ position: [Int]) -> [[(index: Int, weight: Double?)]]
  ) {
    var sum = GradientSum<N>(isShared: isShared)
    for position in Positions(gradient.shape.dimensions) {
      let (found, dy) = (neighbours(position), gradient[position])
      for choice in Positions(found.map(\.count)) {
        let chosen = zip(found, choice).map { $0[$1] }
        let weights = chosen.compactMap(\.weight)
        let term = weights.isEmpty ? dy : dy * N(Float(weights.reduce(1, *)))
        sum.add(term, at: [position[0]] + chosen.map(\.index))
      }
    }
    self = sum.tensor(shape)
  }
}
