import ArchGraph

/// One specimen of an operator and what is wrong with its side of the backward pass.
///
/// The definition of the gradients is held against the definition of the layer, the rules against the definition of the gradients.
package struct GradientTrial<O: Differentiable> {
  let op: O
  let inputs: [Shape]
  let output: Shape
  let parameters: [Parameter]
  /// Examples that the layer is given at once; nil for operators that see one at a time.
  let batch: Int?
  /// What is wrong, in sentences.
  package private(set) var faults: [String] = []

  /// Looks at everything.
  package init(_ specimen: Specimen<O>) throws(Misfit) {
    op = specimen.op
    inputs = specimen.inputs
    output = try op.output(of: inputs).shape(of: inputs)
    parameters = op.parameters(of: inputs)
    batch = op is any TrainedApart ? 3 : nil
    checkForms()
    checkGradients()
    for wanted in everyWish() {
      checkWork(wanted)
      checkReads(wanted)
    }
    if let apart = op as? any TrainedApart { checkTraining(apart) }
  }

  private var subject: String { "\(op.call(withDefaults: false)) on \(inputs.map(\.description))" }

  mutating func fault(_ text: String) { faults.append("\(subject): \(text)") }

  var rule: BackwardWork { op.backward(from: inputs, to: output) }
  var learns: Bool { parameters.contains { $0.role == .weight } }
  var flows: [Bool] { rule.inputs.map { $0 != nil } }

  // MARK: Numbers

  /// Numbers without pattern between -1 and 1.
  struct Dice {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 52) - 1
    }
  }

  /// How large numbers are: some functions bend far from zero.
  private func reach(of seed: UInt64) -> Double { seed % 3 == 0 ? 8 : 2 }

  func batched(_ shape: Shape) -> Shape { batch.map { Shape([$0] + shape.dimensions) } ?? shape }

  struct Given<N: Number> {
    var inputs: [Tensor<N>]
    var weights: [Tensor<N>]
    var masks: [Tensor<N>]
    var output: Tensor<N>
    var saved: [Tensor<N>]
  }

  /// The layer's inputs, parameters and masks; `direction` says how fast each number changes.
  func numbers(
    seed: UInt64, isWhole: Bool = false,
    direction: (_ tensor: Int, _ dice: inout Double) -> Double = { _, _ in 0 }
  ) -> (inputs: [Tensor<Dual>], weights: [Tensor<Dual>], masks: [Tensor<Dual>]) {
    var dice = Dice(state: seed &* 7919 &+ 17)
    var slopes = Dice(state: seed &* 104_729 &+ 5)
    let reach = reach(of: seed)
    var index = -1
    func tensor(_ shape: Shape, positive: Bool = false) -> Tensor<Dual> {
      index += 1
      return Tensor(
        shape,
        (0..<(shape.elementCount ?? 0)).map { _ in
          let plain = dice.next()
          var slope = slopes.next()
          if shape.element == .token { return Dual(((plain + 1) * 1.5).rounded(.down), slope: 0) }
          slope = direction(index, &slope)
          if isWhole { return Dual((plain * 3).rounded(), slope: (slope * 3).rounded()) }
          return Dual(positive ? abs(plain) + 0.5 : reach * plain, slope: slope)
        })
    }
    let given = inputs.enumerated().map {
      var shape = batched($1)
      shape.element = $1.element
      return tensor(shape, positive: op.traits.positiveInputs.contains($0))
    }
    let weights = parameters.map { tensor($0.shape, positive: $0.role == .buffer || $0.use == .positive) }
    let masks = (op as? any TrainedApart)?.masks(of: inputs).map { tensor(batched($0), positive: true) } ?? []
    return (given, weights, masks)
  }

  private func forward<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], _ masks: [Tensor<N>]
  ) -> Tensor<N> {
    guard let apart = op as? any TrainedApart else { return op.define(inputs, weights, output: output) }
    return apart.defineTraining(inputs, weights, masks: masks, output: batched(output))
  }

  func given<N: Number>(seed: UInt64, _ make: (_ value: Dual, _ isSource: Bool) -> N) -> Given<N> {
    let (inputs, weights, masks) = numbers(seed: seed)
    let result = forward(inputs, weights, masks)
    let saved =
      (op as? any TrainedApart)?.savedInTraining(inputs, weights, masks: masks, output: result)
      ?? op.saved(inputs, weights, output: result)
    func convert(_ tensors: [Tensor<Dual>]) -> [Tensor<N>] {
      tensors.map { Tensor($0.shape, $0.values.map { make($0, true) }) }
    }
    return Given(
      inputs: convert(inputs), weights: convert(weights), masks: convert(masks),
      output: convert([result])[0], saved: convert(saved))
  }

  // MARK: The gradients are the adjoint of the derivative

  private mutating func checkGradients() {
    for seed in [UInt64(1), 2, 3] { checkGradients(seed: seed, isWhole: false) }
    // Of whole numbers sums of products are exact, and so are both sides.
    if isPolynomial { checkGradients(seed: 4, isWhole: true) }
  }

  /// Whether the layer adds, subtracts and multiplies, and no more.
  private var isPolynomial: Bool {
    let work = op.work(from: inputs, to: output)
    guard work.unknown == nil, !(op is any TrainedApart), let vector = try? work.vector() else {
      return false
    }
    let others: [Work.Kind] = [.divisions, .comparisons, .exponentials, .transcendentals]
    return others.allSatisfy { vector[$0] == 0 }
  }

  private mutating func checkGradients(seed: UInt64, isWhole: Bool) {
    let (inputs, weights, masks) = numbers(seed: seed, isWhole: isWhole)
    let result = forward(inputs, weights, masks)
    let saved =
      (op as? any TrainedApart)?.savedInTraining(inputs, weights, masks: masks, output: result)
      ?? op.saved(inputs, weights, output: result)
    var dice = Dice(state: seed &* 31 &+ 1)
    let gradient = Tensor(
      result.shape,
      result.values.map { _ in
        let plain = dice.next()
        return Dual(isWhole ? (plain * 3).rounded() : plain, slope: 0)
      })
    let found = op.adjoint(
      BackwardPass(
        inputs: inputs, weights: weights, output: result, saved: saved, gradient: gradient,
        wanted: WantedGradients(inputs: flows, weights: learns)))
    for index in self.inputs.indices where self.inputs[index].element == .number {
      compare(found.inputs[index], gradient, seed: seed, isWhole, tensor: index, name: "input \(index)")
    }
    for index in parameters.indices where parameters[index].role == .weight {
      compare(
        index < found.weights.count ? found.weights[index] : nil, gradient, seed: seed, isWhole,
        tensor: self.inputs.count + index, name: "`\(parameters[index].name)`")
    }
  }

  /// `<u, J v> = <Jᵀ u, v>` for numbers `v` without pattern in one tensor.
  private mutating func compare(
    _ found: Tensor<Dual>?, _ gradient: Tensor<Dual>, seed: UInt64, _ isWhole: Bool, tensor: Int,
    name: String
  ) {
    let moving = numbers(seed: seed, isWhole: isWhole) { $0 == tensor ? $1 : 0 }
    let tangent = forward(moving.inputs, moving.weights, moving.masks)
    let sources = moving.inputs + moving.weights
    var (left, right, size) = (0.0, 0.0, 0.0)
    for (u, y) in zip(gradient.values, tangent.values) {
      left += u.value * y.slope
      size += abs(u.value * y.slope)
    }
    for (g, v) in zip(found?.values ?? [], sources[tensor].values) {
      right += g.value * v.slope
      size += abs(g.value * v.slope)
    }
    // Constants of the layer may be fractions.
    let isExact =
      isWhole && (tangent.values + (found?.values ?? [])).allSatisfy { $0.value == $0.value.rounded() }
    let bound = isExact ? 0 : 1e-11 * (size + 1) * reach(of: seed)
    // Beyond all numbers there is nothing to compare.
    guard tangent.values.allSatisfy({ $0.value.isFinite && $0.slope.isFinite }) else { return }
    if !(abs(left - right) <= bound) {
      fault("the gradient by \(name) is not the adjoint of the derivative: \(right) where it is \(left)")
    }
  }

  // MARK: Forms

  private mutating func checkForms() {
    if rule.inputs.count != inputs.count { fault("its rule has \(rule.inputs.count) inputs") }
    let saved = given(seed: 1) { value, _ in value }.saved
    let kept = op.kept(from: inputs, to: output, by: .adjoint, batch: batch ?? 1)
    let shapes = kept.compactMap { item -> Shape? in
      guard case .saved(_, let factors) = item.source else { return nil }
      let shape = Shape(factors.map(\.value))
      return item.isPerBatch ? shape : batched(shape)
    }
    if saved.map(\.shape) != shapes {
      fault("it saves \(saved.map(\.shape.description)) and says \(shapes.map(\.description))")
    }
    for tensor in saved where tensor.values.count != tensor.shape.elementCount {
      fault("a saved tensor of \(tensor.shape) has \(tensor.values.count) elements")
    }
  }

  /// Every choice of gradients where they are few, and else all, none but one, and all but one.
  private func everyWish() -> [WantedGradients] {
    let parts = flows.indices.filter { flows[$0] }.map(Optional.some) + (learns ? [nil] : [])
    func wish(_ chosen: [Int?]) -> WantedGradients {
      WantedGradients(
        inputs: flows.indices.map { index in chosen.contains { $0 == index } },
        weights: chosen.contains { $0 == nil })
    }
    guard parts.count > 4 else {
      return (1..<max(1, 1 << parts.count)).map { choice in
        wish(parts.indices.filter { choice >> $0 & 1 == 1 }.map { parts[$0] })
      }
    }
    return [wish(parts)] + parts.indices.map { wish([parts[$0]]) }
      + parts.indices.map { index in wish(parts.indices.filter { $0 != index }.map { parts[$0] }) }
  }

  func describe(_ wanted: WantedGradients) -> String {
    let parts = wanted.inputs.indices.filter { wanted.inputs[$0] }.map { "input \($0)" }
    return "with gradients by " + (parts + (wanted.weights ? ["the weights"] : [])).joined(separator: ", ")
  }
}
