import ArchGraph

/// A norm that brings rows to mean 0 and variance 1, as its gradients see it: a layer, group or instance
/// norm.
struct Standardisation {
  /// How many rows there are.
  var rows: Rows
  /// The shape in which the rows lie along `axes`.
  var shape: Shape
  /// The axes of a row.
  var axes: Range<Int>
  /// The axes of the output that scale and shift lie along.
  var weightAxes: Range<Int>
  /// The number added to the variance.
  var epsilon: Double
  /// Whether a scale (gamma) is learnt.
  var scale: Bool
  /// Whether a shift (beta) is learnt.
  var shift: Bool

  /// The standardised elements again, needed by the gradients of the scale and of the input.
  private func standardisedWork(_ elements: [Factor]) -> Work {
    var work = Work()
    work[.subtractions] = Count(elements)
    work[.divisions] = Count(elements)
    return work
  }

  /// The gradients of shift and scale are sums; the gradient of the input is that of standardising.
  func backward(to output: Shape) -> BackwardWork {
    let elements = output.elements
    var (input, weights) = (rows.standardisedGradientWork(of: elements), Work())
    if scale {
      input[.multiplications] = input[.multiplications] + Count(elements)
      weights[.multiplications] = Count(elements)
    }
    if scale || shift { weights[.additions] = .each(scale && shift ? 2 : 1, of: elements) }
    return BackwardWork(
      shared: [.init(standardisedWork(elements), for: .some(inputs: [0], weights: scale))],
      inputs: [input], weights: weights)
  }

  /// The input, and two numbers for each row: the mean and the deviation.
  ///
  /// The gradient of a shift alone reads none of them, but PyTorch keeps them for it anyway.
  func kept(by keeper: Keeper) -> [Kept] {
    let readers = scale || keeper != .adjoint ? Kept.Readers.any : .input(0)
    return [
      Kept(.input(0), for: readers), Kept(.saved("mean", rows.count), .single, for: readers),
      Kept(.saved("deviation", rows.count), .single, for: readers),
    ]
  }

  /// The mean and the deviation of each row, `sqrt(variance + epsilon)`.
  func saved<N: Number>(_ x: Tensor<N>) -> [Tensor<N>] {
    let numbers = shape.rows(along: axes).map { row in row.map { x.values[$0] } }
    let means = numbers.map { $0.mean() }
    let deviations = zip(numbers, means).map { row, mean in
      (row.map { ($0 - mean) * ($0 - mean) }.mean() + N(Float(epsilon))).squareRoot()
    }
    let extents = Shape(rows.count.map(\.value))
    return [Tensor(extents, means), Tensor(extents, deviations)]
  }

  /// With `s` the standardised elements: `dbeta = Σ dy`, `dgamma = Σ dy*s` and for each row of `ds = dy*gamma`
  /// `dx = (ds - Σ ds/n - s*Σ ds*s/n)/deviation`.
  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let dy = pass.gradient
    let (mean, deviation) = (pass.saved[0].values, pass.saved[1].values)
    let rows = shape.rows(along: axes)
    var (dx, weights) = (Tensor<N>?.none, [Tensor<N>]())
    if scale || pass.wanted.inputs[0] {
      let standard = pass.inputs[0].mapping(rows) { row, x in
        x.map { ($0 - mean[row]) / deviation[row] }
      }
      if scale, pass.wanted.weights { weights.append(dy.product(standard).sums(along: weightAxes)) }
      if pass.wanted.inputs[0] {
        let gradient = scale ? dy.scaled(by: pass.weights[0], along: weightAxes) : dy
        dx = gradient.mapping(rows) { row, gradient in
          rows[row].map { standard.values[$0] }.standardisedGradient(gradient, deviation: deviation[row])
        }
      }
    }
    if shift, pass.wanted.weights { weights.append(dy.sums(along: weightAxes)) }
    return Gradients(inputs: [dx], weights: weights)
  }
}
