import ArchGraph

extension RMSNorm: Differentiable {
  /// The elements divided by their root mean square again, needed by the gradients of scale and input; a sum
  /// of products for the scale, and the gradient of rescaling each row.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let elements = output.elements
    let rows = Rows(of: output, along: row(of: output))
    var (normalised, input) = (Work(), rows.rescaledGradientWork(of: elements))
    normalised[.divisions] = Count(elements)
    guard scale else { return BackwardWork(inputs: [normalised + input]) }
    var weights = Work()
    input[.multiplications] = input[.multiplications] + Count(elements)
    weights[.multiplications] = Count(elements)
    weights[.additions] = Count(elements)
    return BackwardWork(shared: normalised, inputs: [input], weights: weights)
  }

  /// The input, and the root mean square of each row.
  ///
  /// PyTorch has one operation for it on CUDA devices; on the CPU it multiplies by the inverse and then by
  /// the scale, and keeps the inputs of both products.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let readers = keeper == .pytorchCPU ? Kept.Readers.input(0) : .any
    let rows = Rows(of: output, along: row(of: output))
    let kept = [Kept(.input(0), for: readers), Kept(.saved("root", rows.count), .single, for: readers)]
    return keeper == .pytorchCPU && scale
      ? kept + [Kept(.saved("normalised", output.elements), for: .weights)] : kept
  }

  /// The root mean square of each row, `sqrt(mean(x*x) + epsilon)`.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let row = row(of: output.shape)
    let roots = output.shape.rows(along: row).map { places in
      (places.map { inputs[0].values[$0] * inputs[0].values[$0] }.mean() + N(Float(epsilon))).squareRoot()
    }
    return [Tensor(Shape(Array(output.shape.dimensions[..<row.lowerBound])), roots)]
  }

  /// With `s = x/root`: `dgamma = Σ dy*s`, and for each row of `ds = dy*gamma`
  /// `dx = (ds - s*Σ ds*s/n)/root`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (dy, roots) = (pass.gradient, pass.saved[0].values)
    let row = row(of: dy.shape)
    let rows = dy.shape.rows(along: row)
    let normalised = pass.inputs[0].mapping(rows) { row, x in x.map { $0 / roots[row] } }
    let isScaleWanted = scale && pass.wanted.weights
    let weights = isScaleWanted ? [dy.product(normalised).sums(along: row)] : []
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil], weights: weights) }
    let gradient = scale ? dy.scaled(by: pass.weights[0], along: row) : dy
    let dx = gradient.mapping(rows) { row, gradient in
      rows[row].map { normalised.values[$0] }.rescaledGradient(gradient, size: roots[row])
    }
    return Gradients(inputs: [dx], weights: weights)
  }
}
