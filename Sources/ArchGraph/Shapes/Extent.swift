/// One extent of an output shape, and how it follows from the input.
public struct Extent: Sendable {
  /// The source of an extent.
  package enum Origin: Sendable {
    /// Taken over from an argument or an input axis with this name.
    case named(String)
    /// The steps of a window over an axis of the input.
    case window(WindowAxis, input: Int)
    /// The reverse of that, for transposed convolution.
    case transposed(WindowAxis, outputPadding: Int, input: Int)
    /// Some other working.
    case formula(Formula)
  }

  /// The extent.
  public let value: Int
  /// The source of the extent.
  package let origin: Origin

  /// An extent copied from elsewhere: the number of filters, an input axis.
  public init(_ name: String, _ value: Int) {
    self.value = value
    origin = .named(name)
  }

  /// An extent that is computed; throws if it cannot be represented.
  package init(_ formula: Formula) throws(Misfit) {
    guard let value = formula.value else { throw .tooLarge([]) }
    self.value = value
    origin = .formula(formula)
  }

  init(value: Int, origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// The working of the extent.
  package var formula: Formula {
    switch origin {
    case .named(let name): .named(name, value)
    case .window(let axis, let input): axis.steps(over: Formula.named("input", input), extent: input)
    case .transposed(let axis, let outputPadding, let input):
      axis.transposedSteps(
        over: Formula.named("input", input), outputPadding: Formula.named("output_padding", outputPadding))
    case .formula(let formula): formula
    }
  }
}

extension Extent {
  /// How such an extent is computed for any arguments: the formula with every quantity that the operator has an
  /// argument for, and its form under some conditions, each in the words of the language.
  package func generalFormulas(for signature: Signature) -> [(condition: String?, formula: Formula)] {
    let input = Formula.named("input", 9)
    let dilation = signature.index(of: "dilation") == nil ? 1 : 2
    var general = WindowAxis(kernel: 3, stride: 2, dilation: dilation, before: 1, after: 1, ceil: false)
    var same = general
    same.isSame = true
    var found: [(condition: String?, formula: Formula)] = []
    switch origin {
    case .window:
      found.append((nil, general.steps(over: input, extent: 9)))
      if signature.index(of: "ceil") != nil {
        general.ceil = true
        found.append(("`ceil`", general.steps(over: input, extent: 9)))
      }
      found.append(("`padding: same` or `causal`", same.steps(over: input, extent: 9)))
    case .transposed:
      let extra = Formula.named("output_padding", 0)
      found.append((nil, general.transposedSteps(over: input, outputPadding: extra)))
      found.append(("`padding: same`", same.transposedSteps(over: input, outputPadding: extra)))
    case .named, .formula: found.append((nil, formula))
    }
    return found
  }
}
