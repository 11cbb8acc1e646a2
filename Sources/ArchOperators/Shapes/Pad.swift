import ArchGraph

/// Zeros or repeated elements around the spatial axes, as a separate layer.
public struct Pad: Operator {
  /// The elements around the input.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Zeros, or another number.
    case zeros
    /// The input as mirrored at its last element.
    case reflect
    /// Its last element, repeated.
    case replicate
    /// The input once more: its end before it, its start after it.
    case circular
  }

  /// How many elements are before and after each axis.
  public var amount: Padding

  /// The kind of elements.
  public var mode: Mode

  /// The number used for zero.
  public var value: Double

  /// Zeros around the spatial axes, or other elements by the mode.
  public init(_ amount: Padding, mode: Mode = .zeros, value: Double = 0) {
    self.amount = amount
    self.mode = mode
    self.value = value
  }

  public static let signature = Signature(
    "pad", .shape, "Adds zeros or repeated elements around the spatial axes, as a separate layer.",
    arguments: [
      .positional("amount", .sides, "how many elements are added, before and after each axis"),
      .named(
        "mode", .word(Mode.allCases.map(\.rawValue)), default: .word(Mode.zeros.rawValue),
        "what to add: zeros, the mirrored input, its last element, or its other end"),
      .named("value", .decimal(-.infinity ... .infinity), default: 0, "the number instead of zero"),
    ],
    notes: [
      "`pad(1)` adds one on every side, `pad([[0, 1], [0, 1]])` one after each of two axes. It moves data.",
      "Two before and after `[1, 2, 3]`: `zeros` `[0, 0, 1, 2, 3, 0, 0]`, `reflect` `[3, 2, 1, 2, 3, 2, 1]`, `replicate` "
        + "`[1, 1, 1, 2, 3, 3, 3]`, `circular` `[2, 3, 1, 2, 3, 1, 2]`.",
      "`reflect` must add less than the axis has, `circular` at most as much. With repeated elements the receptive field "
        + "is not tracked: it is different at an edge.",
      "`same` is for windows only: a separate layer does not know what follows.",
      "A sequence of tokens is padded with the token `value` on its only axis.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    amount = try arguments.padding("amount")
    mode = Mode(rawValue: try arguments.word("mode")) ?? .zeros
    value = try arguments.decimal("value")
  }

  public var arguments: [ArgumentValue?] { [.init(amount), .word(mode.rawValue), .init(value)] }

  /// The channels stay; each axis grows by the amounts before and after.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let (input, first) = try movedMap(inputs)
    if input.element == .token { try checkToken() }
    guard mode == .zeros || value == 0 else {
      throw .conflict(
        "`value` of `pad` replaces zeros, but `mode: \(mode.rawValue)` has none",
        help: "leave out `value` or `mode`")
    }
    let names = input.factors("in_")
    var extents = names.prefix(first).map { Extent($0.name, $0.value) }
    for (axis, sides) in zip(names.dropFirst(first), try amount.sides(rank: input.rank - first, of: name)) {
      try check(max(sides.before, sides.after), on: axis.value)
      let extent = Formula.named(axis.name, axis.value)
      extents.append(
        try Extent(
          sides.before == sides.after
            ? .sum([extent, .product([.literal(2), .named("amount", sides.before)])])
            : .sum([extent, .named("before", sides.before), .named("after", sides.after)])))
    }
    return .moved(extents)
  }

  /// Checks that the value around tokens is a token.
  private func checkToken() throws(Misfit) {
    guard mode == .zeros else {
      throw .conflict(
        "`mode: \(mode.rawValue)` of `pad` is for numbers: around tokens stands a given one",
        help: "`value` gives the token: `pad([[0, 3]], value: 1)`")
    }
    guard value >= 0, value.rounded() == value, value < 0x1p24 else {
      throw .range(what: "`value`", value: "\(value)", allowed: "a token is a whole number from 0")
    }
  }

  /// Checks that an axis has as many elements as it is to get again.
  private func check(_ amount: Int, on extent: Int) throws(Misfit) {
    let most: Int
    switch mode {
    case .zeros, .replicate: return
    case .reflect: most = extent - 1
    case .circular: most = extent
    }
    guard amount > most else { return }
    let limit =
      mode == .reflect
      ? "less than the axis has, and that is" : "at most as much as the axis has, and that is"
    throw .range(
      what: "the amount", value: "\(amount)", allowed: "`mode: \(mode.rawValue)` can add \(limit) \(extent)")
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the input is read, and the output with its zeros written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The position earlier by the amount added before; not tracked if elements of the input are added.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard output.rank > 1 else { return .pointwise }
    guard let sides = try? amount.sides(rank: output.rank - 1, of: name) else { return .everything }
    guard mode == .zeros || sides.allSatisfy({ $0.before == 0 && $0.after == 0 }) else { return .unknown }
    return .axes(sides.map { .regular(.init(before: $0.before)) })
  }

  /// `y[c, p] = x[c, p - before]`; outside, zero or the element given by the mode.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      var source = position
      let first = min(1, output.rank - 1)
      for axis in first..<output.rank {
        source[axis] -= amount.before(axis: axis - first)
        source[axis] = inside(source[axis], of: inputs[0].shape[axis])
      }
      return inputs[0].at(source, outside: N(Float(value)))
    }
  }

  /// The index of the element for an index before, in or after an axis; with zeros there is none outside.
  private func inside(_ index: Int, of extent: Int) -> Int {
    switch mode {
    case .zeros: index
    case .reflect: index < 0 ? -index : index >= extent ? 2 * (extent - 1) - index : index
    case .replicate: min(max(index, 0), extent - 1)
    case .circular: (index + extent) % extent
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The same on all sides, by axis and by side, on one to three axes, and nothing; every mode, up to its limits.
  public static let specimens: [Specimen<Pad>] = zeros + repeated

  private static let repeated: [Specimen<Pad>] =
    [Mode.reflect, .replicate, .circular].flatMap { mode in
      [
        Specimen(Pad(1, mode: mode), on: [2, 3, 4]), Specimen(Pad(2, mode: mode), on: [1, 3]),
        Specimen(Pad(.explicit([.init(0, 1), .init(2, 0)]), mode: mode), on: [2, 3, 4]),
        Specimen(Pad(.symmetric(.each([1, 0, 2])), mode: mode), on: [1, 2, 1, 3]),
        Specimen(Pad(.valid, mode: mode), on: [2, 3]),
      ]
    } + [
      Specimen(Pad(4, mode: .replicate), on: [2, 1, 2]), Specimen(Pad(3, mode: .circular), on: [2, 3]),
      Specimen(Pad(.explicit([.init(1, 2)]), value: -1.5), on: [2, 3]),
    ]

  private static let zeros = [
    Specimen(Pad(1), on: [2, 3, 4]), Specimen(Pad(.symmetric(.each([0, 2]))), on: [2, 3, 4]),
    Specimen(Pad(.explicit([.init(0, 1), .init(2, 0)])), on: [1, 3, 2]),
    Specimen(Pad(.explicit([.init(3, 1)])), on: [2, 4]), Specimen(Pad(1), on: [1, 2, 1, 2]),
    Specimen(Pad(.valid), on: [2, 3]),
    Specimen(Pad(.explicit([.init(1, 2)]), value: 3), on: Shape([4], of: .token)),
    Specimen(Pad(1), on: Shape([2, 3], of: .token)),
  ]
}
