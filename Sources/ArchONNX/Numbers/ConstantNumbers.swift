import Synchronization

/// The numbers of a model's constants, however many: of stored tensors, and of tensors that nodes compute from them.
///
/// While a model is read, only few numbers are known. A run needs them all: a matrix transposed by a node, a
/// standardised kernel, weights of few bits times their step.
package final class ConstantNumbers: Sendable {
  private let model: FlatModel
  private let files: any TensorFiles
  /// Results that are needed again.
  private let found = Mutex<[Int: [Float]?]>([:])

  /// The most entries of a tensor that nodes compute, the most of all that one needs together, and the most products of
  /// a sum.
  private static let (most, mostTogether, mostWork) = (1 << 25, 1 << 27, 1 << 27)

  /// The numbers of a model whose tensors are in given files.
  package init(_ model: FlatModel, in files: any TensorFiles) {
    self.model = model
    self.files = files
  }

  /// Whether the numbers of a value are available.
  package func has(_ value: Int) -> Bool {
    guard case .initializer(let tensor) = model.values[value].origin else { return computed(value) != nil }
    return tensor.stored(in: files) != nil || tensor.allNumbers(in: files) != nil
  }

  /// Where the numbers are stored as 32-bit floats, or `nil` if they are not, or not aligned for floats.
  package func memory(of value: Int) -> UnsafePointer<Float>? {
    guard case .initializer(let tensor) = model.values[value].origin, tensor.type == .float32,
      let start = tensor.stored(in: files)?.baseAddress,
      Int(bitPattern: start) % MemoryLayout<Float>.alignment == 0, 1.littleEndian == 1
    else { return nil }
    return start.assumingMemoryBound(to: Float.self)
  }

  /// Writes the numbers of a stored tensor in the order of its entries; returns false if they are not stored.
  package func write(_ value: Int, to memory: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard case .initializer(let tensor) = model.values[value].origin, tensor.elementCount == memory.count,
      let bytes = tensor.stored(in: files)
    else { return false }
    return PackedNumbers(tensor.type, bytes).write(memory)
  }

  /// The numbers in the order of the entries, or `nil` if they are not available.
  package func numbers(of value: Int) -> [Float]? {
    guard case .initializer(let tensor) = model.values[value].origin else { return computed(value) }
    guard let count = tensor.elementCount else { return nil }
    var isWritten = false
    let numbers = [Float](unsafeUninitializedCapacity: count) { target, initialized in
      isWritten = write(value, to: UnsafeMutableBufferPointer(rebasing: target[0..<count]))
      initialized = isWritten ? count : 0
    }
    return isWritten ? numbers : tensor.allNumbers(in: files)?.doubles.map { Float($0) }
  }

  // MARK: Computing

  private func computed(_ value: Int) -> [Float]? {
    if let known = found.withLock({ $0[value] }) { return known }
    let numbers = Numbers.$most.withValue(Self.most) { worked(out: value) }
    found.withLock { $0[value] = numbers }
    return numbers
  }

  /// Computes the steps that a value depends on, in order.
  private func worked(out value: Int) -> [Float]? {
    guard model.values[value].isConstant else { return nil }
    if let known = model.values[value].known { return known.doubles.map { Float($0) } }
    var known: [Int: FlatModel.Known] = [:]
    var entries = 0
    func note(_ value: Int, _ numbers: FlatModel.Known?) -> Bool {
      guard let numbers else { return false }
      entries += numbers.count
      known[value] = numbers
      return entries <= Self.mostTogether
    }
    for index in steps(before: value) {
      let step = model.steps[index]
      for case let input? in step.inputs where known[input] == nil {
        guard model.values[input].known == nil else {
          known[input] = model.values[input].known
          continue
        }
        // A missing result matters only to values that need its numbers.
        guard case .initializer(let tensor) = model.values[input].origin else { continue }
        guard tensor.elementCount.map({ $0 <= Self.most }) ?? false,
          note(input, tensor.allNumbers(in: files))
        else { return nil }
      }
      for (output, numbers) in zip(step.outputs, outputs(of: step, known)) {
        if let output, let numbers, !note(output, numbers) { return nil }
      }
    }
    return known[value].map { $0.doubles.map { Float($0) } }
  }

  /// The steps that a value depends on, each after those before it.
  private func steps(before value: Int) -> [Int] {
    var isNeeded: Set<Int> = []
    var open = [value]
    while let next = open.popLast() {
      guard model.values[next].known == nil, case .step(let index, _) = model.values[next].origin,
        isNeeded.insert(index).inserted
      else { continue }
      open += model.steps[index].inputs.compactMap { $0 }
    }
    return isNeeded.sorted()
  }

  private func outputs(of step: FlatModel.Step, _ known: [Int: FlatModel.Known]) -> [FlatModel.Known?] {
    guard let rule = Rules.rule(step.op, step.domain) else { return [] }
    let operands = step.inputs.map { input in
      input.map { Operand(model.values[$0].type, model.values[$0].shape, known[$0]) }
    }
    if step.domain.isEmpty, step.op == "MatMul" || step.op == "Einsum" { return [product(step, operands)] }
    var use = Use(
      op: step.op, version: step.version, attributes: step.attributes, inputs: operands,
      wanted: step.outputs.count)
    guard (try? rule(&use)) != nil else { return [] }
    return use.outputs.map(\.known)
  }

  /// A product of matrices, of stacks of them, or a sum over products given by an equation.
  private func product(_ step: FlatModel.Step, _ operands: [Operand?]) -> FlatModel.Known? {
    var factors: [Contraction.Factor] = []
    for operand in operands {
      guard let operand, let numbers = operand.known?.doubles else { return nil }
      factors.append(.init(numbers: numbers, shape: operand.shape))
    }
    guard let type = operands.first??.type, let contraction = Contraction(step, factors),
      contraction.work <= Self.mostWork
    else { return nil }
    return Numbers.floats(contraction.result, type)
  }
}
