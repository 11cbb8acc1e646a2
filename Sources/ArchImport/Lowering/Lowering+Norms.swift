import ArchGraph
import ArchONNX
import ArchOperators

/// Normalisations, and functions of whole rows.
extension Lowering {
  func softmax(_ make: (Int?) -> any Operator) throws(ImportFault) {
    let rank = shape(0).count
    let given = step.integer("axis") ?? (step.version < 13 ? 1 : -1)
    guard let first = ArchImport.axis(given, of: rank) else { throw form("it has no axis \(given)") }
    let input = try value()
    let own = dimensions(input)
    let axis = try axis(first)
    // Before version 13 all axes from this one on form one row.
    if step.version < 13, axis < own.count - 1 {
      let flat = try reshaped(input, to: own[..<axis] + [own[axis...].reduce(1, *)])
      return try set(add(make(axis == 0 ? nil : axis), to: [flat]))
    }
    try set(add(make(axis == 0 ? nil : axis == own.count - 1 ? -1 : axis), to: [input]))
  }

  /// Rows of the last axes: how many of them there are.
  private func rowAxes() throws(ImportFault) -> Int {
    let first = try axis(step.integer("axis") ?? -1)
    let rank = step.input(0).map(example)?.count ?? 0
    return rank - first
  }

  private func unused(from output: Int) throws(ImportFault) {
    for output in step.outputs.dropFirst(output) {
      if let output, model.values[output].uses > 0 {
        throw form("another of its outputs, such as the mean, is used")
      }
    }
  }

  func layerNorm() throws(ImportFault) {
    try unused(from: 1)
    try set(
      add(
        LayerNorm(
          axes: rowAxes(), epsilon: step.epsilon(1e-5), scale: step.input(1) != nil,
          shift: step.input(2) != nil),
        to: [value()], numbers: wholes([1, 2])))
  }

  func rmsNorm() throws(ImportFault) {
    try unused(from: 1)
    try set(add(RMSNorm(axes: rowAxes(), epsilon: step.epsilon(1e-5)), to: [value()], numbers: wholes([1])))
  }

  func batchNorm() throws(ImportFault) {
    // Statistics belong to the second axis, whatever the first holds besides the batch.
    try unused(from: 1)
    let channels = shape(0).count < 2 ? 0 : try axis(1)
    try apply(
      BatchNorm(epsilon: step.epsilon(1e-5), axis: channels == 0 ? nil : channels),
      numbers: wholes([1, 2, 3, 4]))
  }

  func instanceNorm() throws(ImportFault) {
    try checkMaps()
    try apply(
      InstanceNorm(epsilon: step.epsilon(1e-5), scale: true, shift: true), numbers: wholes([1, 2]))
  }

  func groupNorm() throws(ImportFault) {
    try checkMaps()
    let groups = step.integer("num_groups") ?? step.integer("groups") ?? 1
    guard step.domain.isEmpty, step.version < 21 else {
      return try set(
        add(GroupNorm(groups, epsilon: step.epsilon(1e-5)), to: [value()], numbers: wholes([1, 2])))
    }
    // Before version 21 a group has one factor and one shift.
    let plain = try add(
      GroupNorm(groups, epsilon: step.epsilon(1e-5), scale: false, shift: false), to: [value()])
    let own = dimensions(plain)
    guard groups > 0, own[0] % groups == 0 else { throw form("its groups do not fit") }
    let apart = try reshaped(plain, to: [groups, own[0] / groups] + own.dropFirst())
    try set(reshaped(add(Scale(), to: [apart], numbers: wholes([1, 2])), to: own))
  }

  /// Elements minus their mean, divided by their deviation and 1e-9, over some axes.
  func meanVarianceNorm() throws(ImportFault) {
    let axes = try axes(step.integers("axes") ?? [0, 2, 3]).sorted()
    let input = try value()
    let centred = try add(Subtract(), to: [input, add(Mean(axes, keepsDimensions: true), to: [input])])
    let variance = try add(
      Mean(axes, keepsDimensions: true), to: [add(Square(), to: [centred])])
    let deviation = try add(Affine(offset: 1e-9), to: [add(Sqrt(), to: [variance])])
    try set(add(Divide(), to: [centred, deviation]))
  }

  func localResponseNorm() throws(ImportFault) {
    try checkMaps()
    guard let size = step.integer("size") else { throw form("it has no size") }
    guard size % 2 == 1 else { throw form("its size is even, which programs interpret differently") }
    try set(
      add(
        LocalResponseNorm(
          size, alpha: step.number("alpha") ?? 1e-4, beta: step.number("beta") ?? 0.75,
          k: step.number("bias") ?? 1), to: [value()]))
  }

  func lpNorm() throws(ImportFault) {
    let axis = try axis(step.integer("axis") ?? -1)
    let input = try value()
    guard step.integer("p") ?? 2 == 1 else { return try set(add(L2Normalize(axis: axis), to: [input])) }
    try set(add(Divide(), to: [input, add(Norm([axis], power: 1, keepsDimensions: true), to: [input])]))
  }

  /// A sum that is normalised: ONNX Runtime's fusion of both.
  func skipNorm(isRMS: Bool) throws(ImportFault) {
    var sum = try add(Add(), to: [operand(0), operand(1)])
    let bias = isRMS ? 3 : 4
    if step.input(bias) != nil { sum = try add(Bias(axis: -1), to: [sum], numbers: wholes([bias])) }
    try set(sum, output: 3)
    let norm: any Operator =
      isRMS
      ? RMSNorm(epsilon: step.epsilon(1e-6))
      : LayerNorm(epsilon: step.epsilon(1e-12), shift: step.input(3) != nil)
    try set(add(norm, to: [sum], numbers: wholes(isRMS ? [2] : [2, 3])))
  }
}
