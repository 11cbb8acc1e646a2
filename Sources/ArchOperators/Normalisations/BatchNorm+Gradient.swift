import ArchGraph

/// In training the statistics are those of the batch, so an element's gradient depends on all examples.
extension BatchNorm: TrainedApart {
  package func masks(of inputs: [Shape]) -> [Shape] { [] }

  /// For each element the sums of mean and variance, the difference from the mean, and the factor and shift.
  package func trainingWork(from inputs: [Shape], to output: Shape) -> Work {
    let elements = output.elements
    var work = Work()
    work[.additions] = .each(shift ? 3 : 2, of: elements)
    work[.subtractions] = Count(elements)
    work[.multiplications] = .each(scale ? 3 : 2, of: elements)
    return work
  }

  /// For each channel two means, and the inverse of the deviation.
  package func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work {
    let places = places(of: axis, in: output)
    var work = Work()
    work[.additions] = Count([places])
    work[.divisions] = Count([Factor("means_and_inverse", 3), places])
    work[.transcendentals] = Count([places])
    return work
  }

  /// The sum of the gradients, which is that of the shift; the sum of their products with the standardised
  /// elements, which is that of the scale.
  ///
  /// The gradient of the input needs both.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let elements = output.elements
    var (sums, slopes, input) = (Work(), Work(), Work())
    sums[.additions] = Count(elements)
    slopes[.subtractions] = Count(elements)
    slopes[.multiplications] = .each(2, of: elements)
    slopes[.additions] = Count(elements)
    input[.subtractions] = .each(2, of: elements)
    input[.multiplications] = .each(2, of: elements)
    return BackwardWork(
      shared: [
        .init(sums, for: .some(inputs: [0], weights: shift)),
        .init(slopes, for: .some(inputs: [0], weights: scale)),
      ],
      inputs: [input])
  }

  /// For each channel the two means of gradients, and the factor.
  package func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let places = places(of: axis, in: output)
    var input = Work()
    input[.divisions] = Count([Factor("means", 2), places])
    if scale { input[.multiplications] = Count([places]) }
    return BackwardWork(inputs: [input])
  }

  /// The input, and two numbers for each channel: the mean and the inverse of the deviation.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let places = [places(of: axis, in: output)]
    let readers = scale || keeper != .adjoint ? Kept.Readers.any : .input(0)
    return [
      Kept(.input(0), for: readers),
      Kept(.saved("mean", places), .single, isPerBatch: true, for: readers),
      Kept(.saved("inverse_deviation", places), .single, isPerBatch: true, for: readers),
    ]
  }

  /// The axis of the places in a tensor whose first axis is the batch.
  private func batchedAxis(_ shape: Shape) -> Int {
    place(of: axis, in: Shape(Array(shape.dimensions.dropFirst()))) + 1
  }

  private func sums<N: Number>(of shape: Shape, _ term: (_ position: [Int]) -> N) -> [N] {
    let axis = batchedAxis(shape)
    var sums = Array(repeating: N(0), count: shape[axis])
    for position in Positions(shape.dimensions) {
      sums[position[axis]] = sums[position[axis]] + term(position)
    }
    return sums
  }

  /// How many elements each place has.
  private func share<N: Number>(_ shape: Shape) -> N {
    N(Float((shape.elementCount ?? 0) / max(1, shape[batchedAxis(shape)])))
  }

  /// The differences from the mean of each place, the means, and the inverses of the deviations,
  /// `1/sqrt(variance + epsilon)`.
  private func statistics<N: Number>(_ x: Tensor<N>) -> (differences: Tensor<N>, mean: [N], inverse: [N]) {
    let axis = batchedAxis(x.shape)
    let mean = sums(of: x.shape) { x[$0] }.map { $0 / share(x.shape) }
    let differences = Tensor(x.shape, Positions(x.shape.dimensions).map { x[$0] - mean[$0[axis]] })
    let variance = sums(of: x.shape) { differences[$0] * differences[$0] }.map { $0 / share(x.shape) }
    return (differences, mean, variance.map { N(1) / ($0 + N(Float(epsilon))).squareRoot() })
  }

  /// `y = (x - mean)*inverse*gamma + beta`, with mean and deviation of the batch.
  package func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N> {
    let x = inputs[0]
    let axis = batchedAxis(x.shape)
    let (differences, _, inverse) = statistics(x)
    return Tensor(
      output,
      Positions(output.dimensions).map { position in
        var y = differences[position] * inverse[position[axis]]
        if scale { y = y * weights[0][[position[axis]]] }
        return shift ? y + weights[scale ? 1 : 0][[position[axis]]] : y
      })
  }

  /// The mean and the inverse of the deviation.
  package func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (_, mean, inverse) = statistics(inputs[0])
    return [Tensor(Shape([mean.count]), mean), Tensor(Shape([inverse.count]), inverse)]
  }

  /// With `n` elements of a place in the batch and `s` the standardised ones: `dbeta = Σ dy`,
  /// `dgamma = Σ dy*s` and `dx = gamma*inverse*(dy - dbeta/n - s*dgamma/n)`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, dy) = (pass.inputs[0], pass.gradient)
    let axis = batchedAxis(x.shape)
    let (mean, inverse) = (pass.saved[0].values, pass.saved[1].values)
    let dbeta = shift || pass.wanted.inputs[0] ? sums(of: x.shape) { dy[$0] } : []
    var (dgamma, dx) = ([N](), Tensor<N>?.none)
    if scale || pass.wanted.inputs[0] {
      let standard = Tensor(
        x.shape, Positions(x.shape.dimensions).map { (x[$0] - mean[$0[axis]]) * inverse[$0[axis]] })
      dgamma = sums(of: x.shape) { dy[$0] * standard[$0] }
      if pass.wanted.inputs[0] {
        let (means, slopes) = (dbeta.map { $0 / share(x.shape) }, dgamma.map { $0 / share(x.shape) })
        let factors = inverse.indices.map { scale ? pass.weights[0][[$0]] * inverse[$0] : inverse[$0] }
        dx = Tensor(
          x.shape,
          Positions(x.shape.dimensions).map { position in
            let place = position[axis]
            return (dy[position] - means[place] - standard[position] * slopes[place]) * factors[place]
          })
      }
    }
    func tensor(_ values: [N]) -> Tensor<N>? {
      pass.wanted.weights ? Tensor(Shape([values.count]), values) : nil
    }
    return Gradients(
      inputs: [dx], weights: (scale ? [tensor(dgamma)] : []) + (shift ? [tensor(dbeta)] : []) + [nil, nil])
  }
}
