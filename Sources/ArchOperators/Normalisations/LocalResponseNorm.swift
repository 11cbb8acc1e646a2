import ArchGraph

/// Local response normalisation: each element divided by the energy of its neighbours (Krizhevsky and others 2012).
public struct LocalResponseNorm: Operator {
  /// How many neighbouring channels are summed over.
  public var size: Int

  /// The coefficient of the sum of squares.
  public var alpha: Double

  /// The exponent.
  public var beta: Double

  /// The constant added to the sum.
  public var k: Double

  /// Whether `alpha` is divided by `size`.
  public var divideAlpha: Bool

  /// A local response normalisation across channels, by default with the constants of PyTorch.
  public init(
    _ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1, divideAlpha: Bool = true
  ) {
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
    self.divideAlpha = divideAlpha
  }

  public static let signature = Signature(
    "local_response_norm", .normalisation,
    "Local response normalisation across channels, `x/(k + alpha/size*sum(x*x))^beta`.",
    arguments: [
      .positional("size", .count(), "how many neighbouring channels are summed over"),
      .named(
        "alpha", .decimal(-.infinity ... .infinity), default: 0.0001,
        "what the sum of squares is multiplied by"),
      .named("beta", .decimal(-.infinity ... .infinity), default: 0.75, "the exponent"),
      .named("k", .decimal(-.infinity ... .infinity), default: 1, "the constant that is added to the sum"),
      .named(
        "divide_alpha", .boolean, default: true,
        "whether `alpha` is divided by `size`, as in Caffe and PyTorch but not in AlexNet's paper"),
    ],
    notes: [
      "AlexNet's paper has `local_response_norm(5, k: 2, divide_alpha: false)`.",
      "An even window has one more channel before than after.",
      "Channels before the first and after the last are zeros, and are added like any others.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    size = try arguments.integer("size")
    alpha = try arguments.decimal("alpha")
    beta = try arguments.decimal("beta")
    k = try arguments.decimal("k")
    divideAlpha = try arguments.boolean("divide_alpha")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(size), .init(alpha), .init(beta), .init(k), .boolean(divideAlpha)]
  }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try map(inputs)
    guard size >= 1 else { throw .range(what: "the size", value: "\(size)", allowed: "it counts from 1") }
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each element its square, the sum over the window (`size - 1` additions), a multiplication, an
  /// addition, a power and a division.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplications] = Count([Factor("per_element", 2)], output.elements)
    work[.additions] = Count([Factor("size", size)], output.elements)
    work[.transcendentals] = Count(output.elements)
    work[.divisions] = Count(output.elements)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[c, p] = x[c, p]/(k + alpha/size*Σ x[i, p]^2)^beta` over the `size` channels `i` around `c`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let squares = Tensor(x.shape, x.values.map { $0 * $0 })
    let coefficient = N(Float(divideAlpha ? alpha / Double(size) : alpha))
    return Tensor(output) { position in
      let window = (0..<size).map { index in
        squares.at([position[0] - size / 2 + index] + position.dropFirst(), outside: N(0))
      }
      let sum = window.dropFirst().reduce(window[0]) { $0 + $1 }
      return x[position] / (N(Float(k)) + coefficient * sum).power(Float(beta))
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .kept, axes: .asInput, part: .normalisation,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Windows odd, even, of one channel and wider than the input; AlexNet's constants.
  public static let specimens = [
    Specimen(LocalResponseNorm(5, k: 2, divideAlpha: false), on: [6, 2, 3]),
    Specimen(LocalResponseNorm(3, alpha: 0.5), on: [4, 3, 2]), Specimen(LocalResponseNorm(4), on: [5, 4]),
    Specimen(LocalResponseNorm(1), on: [2, 2, 2, 2]),
    Specimen(LocalResponseNorm(7, beta: 0.5), on: [2, 2, 3]),
  ]
}
