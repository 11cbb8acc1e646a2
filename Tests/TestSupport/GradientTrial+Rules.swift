import ArchGraph

extension GradientTrial {
  // MARK: Work

  mutating func checkWork(_ wanted: WantedGradients) {
    let given = given(seed: 1) { value, _ in Counted(Float(value.value)) }
    var dice = Dice(state: 11)
    let gradient = Tensor(given.output.shape, given.output.values.map { _ in Counted(Float(dice.next())) })
    let (found, counted) = Counted.counting {
      op.adjoint(
        BackwardPass(
          inputs: given.inputs, weights: given.weights, output: given.output, saved: given.saved,
          gradient: gradient, wanted: wanted))
    }
    for index in inputs.indices {
      let isThere = found.inputs[index] != nil
      if isThere != wanted.inputs[index] {
        fault("\(describe(wanted)) it gives \(isThere ? "one" : "none") by input \(index)")
      } else if let tensor = found.inputs[index],
        tensor.shape.dimensions != batched(inputs[index]).dimensions
          || tensor.values.count != tensor.shape.elementCount
      {
        fault("its gradient by input \(index) is \(tensor.shape)")
      }
    }
    for (index, parameter) in parameters.enumerated() {
      let tensor = index < found.weights.count ? found.weights[index] : nil
      let isWanted = wanted.weights && parameter.role == .weight
      if (tensor != nil) != isWanted {
        fault("\(describe(wanted)) it gives \(tensor != nil ? "one" : "none") by `\(parameter.name)`")
      } else if let tensor, tensor.shape.dimensions != parameter.shape.dimensions {
        fault("its gradient by `\(parameter.name)` is \(tensor.shape)")
      }
    }
    guard let predicted = predicted(wanted) else { return }
    for kind in Work.Kind.all where kind.isArithmetic && predicted[kind] != counted[kind] {
      fault("\(describe(wanted)) it does \(counted[kind]) \(kind.title); its rule says \(predicted[kind])")
    }
  }

  private mutating func predicted(_ wanted: WantedGradients) -> WorkVector? {
    func total(_ work: BackwardWork) throws(Overflow) -> WorkVector {
      var sum = WorkVector()
      for part in work.byInputs(wanted) { try sum.add(part.vector()) }
      if wanted.weights { try sum.add(work.weights.vector()) }
      return sum
    }
    do {
      var sum = try total(rule)
      if let batch, let apart = op as? any TrainedApart {
        for kind in Work.Kind.all { sum[kind] *= batch }
        try sum.add(total(apart.backwardPerBatch(from: inputs, to: output)))
      }
      return sum
    } catch {
      fault("its work is more than can be counted")
      return nil
    }
  }

  // MARK: What is kept

  mutating func checkReads(_ wanted: WantedGradients) {
    var index = 0
    var ends: [Int] = []
    let given = given(seed: 1) { _, _ in
      defer { index += 1 }
      return Traced(element: index)
    }
    // In the order in which they were numbered; the output and what is saved come last.
    var sizes = given.inputs.map(\.values.count)
    sizes += given.weights.map(\.values.count) + given.masks.map(\.values.count)
    sizes += [given.output.values.count] + given.saved.map(\.values.count)
    for size in sizes { ends.append((ends.last ?? 0) + size) }
    let gradient = Tensor(given.output.shape, given.output.values.map { _ in Traced(element: index) })
    let found = op.adjoint(
      BackwardPass(
        inputs: given.inputs, weights: given.weights, output: given.output, saved: given.saved,
        gradient: gradient, wanted: wanted))
    let all = (found.inputs + found.weights).compactMap { $0 }.flatMap(\.values).reduce(Traced(0)) {
      $0.union($1)
    }
    func isRead(_ tensor: Int) -> Bool {
      let end = ends[tensor]
      return (end - sizes[tensor]..<end).contains { all.hasRead($0) }
    }
    let kept = op.kept(from: inputs, to: output, by: .adjoint, batch: batch ?? 1).filter {
      $0.readers.read(wanted)
    }
    let own = inputs.count + parameters.count + given.masks.count
    for index in inputs.indices {
      let isKept = kept.contains { $0.source == .input(index) }
      if isRead(index) != isKept {
        fault("\(describe(wanted)) input \(index) is \(isKept ? "kept and not read" : "read and not kept")")
      }
    }
    let isKept = kept.contains { $0.source == .output }
    if isRead(own) != isKept {
      fault("\(describe(wanted)) the output is \(isKept ? "kept and not read" : "read and not kept")")
    }
    var saved = own
    for item in op.kept(from: inputs, to: output, by: .adjoint, batch: batch ?? 1) {
      guard case .saved(let name, _) = item.source else { continue }
      saved += 1
      let isKept = item.readers.read(wanted)
      if saved < sizes.count, isRead(saved) != isKept {
        fault("\(describe(wanted)) `\(name)` is \(isKept ? "kept and not read" : "read and not kept")")
      }
    }
  }

  // MARK: Training

  mutating func checkTraining(_ apart: any TrainedApart) {
    let (inputs, weights, masks) = numbers(seed: 1)
    func counted(_ tensors: [Tensor<Dual>]) -> [Tensor<Counted>] {
      tensors.map { Tensor($0.shape, $0.values.map { Counted(Float($0.value)) }) }
    }
    let (result, work) = Counted.counting {
      apart.defineTraining(counted(inputs), counted(weights), masks: counted(masks), output: batched(output))
    }
    if result.shape != batched(output) { fault("in training it gives \(result.shape)") }
    do {
      var predicted = try apart.trainingWork(from: self.inputs, to: output).vector()
      for kind in Work.Kind.all { predicted[kind] *= batch ?? 1 }
      try predicted.add(apart.trainingWorkPerBatch(from: self.inputs, to: output).vector())
      for kind in Work.Kind.all where kind.isArithmetic && predicted[kind] != work[kind] {
        fault("in training it does \(work[kind]) \(kind.title); its rule says \(predicted[kind])")
      }
    } catch {
      fault("its work in training is more than can be counted")
    }
  }
}
