import ArchGraph

/// The spatial axes without some positions at their starts and ends.
public struct Crop: Operator {
  /// How many positions are cut before and after.
  public var amount: Padding

  /// A crop of the spatial axes.
  public init(_ amount: Padding) { self.amount = amount }

  public static let signature = Signature(
    "crop", .shape, "Cuts positions off the beginnings and ends of the spatial axes.",
    arguments: [.positional("amount", .sides, "how many positions are cut off, before and after each axis")],
    notes: [
      "`crop(1)` cuts one off every side, `crop([[0, 1], [0, 1]])` one off the end of each of two axes.",
      "It copies what remains and computes nothing. Of a sequence of tokens it cuts the only axis.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { amount = try arguments.padding("amount") }

  public var arguments: [ArgumentValue?] { [.init(amount)] }

  /// The channels stay; each axis shrinks by the amounts cut before and after.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let (input, first) = try movedMap(inputs)
    let names = input.factors("in_")
    var extents = names.prefix(first).map { Extent($0.name, $0.value) }
    let sides = try amount.sides(rank: input.rank - first, of: name)
    for (axis, sides) in zip(names.indices.dropFirst(first), sides) {
      let extent = Formula.named(names[axis].name, input[axis])
      let remaining = try Extent(
        sides.before == sides.after
          ? .difference(extent, .product([.literal(2), .named("amount", sides.before)]))
          : .difference(.difference(extent, .named("before", sides.before)), .named("after", sides.after)))
      guard remaining.value >= 1 else {
        throw .empty(axis: Axis.names("", rank: input.rank)[axis], extent: remaining.value)
      }
      extents.append(remaining)
    }
    return .moved(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the rest is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The position further by the amount cut before.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard output.rank > 1 else { return .pointwise }
    guard let sides = try? amount.sides(rank: output.rank - 1, of: name) else { return .everything }
    return .axes(sides.map { .regular(.init(before: -$0.before)) })
  }

  /// `y[c, p] = x[c, p + before]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      var source = position
      let first = min(1, output.rank - 1)
      for axis in first..<output.rank { source[axis] += amount.before(axis: axis - first) }
      return inputs[0][source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The same on all sides, by axis and by side, on one to three axes, and nothing.
  public static let specimens = [
    Specimen(Crop(1), on: [2, 3, 5]), Specimen(Crop(.symmetric(.each([0, 1]))), on: [2, 3, 4]),
    Specimen(Crop(.explicit([.init(0, 1), .init(2, 0)])), on: [1, 3, 4]),
    Specimen(Crop(.explicit([.init(1, 2)])), on: [2, 5]), Specimen(Crop(1), on: [1, 3, 4, 3]),
    Specimen(Crop(.valid), on: [2, 3]),
    Specimen(Crop(.explicit([.init(1, 2)])), on: Shape([7], of: .token)),
    Specimen(Crop(1), on: Shape([2, 4], of: .token)),
  ]
}
