import ArchGraph

/// What merges of values of one shape have in common.
extension Operator {
  /// The shape of every input, or how they differ.
  func equalShapes(_ inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try several(inputs)
    guard inputs.allSatisfy({ $0 == inputs[0] }) else { throw .shapes(inputs, except: nil) }
    return .sameAsInput
  }

  /// One operation for each element and each input after the first.
  func merging(_ kind: Work.Kind, from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    let further = inputs.count - 1
    let elements = output.elements
    work[kind] = further == 1 ? Count(elements) : Count([Factor("further_inputs", further)], elements)
    work[.activationReads] = Count([Factor("inputs", inputs.count)], elements)
    work[.writes] = Count(elements)
    return work
  }
}
