/// One kind of layer, and everything the library can say about it.
///
/// No rule has a default: a rule that nobody wrote must never read as zero. Shapes are without the batch; an image is
/// `[channels, height, width]`. Everything asked here is true of the layer, whatever runs it and whatever it is written in;
/// kernels and other formats are separate protocols, each implemented in a file beside the rules (`Conv.swift`,
/// `Conv+Kernel.swift`, `Conv+PyTorch.swift`). The laws in `Tests/ArchOperatorsTests` run each rule on all
/// its specimens against its definition.
public protocol Operator: Hashable, Sendable {
  /// The name, the arguments and their meaning.
  static var signature: Signature { get }

  /// Small cases that every rule is run on.
  static var specimens: [Specimen<Self>] { get }

  /// The operator of a call.
  ///
  /// - Throws: the first argument with a value that it may not have.
  init(_ arguments: Arguments) throws(ArgumentFault)

  /// The arguments in the order of the signature, nil where the call would leave one out.
  var arguments: [ArgumentValue?] { get }

  /// The shape of the output.
  ///
  /// - Throws: why the inputs cannot be taken.
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape

  /// The tensors of numbers that the layer brings along; called only with inputs that `output` took.
  func parameters(of inputs: [Shape]) -> [Parameter]

  /// The work of one example; called only with inputs that `output` took.
  func work(from inputs: [Shape], to output: Shape) -> Work

  /// Which input positions an output position depends on.
  func reach(from inputs: [Shape], to output: Shape) -> Reach

  /// What passes ask beside the rules.
  var traits: Traits { get }

  /// Where the output may be in memory.
  func placement(of inputs: [Shape]) -> Placement

  /// The definition, as plain as the textbook's formula.
  ///
  /// - Parameter weights: the tensors of ``parameters(of:)``, in that order.
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N>
}

extension Operator {
  /// The call in the language without its arguments' defaults: `conv(8, kernel: 5)`.
  public var call: String { call(withDefaults: false) }

  /// The call in the language, with or without the arguments that have their defaults.
  public func call(withDefaults: Bool) -> String {
    let signature = Self.signature
    return call { withDefaults || $1 != signature.arguments[$0].defaultValue }
  }

  /// The call in the language with the arguments that are wanted.
  package func call(_ isWanted: (_ index: Int, _ value: ArgumentValue) -> Bool) -> String {
    let signature = Self.signature
    var words: [String] = []
    var byPosition = true
    for (index, (argument, value)) in zip(signature.arguments, arguments).enumerated() {
      guard let value, isWanted(index, value) else {
        byPosition = false
        continue
      }
      byPosition = byPosition && argument.isPositional
      words.append(byPosition ? "\(value)" : "\(argument.name): \(value)")
    }
    return words.isEmpty ? signature.name : "\(signature.name)(\(words.joined(separator: ", ")))"
  }

  /// The name in the language and in reports.
  public var name: String { Self.signature.name }
}
