import ArchGraph
import ArchKernels
import ArchOperators
import Testing

/// Every kernel does what its operator's definition and rules say: the same values, the same shape, the same work.
@Suite struct KernelTests {
  static let names = Catalogue.standard.names.filter { $0 != "input" }

  @Test(arguments: names) func kernelAgreesWithTheDefinition(name: String) throws {
    let type = try #require(Catalogue.standard[name])
    try check(type)
  }

  private func check<O: Operator>(_ type: O.Type) throws {
    let pools = [WorkerPool(threads: 1), WorkerPool(threads: 3)]
    for specimen in type.specimens {
      for (batch, pool) in [(1, pools[0]), (2, pools[1])] { try check(specimen, batch: batch, pool: pool) }
    }
  }

  private func check<O: Operator>(_ specimen: Specimen<O>, batch: Int, pool: WorkerPool) throws {
    let (op, shapes) = (specimen.op, specimen.inputs)
    let note: Comment = "\(op.call) on \(shapes.map(\.description)), batch \(batch)"
    let output = try op.output(of: shapes).shape(of: shapes)
    let parameters = op.parameters(of: shapes)
    var seed: UInt32 = 7
    func numbers(_ shape: Shape, _ batch: Int, positive: Bool = false) -> [Float] {
      (0..<batch * (shape.elementCount ?? 0)).map { _ in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        if shape.element == .token { return Float(seed >> 16 & 1) }
        let value = Float(seed >> 8) / Float(1 << 23) - 1
        return positive ? abs(value) + 0.25 : value
      }
    }
    let inputs = shapes.map { numbers($0, batch) }
    let weights = parameters.map { numbers($0.shape, 1, positive: $0.name.contains("var")) }
    let count = output.elementCount ?? 0

    let (result, work) = try execute(
      op, inputs: zip(inputs, shapes).map { ($0, $1) },
      weights: zip(weights, parameters).map { ($0, $1.shape) },
      output: output, batch: batch, pool: pool)

    for example in 0..<batch {
      let tensors = zip(inputs, shapes).map { values, shape in
        let size = shape.elementCount ?? 0
        return Tensor(shape, Array(values[example * size..<(example + 1) * size]))
      }
      let defined = op.define(tensors, zip(weights, parameters).map { Tensor($1.shape, $0) }, output: output)
      for index in 0..<count {
        let (a, b) = (result[example * count + index], defined.values[index])
        guard abs(a - b) <= 2e-5 * max(1, abs(b)) else {
          Issue.record("\(note): element \(index) is \(a), by the definition \(b)")
          return
        }
      }
    }

    let predicted = op.work(from: shapes, to: output)
    guard predicted.unknown == nil else { return }
    var vector = try predicted.vector()
    for kind in Work.Kind.all where kind != .weightReads { vector[kind] *= batch }
    if op.placement(of: shapes) == .view { return }
    for kind in Work.Kind.all { #expect(work[kind] == vector[kind], "\(kind.name) of \(note)") }
  }

  private func execute<O: Operator>(
    _ op: O, inputs: [([Float], Shape)], weights: [([Float], Shape)], output: Shape, batch: Int,
    pool: WorkerPool
  ) throws -> ([Float], WorkVector) {
    var memory: [UnsafeMutablePointer<Float>] = []
    defer { for pointer in memory { pointer.deallocate() } }
    func place(_ values: [Float]) -> UnsafePointer<Float> {
      let pointer = UnsafeMutablePointer<Float>.allocate(capacity: max(1, values.count))
      for (index, value) in values.enumerated() { pointer[index] = value }
      memory.append(pointer)
      return UnsafePointer(pointer)
    }
    let count = batch * (output.elementCount ?? 0)
    let target = UnsafeMutablePointer<Float>.allocate(capacity: count + 16)
    memory.append(target)
    for index in 0..<count + 16 { target[index] = 12_345.678 }
    var run = KernelRun(
      inputs: inputs.map { (place($0.0), $0.1) }, weights: weights.map { (place($0.0), $0.1) },
      target: target,
      predicted: output, batch: batch, pool: pool)
    try op.execute(&run)
    for index in count..<count + 16 {
      #expect(target[index] == 12_345.678, "\(op.call) wrote beyond its output")
    }
    return (Array(UnsafeBufferPointer(start: target, count: count)), run.work)
  }
}
