import ArchGraph

/// A reduction with known gradients.
package protocol DifferentiableReduction: Reduction, Differentiable {
  /// The gradient of the elements that a result is computed from, in memory order.
  ///
  /// - Parameter saved: the value saved for the result, if any.
  func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N]

  /// The arithmetic of the gradients of all elements.
  func gradientArithmetic(of elements: ReducedElements) -> Work
}

extension DifferentiableReduction {
  /// The arithmetic of the gradients of all elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(
      inputs: [
        gradientArithmetic(of: ReducedElements(of: inputs[0], along: resolved(axes, of: inputs[0])))
      ])
  }

  /// The gradients of the elements of each result, each at its place.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let x = pass.inputs[0]
    var dx = Tensor(x.shape) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let places = positions(reducedTo: position, of: x.shape)
      let gradients = gradient(
        pass.gradient[position], by: places.map { x[$0] }, result: pass.output[position],
        saved: pass.saved.first?[position])
      for (place, gradient) in zip(places, gradients) { dx[place] = gradient }
    }
    return Gradients(inputs: [dx])
  }

  /// The positions of the elements that a result is computed from, in memory order.
  private func positions(reducedTo position: [Int], of input: Shape) -> [[Int]] {
    let reduced = resolved(axes, of: input)
    let others = input.dimensions.indices.filter { !reduced.contains($0) }
    var place = [Int](repeating: 0, count: input.rank)
    for (index, axis) in others.enumerated() { place[axis] = position[keepsDimensions ? axis : index] }
    return Positions(reduced.map { input[$0] }).map { step in
      for (index, axis) in zip(step, reduced) { place[axis] = index }
      return place
    }
  }

  /// The result of `function` for the elements of each result.
  func mapResults<N: Number>(
    of x: Tensor<N>, to output: Shape, _ function: (_ elements: [N]) -> N
  ) -> Tensor<N> {
    Tensor(output) { position in function(positions(reducedTo: position, of: x.shape).map { x[$0] }) }
  }
}

/// A reduction to one of the elements.
package protocol ChoosingReduction: DifferentiableReduction {
  /// The index of the chosen element.
  func index<N: Number>(of elements: [N]) -> N
}

extension ChoosingReduction {
  /// Nothing: the gradient is moved.
  package func gradientArithmetic(of elements: ReducedElements) -> Work { Work() }

  /// The index of the element that each result is; PyTorch keeps input and output, and finds it again.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [Kept(.saved("index", output.elements), .index)] : [Kept(.input(0)), Kept(.output)]
  }

  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    [mapResults(of: inputs[0], to: output.shape, index)]
  }

  /// `dx = dy` for the chosen element, the first if several are equal, and 0 for others; PyTorch divides it
  /// among equals.
  package func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved index: N?) -> [N] {
    index?.scattered(gradient, over: elements.count) ?? []
  }
}

extension Number {
  /// A number at the place of this index, and zeros at the others of `count`.
  func scattered(_ number: Self, over count: Int) -> [Self] {
    var numbers = Array(repeating: Self(0), count: count)
    scatter(number, over: count) { numbers[$0] = $1 }
    return numbers
  }
}
