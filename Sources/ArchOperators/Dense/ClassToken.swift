import ArchGraph

/// Learnt tokens put before a sequence: the class token of BERT and ViT.
public struct ClassToken: Operator {
  /// The number of tokens.
  public var tokens: Int

  /// So many learnt tokens before a sequence.
  public init(_ tokens: Int = 1) { self.tokens = tokens }

  /// The name and the arguments.
  public static let signature = Signature(
    "class_token", .dense, "Puts learnt tokens before a sequence of features.",
    arguments: [.positional("tokens", .count(), default: 1, "the number of tokens")],
    notes: [
      "ViT has one, DeiT a second for distillation. It copies and computes nothing; "
        + "`slice(0, to: 1)` takes the first token out again."
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { tokens = try arguments.integer("tokens") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.integer(tokens)] }

  /// `[T, D]` becomes `[tokens + T, D]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 2 else { throw .rank(expected: "rows of features, such as 196 x 768", found: input) }
    return .extents([
      try Extent(.sum([.named("class_tokens", tokens), .named("tokens", input[0])])),
      Extent("in_features", input[1]),
    ])
  }

  /// `weight [tokens, D]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("class_tokens", tokens), features(inputs[0])])]
  }

  private func features(_ shape: Shape) -> Factor { Factor("in_features", shape[1]) }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count([Factor("tokens", inputs[0][0]), features(inputs[0])])
    work[.writes] = Count([Factor("out_tokens", output[0]), features(output)])
    return work
  }

  /// Only the same feature.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = [weight, x]`, one after the other.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output, weights[0].values + inputs[0].values)
  }

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let features = shape[1]
    let count = tokens
    let out = try run.output([shape[0] + count, features])
    let tokens = try run.weight(0, [count, features])
    let size = run.elements(0)
    for example in 0..<run.batch {
      let target = out + example * (size + count * features)
      target.update(from: tokens, count: count * features)
      (target + count * features).update(from: run.input(0) + example * size, count: size)
      run.did(.activationReads, size)
      run.did(.writes, size + count * features)
    }
    run.did(.weightReads, run.weightElements)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call(
        "nn.Parameter",
        [.value(.call("torch.zeros", [.position("token", PyTorchLiteral([tokens, inputs[0][1]]))]))]),
      value: "torch.cat([\(.module).expand(\(.x).shape[0], -1, -1), \(.x)], dim=1)", tensors: [""])
  }

  /// One token and two.
  public static let specimens = [
    Specimen(ClassToken(), on: [3, 4]), Specimen(ClassToken(2), on: [4, 2]),
    Specimen(ClassToken(), on: [1, 1]),
  ]
}
