import ArchGraph

// The parts of a deformable attention, for its gradients.

extension DeformableAttention {
  /// One of the projections, in the order of the parameters.
  enum Projection: Int {
    case value, offset, score, output
  }

  /// A place that a head of a query reads.
  struct Read<N: Number> {
    /// Its number among the places of all queries and heads.
    let index: Int
    /// The query and its head.
    let query, head: Int
    /// Its number among the places of the head.
    let place: Int
    /// The map that is read.
    let level: Int
    /// The features of the head.
    let features: Range<Int>
    /// The adjoint of the read.
    let adjoint: BilinearAdjoint<N>
  }

  private func tensors<N: Number>(_ projection: Projection, _ weights: [Tensor<N>]) -> [Tensor<N>] {
    let each = bias ? 2 : 1
    return Array(weights[projection.rawValue * each..<(projection.rawValue + 1) * each])
  }

  /// The rows after a projection.
  func project<N: Number>(_ x: Tensor<N>, _ projection: Projection, _ weights: [Tensor<N>]) -> Tensor<N> {
    let own = tensors(projection, weights)
    let units = own[0].shape[0]
    return Dense(units, bias: bias).define([x], own, output: Shape([x.shape[0], units]))
  }

  /// The gradients of a projection of `x`, for its input and, if asked for, its weights.
  func back<N: Number>(
    _ gradient: Tensor<N>, through projection: Projection, of x: Tensor<N>, _ weights: [Tensor<N>],
    input wantsInput: Bool, weights wantsWeights: Bool
  ) -> Gradients<N> {
    Dense(gradient.shape[1], bias: bias).adjoint(
      BackwardPass(
        inputs: [x], weights: tensors(projection, weights), output: gradient, saved: [], gradient: gradient,
        wanted: WantedGradients(inputs: [wantsInput], weights: wantsWeights)))
  }

  /// All reads, with those of a head one after another.
  ///
  /// - Parameter isWeighing: see ``BilinearAdjoint/init(_:_:isWeighing:)``.
  func reads<N: Number>(at places: Tensor<N>, features: Int, isWeighing: Bool = true) -> [Read<N>] {
    let width = features / heads
    return Positions(places.shape.dimensions.dropLast()).enumerated().map { index, position in
      let place = (0...1).map { ComputedPlace(places[position + [$0]]) }
      return Read(
        index: index, query: position[0], head: position[1], place: position[2] * points + position[3],
        level: position[2], features: position[1] * width..<(position[1] + 1) * width,
        adjoint: BilinearAdjoint(place[0], place[1], isWeighing: isWeighing))
    }
  }

  /// For each level the position of its first element, and its map's shape.
  private func shapes(features: Int) -> [(first: Int, shape: Shape)] {
    var first = 0
    return levels.map { extents in
      defer { first += extents[0] * extents[1] }
      return (first, Shape([features] + extents))
    }
  }

  /// The rows as maps of features, one for each level.
  func maps<N: Number>(_ value: Tensor<N>) -> [Tensor<N>] {
    shapes(features: value.shape[1]).map { first, shape in
      Tensor(shape) { value[[first + $0[1] * shape[2] + $0[2], $0[0]]] }
    }
  }

  /// The gradient of the projected memory, from those of the reads.
  func valueGradient<N: Number>(
    _ reads: [Read<N>], _ gradients: [[N]], _ positions: Int, _ features: Int
  ) -> Tensor<N> {
    let shapes = shapes(features: features)
    var sums = levels.map { _ in [[Int]: N]() }
    for (read, gradient) in zip(reads, gradients) {
      let shape = shapes[read.level].shape
      read.adjoint.add(gradient, from: read.features.lowerBound, in: shape, to: &sums[read.level])
    }
    var value = Tensor(Shape([positions, features])) { _ in N(0) }
    for (level, (first, shape)) in shapes.enumerated() {
      for position in Positions(shape.dimensions) {
        let row = first + position[1] * shape[2] + position[2]
        value[[row, position[0]]] = sums[level][position] ?? N(0)
      }
    }
    return value
  }

  /// The gradient of the offsets, from those of the reads: for each place the column before the row.
  func placeGradient<N: Number>(
    _ reads: [Read<N>], _ gradients: [[N]], _ value: Tensor<N>, _ queries: Int
  ) -> Tensor<N> {
    let maps = maps(value)
    return Tensor(
      Shape([queries, 2 * heads * levels.count * points]),
      zip(reads, gradients).flatMap { read, gradient in
        read.adjoint.place(gradient, from: read.features.lowerBound, in: maps[read.level]).reversed()
      })
  }

  /// The gradient of the scores, from that of the attended values.
  func scoreGradient<N: Number>(
    _ reads: [Read<N>], _ attended: Tensor<N>, _ value: Tensor<N>, shares: Tensor<N>
  ) -> Tensor<N> {
    let (maps, each) = (maps(value), levels.count * points)
    let gradients = reads.map { read in
      var sum = N(0)
      for feature in read.features {
        let value = read.adjoint.read(maps[read.level], channel: feature)
        sum.accumulate(attended[[read.query, feature]], times: value)
      }
      return sum
    }
    return Tensor(
      Shape([attended.shape[0], heads * each]),
      stride(from: 0, to: gradients.count, by: each).flatMap { start in
        Array(shares.values[start..<start + each]).softmaxGradient(Array(gradients[start..<start + each]))
      })
  }

  /// The gradient of the reference, from those of the offsets.
  func referenceGradient<N: Number>(_ offsets: Tensor<N>) -> Tensor<N> {
    let each = levels.count * points
    return Tensor(Shape([offsets.shape[0], levels.count, 2])) { position in
      var sum = N(0)
      for place in Positions([heads, points]) {
        let index = place[0] * each + position[1] * points + place[1]
        sum = sum + offsets[[position[0], 2 * index + position[2]]]
      }
      return sum * N(Float(levels[position[1]][1 - position[2]]))
    }
  }
}
