import ArchGraph

/// A function of one element without parameters: the common part of activations and arithmetic functions.
///
/// The rules below hold for every such function. Each states only what differs: the formula and its cost.
package protocol Elementwise: Operator {
  /// The operations that one element costs.
  var costPerElement: [(kind: Work.Kind, count: Int)] { get }

  /// The function.
  func value<N: Number>(of x: N) -> N
}

extension Elementwise {
  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try single(inputs)
    return .sameAsInput
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// The cost of one element, for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = output.elements
    var work = Work()
    for (kind, count) in costPerElement {
      work[kind] = .each(count, of: elements)
    }
    work[.activationReads] = Count(elements)
    work[.writes] = Count(elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// The traits of every function of one element.
  public var traits: Traits { elementTraits() }

  /// The traits of a function, perhaps one that needs numbers above zero.
  func elementTraits(positiveInputs: Set<Int> = []) -> Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .function, axes: .asInput, part: .activation,
      positiveInputs: positiveInputs)
  }

  /// Refuses bounds if the first is above the second.
  static func check(_ low: Double, isBelow high: Double) throws(ArgumentFault) {
    guard low <= high else {
      throw ArgumentFault(
        argument: "max", expected: "a number from \(ArgumentValue(low)), which is `min`", found: .init(high))
    }
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The function applied to each element.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output, inputs[0].values.map { value(of: $0) })
  }
}

extension Signature {
  /// An activation with its formula.
  static func activation(
    _ name: String, _ formula: String, arguments: [Argument] = [], isYielding: Bool = false
  ) -> Signature {
    Signature(name, .activation, "\(formula).", arguments: arguments, isYielding: isYielding)
  }

  /// A function of arithmetic with its formula.
  static func elements(
    _ name: String, _ formula: String, arguments: [Argument] = [], notes: [String] = []
  ) -> Signature {
    Signature(name, .arithmetic, "\(formula).", arguments: arguments, notes: notes, isYielding: true)
  }
}
