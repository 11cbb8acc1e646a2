import ArchGraph

extension BoxDecode: Differentiable {
  /// For each value the slope of a logistic function or an exponential; for the two coordinates of a centre
  /// also the result of the logistic function, and a division.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let boxes = boxes(of: inputs[0])
    let (logistics, pair) = (Factor("logistics", output[1] - 2), Factor("coordinates", 2))
    var work = Work()
    work[.subtractions] = Count([logistics], boxes) + Count([pair], boxes)
    work[.multiplications] =
      Count([Factor("per_logistic", 2), logistics], boxes)
      + Count([Factor("coordinates_and_sizes", 4)], boxes)
    work[.divisions] = Count([pair], boxes)
    return BackwardWork(inputs: [work])
  }

  private func boxes(of input: Shape) -> [Factor] {
    [Factor("in_height", input[1]), Factor("in_width", input[2]), Factor("anchors", anchors)]
  }

  /// The output; in PyTorch the results of its functions before they were combined.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [Kept(.output)] }
    return [("centres", 2), ("sizes", 2), ("probabilities", 1 + classes)].map { name, count in
      Kept(.saved(name, boxes(of: inputs[0]) + [Factor(name, count)]))
    }
  }

  /// `dt = dy*s*(1 - s)/W` for a centre with `s = y*W - column`, likewise by rows; `dt = dy*y` for a size,
  /// and `dt = dy*y*(1 - y)` for the rest.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let shape = pass.inputs[0].shape
    let (height, width) = (shape[1], shape[2])
    let dx = Tensor(shape) { position in
      let (anchor, value) = position[0].quotientAndRemainder(dividingBy: 5 + classes)
      let (row, column) = (position[1], position[2])
      let box = [(row * width + column) * anchors + anchor, value]
      let (y, dy) = (pass.output[box], pass.gradient[box])
      switch value {
      case 0: return centreGradient(dy, at: y, place: column, of: width)
      case 1: return centreGradient(dy, at: y, place: row, of: height)
      case 2, 3: return dy * y
      default: return Sigmoid().gradient(dy, at: y)
      }
    }
    return Gradients(inputs: [dx])
  }

  /// The gradient of the number that a coordinate of a centre was computed from.
  private func centreGradient<N: Number>(_ gradient: N, at y: N, place: Int, of extent: Int) -> N {
    let size = N(Float(extent))
    return Sigmoid().gradient(gradient, at: y * size - N(Float(place))) / size
  }
}
