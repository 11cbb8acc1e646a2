import ArchGraph

/// The note for merges that repeat missing axes.
let broadcastNote =
  "Shapes are aligned at their last axes, and an axis that is missing or has one element is repeated (broadcasting, as "
  + "in NumPy). A value with fewer axes that would also fit the first axes is refused: use `reshape` to say which are meant."

/// The common part of merges of values element by element.
///
/// Shapes are aligned at their last axes; an axis that is missing, or has one element, is repeated (broadcasting, as in
/// NumPy, PyTorch and ONNX).
extension Operator {
  /// The common shape of the values, or why they do not fit.
  func mergedShape(_ inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try several(inputs)
    if inputs.allSatisfy({ $0 == inputs[0] }) { return .sameAsInput }
    let merged = try Broadcast(inputs).merged()
    if inputs[0] == merged { return .sameAsInput }
    return .extents(merged.factors("in_").map { Extent($0.name, $0.value) })
  }

  /// The same for exactly two values.
  func mergedPair(_ inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    return try mergedShape(inputs)
  }

  /// One operation for each element and each input after the first; inputs are read once.
  func merging(_ kind: Work.Kind, from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    let further = inputs.count - 1
    let elements = output.elements
    work[kind] = further == 1 ? Count(elements) : Count([Factor("further_inputs", further)], elements)
    work[.activationReads] =
      inputs.allSatisfy { $0.dimensions == output.dimensions }
      ? Count([Factor("inputs", inputs.count)], elements)
      : inputs.reduce(Count()) { $0 + Count($1.factors("in_")) }
    work[.writes] = Count(elements)
    return work
  }

  /// Over one of the first inputs that have the shape of the output.
  ///
  /// - Parameter count: how many inputs are read before anything is written.
  func mergedPlacement(of inputs: [Shape], first count: Int = 2) -> Placement {
    guard let output = try? mergedShape(inputs).shape(of: inputs) else { return .own }
    let whole = inputs.indices.prefix(count).filter { inputs[$0] == output }
    return whole.isEmpty ? .own : .over(whole)
  }
}

extension Tensor {
  /// The entry for a position of a merged value: by the last axes, and the only one of an axis with one element.
  func spread(at position: [Int]) -> N {
    self[zip(position.suffix(shape.rank), shape.dimensions).map { $1 == 1 ? 0 : $0 }]
  }
}

/// Shapes that are aligned at their last axes.
struct Broadcast {
  private let inputs: [Shape]
  /// The common shape of the inputs with the most axes.
  private let whole: Shape

  /// Inputs, of which the longest must fit each other.
  init(_ inputs: [Shape]) throws(Misfit) {
    self.inputs = inputs
    let rank = inputs.reduce(0) { max($0, $1.rank) }
    var whole = Shape(Array(repeating: 1, count: rank))
    for input in inputs where input.rank == rank {
      guard let joined = Self.join(input.dimensions, to: whole) else { throw .shapes(inputs, except: nil) }
      whole = joined
    }
    self.whole = whole
  }

  /// Whether an input has a number for each channel, and so is aligned at the first axis if that is meant.
  func isGate(_ input: Shape) -> Bool {
    input.rank == 1 && whole.rank > 1 && (input[0] == whole[0] || input[0] == 1)
  }

  /// The shape of all together.
  ///
  /// A value that could be meant for the first axes is refused, since one reading would silently replace the other.
  ///
  /// - Parameter gates: whether values with a number for each channel are taken as gates.
  func merged(gates: Bool = false) throws(Misfit) -> Shape {
    var merged = whole
    for input in inputs where input.rank < whole.rank && !(gates && isGate(input)) {
      let fitsLast = Self.join(input.dimensions, to: whole) != nil
      let fitsFirst = zip(input.dimensions, whole.dimensions).allSatisfy { $0 == $1 || $0 == 1 }
      // If all extents are one, both readings are the same.
      if fitsFirst, input.dimensions.contains(where: { $0 != 1 }) {
        throw .alignment(input, with: whole, fitsLast: fitsLast)
      }
      guard let joined = Self.join(input.dimensions, to: merged) else { throw .shapes(inputs, except: nil) }
      merged = joined
    }
    return merged
  }

  private static func join(_ extents: [Int], to whole: Shape) -> Shape? {
    var joined = whole
    let missing = whole.rank - extents.count
    for (axis, extent) in extents.enumerated() where extent != 1 {
      guard whole[axis + missing] == extent || whole[axis + missing] == 1 else { return nil }
      joined.dimensions[axis + missing] = extent
    }
    return joined
  }
}
