import ArchGraph

/// The largest of several values of one shape, element by element.
public struct Maximum: Operator {
  /// The largest.
  public init() {}

  /// The name and the arguments.
  public static let signature = Signature(
    "maximum", .merge, "The largest of values of one shape, element by element.", inputs: .several)

  /// Reads the arguments, of which there are none.
  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [] }

  /// The shape of every input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try equalShapes(inputs) }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each element and each input after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.comparisons, from: inputs, to: output)
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = max(a, b, …)`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      inputs.dropFirst().reduce(inputs[0][position]) { N.maximum($0, $1[position]) }
    }
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { .over([0, 1]) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let done = try run.merge(into: out) { count, a, b, y in
      for i in 0..<count { y[i] = Float.maximum(a[i], b[i]) }
    }
    run.did(.comparisons, done)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(inputs.indices.dropFirst().reduce(.first) { "torch.maximum(\($0), \(.input($1)))" })
  }

  /// Two and three values.
  public static let specimens = [
    Specimen(Maximum(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Maximum(), on: [[5], [5], [5]]),
  ]
}
