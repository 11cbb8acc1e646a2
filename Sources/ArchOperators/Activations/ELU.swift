import ArchGraph

/// The exponential linear unit: `x`, or `alpha*(exp(x) - 1)` where it is negative (Clevert and others 2016).
public struct ELU: Elementwise {
  /// What large negative elements approach, less the sign.
  public var alpha: Double

  /// The activation with the given limit for negative elements.
  public init(_ alpha: Double = 1) { self.alpha = alpha }

  /// The name and the arguments.
  public static let signature = Signature.activation(
    "elu", "Exponential linear unit: `x`, or `alpha*(exp(x) - 1)` where it is negative",
    arguments: [
      .positional(
        "alpha", .decimal(-.infinity ... .infinity), default: 1,
        "what large negative elements approach, less the sign")
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { alpha = try arguments.decimal("alpha") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.init(alpha)] }

  /// An exponential, a subtraction, a multiplication and a comparison.
  public static let costPerElement: [(kind: Work.Kind, count: Int)] = [
    (.exponentials, 1), (.subtractions, 1), (.multiplications, 1), (.comparisons, 1),
  ]

  /// `x` or `alpha*(exp(x) - 1)`.
  public func value<N: Number>(of x: N) -> N {
    N.ifNegative(x, N(Float(alpha)) * (x.exponential() - N(1)), else: x)
  }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in
      for i in 0..<count { y[i] = value(of: x[i]) }
    }
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction("F.elu", .named("alpha", PyTorchLiteral(alpha), default: 1.0))
  }

  /// A vector and a map.
  public static let specimens = [Specimen(ELU(), on: [5]), Specimen(ELU(0.5), on: [2, 3, 4])]
}
