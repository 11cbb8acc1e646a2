import ArchGraph

/// Zeros around the spatial axes, as a layer of its own.
public struct Pad: Operator {
  /// How many zeros stand before and after each axis.
  public var amount: Padding

  /// Zeros around the spatial axes.
  public init(_ amount: Padding) { self.amount = amount }

  public static let signature = Signature(
    "pad", .shape, "Zeros around the spatial axes, as a layer of its own.",
    arguments: [.positional("amount", .sides, "how many zeros, before and after each axis")],
    notes: [
      "`pad(1)` adds one on every side, `pad([[0, 1], [0, 1]])` one after each of two axes. It moves data.",
      "`same` is for windows only: a layer of its own does not know what follows.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { amount = try arguments.padding("amount") }

  public var arguments: [ArgumentValue?] { [.init(amount)] }

  /// The channels stay, each axis grows by what is before and after.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let names = input.factors("in_")
    var extents = [Extent(names[0].name, input[0])]
    for (axis, sides) in zip(names.dropFirst(), try amount.sides(rank: input.rank - 1, of: name)) {
      let extent = Formula.named(axis.name, axis.value)
      extents.append(
        try Extent(
          sides.before == sides.after
            ? .sum([extent, .product([.literal(2), .named("amount", sides.before)])])
            : .sum([extent, .named("before", sides.before), .named("after", sides.after)])))
    }
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the input is read, and the output with its zeros written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The position that lies as much earlier as there are zeros before.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard let sides = try? amount.sides(rank: output.rank - 1, of: name) else { return .everything }
    return .axes(sides.map { .regular(.init(before: $0.before)) })
  }

  /// `y[c, p] = x[c, p - before]`, and zero outside.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      var source = position
      for axis in 1..<output.rank { source[axis] -= amount.before(axis: axis - 1) }
      return inputs[0].at(source, outside: N(0))
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The same on all sides, by axis and by side, on one to three axes, and nothing.
  public static let specimens = [
    Specimen(Pad(1), on: [2, 3, 4]), Specimen(Pad(.symmetric(.each([0, 2]))), on: [2, 3, 4]),
    Specimen(Pad(.explicit([.init(0, 1), .init(2, 0)])), on: [1, 3, 2]),
    Specimen(Pad(.explicit([.init(3, 1)])), on: [2, 4]), Specimen(Pad(1), on: [1, 2, 1, 2]),
    Specimen(Pad(.valid), on: [2, 3]),
  ]
}
