import ArchGraph

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), `x/2*(1 + erf(x/sqrt(2)))`.
public struct GELU: Operator {
  /// How the normal distribution is computed.
  public enum Approximation: String, Hashable, Sendable {
    /// By the error function, exactly.
    case none
    /// By a hyperbolic tangent, as in GPT-2 and BERT's first code.
    case tanh
    /// By a sigmoid, as in CLIP's code, which calls it quick GELU.
    case sigmoid

    /// The cost of one element.
    var costPerElement: [(kind: Work.Kind, count: Int)] {
      switch self {
      case .none: [(.multiplications, 3), (.additions, 1), (.transcendentals, 1)]
      case .tanh: [(.multiplications, 6), (.additions, 2), (.transcendentals, 1)]
      case .sigmoid: [(.multiplications, 1), (.additions, 1), (.divisions, 1), (.exponentials, 1)]
      }
    }
  }

  /// How the normal distribution is computed.
  public var approximation: Approximation

  /// The activation.
  public init(approximate approximation: Approximation = .none) { self.approximation = approximation }

  public static let signature = Signature(
    "gelu", .activation, "Gaussian error linear unit, `x/2*(1 + erf(x/sqrt(2)))`.",
    arguments: [
      .named(
        "approximate", .word(["none", "tanh", "sigmoid"]), default: "none",
        "`tanh` for GPT-2's approximation, `sigmoid` for CLIP's; their costs differ")
    ],
    notes: [
      "The approximation `tanh` is `x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x*x*x)))`, and `sigmoid` is "
        + "`x/(1 + exp(-1.702*x))`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    approximation = Approximation(rawValue: try arguments.word("approximate")) ?? .none
  }

  public var arguments: [ArgumentValue?] { [.word(approximation.rawValue)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try single(inputs)
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Three multiplications, an addition and an error function; six, two and a hyperbolic tangent; or one, one, a division
  /// and an exponential.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    for (kind, count) in approximation.costPerElement {
      work[kind] =
        count == 1 ? Count(output.elements) : Count([Factor("per_element", count)], output.elements)
    }
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `x/2*(1 + erf(x/sqrt(2)))`, `x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x*x*x)))`, or `x/(1 + exp(-1.702*x))`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let x = inputs[0][position]
      switch approximation {
      case .none: return N(0.5) * x * (N(1) + (x * N(0.707_106_781_186_547_6)).errorFunction())
      case .tanh:
        let inner = N(0.797_884_560_802_865_4) * (x + N(0.044_715) * x * x * x)
        return N(0.5) * x * (N(1) + inner.hyperbolicTangent())
      case .sigmoid: return x / (N(1) + (N(-1.702) * x).exponential())
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .function, axes: .asInput, part: .activation)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// A vector and a map, exact and approximate.
  public static let specimens = [
    Specimen(GELU(), on: [5]), Specimen(GELU(), on: [2, 3, 4]),
    Specimen(GELU(approximate: .tanh), on: [5]), Specimen(GELU(approximate: .tanh), on: [2, 3, 4]),
    Specimen(GELU(approximate: .sigmoid), on: [5]), Specimen(GELU(approximate: .sigmoid), on: [2, 3, 4]),
  ]
}
