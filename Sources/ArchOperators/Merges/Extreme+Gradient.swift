import ArchGraph

/// The largest or the smallest of several values, element by element: one of them is the output.
protocol Extreme: Differentiable {}

extension Extreme {
  /// To tell where each element comes from, a comparison with each value but the last, needed by that value and
  /// all after it; the additions for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var comparison = Work()
    comparison[.comparisons] = Count(output.elements)
    return BackwardWork(
      shared: inputs.indices.dropLast().map { .init(comparison, for: .from($0, of: inputs.count)) },
      inputs: inputs.map { .merged($0, of: output) })
  }

  /// The output, and all values but the last, which is the source if none of the others equals the output.
  ///
  /// PyTorch takes two values at a time, and keeps both.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else {
      return [Kept(.output)]
        + inputs.indices.dropLast().map { Kept(.input($0), for: .from($0, of: inputs.count)) }
    }
    let partial = inputs.indices.dropLast().dropFirst().map { last in
      Kept(.saved("partial_\(last)", Shape(merging: inputs[...last]).factors("in_")))
    }
    return inputs.indices.map { Kept(.input($0)) } + partial
  }

  /// `da = dy` where `a` is the output, and 0 elsewhere; added up if an input was repeated.
  ///
  /// Of several equal values the first gets the gradient; PyTorch halves it.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (inputs, output) = (pass.inputs, pass.output)
    // Elements from a value after all wanted ones are given to none of these.
    let last = pass.wanted.inputs.lastIndex(of: true) ?? 0
    let compared = inputs.indices.dropLast().prefix(last + 1)
    let chosen = Tensor(
      output.shape,
      Positions(output.shape.dimensions).map { position in
        compared.reversed().reduce(N(Float(compared.count))) { other, index in
          N.ifEqual(inputs[index].spread(at: position), output[position], N(Float(index)), else: other)
        }
      })
    return pass.merged { input, position in
      chosen[position].entry(of: inputs.count) { $0 == input ? pass.gradient[position] : N(0) }
    }
  }
}
