/// One kind of layer, and everything the library can say about it.
///
/// No rule has a default: a rule that nobody wrote must never read as zero. Shapes are without the batch; an image is
/// `[channels, height, width]`. Every answer here is true of the layer, whatever runs it or expresses it;
/// kernels and other formats are separate protocols, each implemented in a file next to the rules (`Conv.swift`,
/// `Conv+Kernel.swift`, `Conv+PyTorch.swift`). The laws in `Tests/ArchOperatorsTests` run each rule on all
/// its specimens against its definition.
public protocol Operator: Hashable, Sendable {
  /// The name, the arguments and their meaning.
  static var signature: Signature { get }

  /// Small cases that every rule is run on.
  static var specimens: [Specimen<Self>] { get }

  /// Creates the operator of a call.
  ///
  /// - Throws: the first argument whose value is not allowed.
  init(_ arguments: Arguments) throws(ArgumentFault)

  /// The arguments in the order of the signature, `nil` if the call would leave one out.
  var arguments: [ArgumentValue?] { get }

  /// The shape of the output.
  ///
  /// - Throws: why it cannot take the inputs.
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape

  /// The parameter tensors of the layer; called only with inputs that `output` took.
  func parameters(of inputs: [Shape]) -> [Parameter]

  /// The work of one example; called only with inputs that `output` took.
  func work(from inputs: [Shape], to output: Shape) -> Work

  /// The input positions that an output position depends on.
  func reach(from inputs: [Shape], to output: Shape) -> Reach

  /// Further facts that passes ask for.
  var traits: Traits { get }

  /// Where the output may be in memory.
  func placement(of inputs: [Shape]) -> Placement

  /// The definition, as plain as a textbook's formula.
  ///
  /// - Parameter weights: the tensors of ``parameters(of:)``, in that order.
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N>
}

extension Operator {
  /// The call in the language, without arguments that have their defaults: `conv(8, kernel: 5)`.
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
