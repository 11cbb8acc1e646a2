/// An operator that computes nothing: each element of its output is an element of one of its inputs, or a constant.
///
/// The adjoint of a move puts each number back where it came from. If an element went to several places, their
/// gradients are added up.
package protocol Moving: Differentiable {
  /// How many elements of the output come from an input whose elements may each be at several places, or `nil` if each
  /// element of the input is at one place at most.
  func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count?
}

extension Moving {
  /// One addition for each element that comes back, if several may come back to one; nothing comes back to tokens.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(
      inputs: inputs.indices.map { index in
        guard inputs[index].element == .number else { return nil }
        var work = Work()
        if let count = repeated(index, from: inputs, to: output) { work[.additions] = count }
        return work
      })
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx[source(p)] += dy[p]`, or `=` if no element goes to two places.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let shapes = pass.inputs.map(\.shape)
    let isRepeating = shapes.indices.map { repeated($0, from: shapes, to: pass.output.shape) != nil }
    var gradients = pass.inputs.map { Tensor($0.shape, Array(repeating: N(0), count: $0.values.count)) }
    let sources = pass.inputs.enumerated().map { index, input in
      Tensor(input.shape, input.values.indices.map { Moved(from: .init(input: index, place: $0)) })
    }
    let output = define(sources, [], output: pass.output.shape)
    for (moved, gradient) in zip(output.values, pass.gradient.values) {
      guard let source = moved.source, pass.wanted.inputs[source.input] else { continue }
      let before = gradients[source.input].values[source.place]
      gradients[source.input].values[source.place] =
        isRepeating[source.input] ? before + gradient : gradient
    }
    return Gradients(inputs: gradients.enumerated().map { pass.wanted.inputs[$0] ? $1 : nil })
  }
}
