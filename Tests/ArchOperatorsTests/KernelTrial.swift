import ArchGraph
import ArchKernels
import ArchRuntime
import Testing

/// An operator's kernel on made up numbers.
struct KernelTrial<O: Runnable> {
  let op: O
  let shapes: [Shape]
  let output: Shape
  let batch: Int
  let parameters: [Parameter]
  let inputs: [[Float]]
  let weights: [[Float]]
  /// As many numbers as the output has, for a kernel that adds another value.
  let addend: [Float]

  /// A trial.
  ///
  /// - Parameter step: what numbers are multiples of, so that some are equal and some are 0.
  init(_ op: O, on shapes: [Shape], output: Shape, batch: Int, step: Float? = nil) {
    self.op = op
    self.shapes = shapes
    self.output = output
    self.batch = batch
    parameters = op.parameters(of: shapes)
    var seed: UInt32 = 7
    func numbers(_ shape: Shape, _ batch: Int, positive: Bool = false) -> [Float] {
      (0..<batch * (shape.elementCount ?? 0)).map { _ in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        if shape.element == .token { return Float(seed >> 16 & 1) }
        var value = Float(seed >> 8) / Float(1 << 23) - 1
        if let step { value = step * (4 * value).rounded() }
        return positive ? abs(value) + 0.25 : value
      }
    }
    let wanted = op.traits.positiveInputs
    inputs = shapes.enumerated().map { numbers($1, batch, positive: wanted.contains($0)) }
    weights = parameters.map { numbers($0.shape, 1, positive: $0.name.contains("var")) }
    addend = numbers(output, batch)
  }

  /// Runs the kernel.
  ///
  /// - Parameter steps: what it takes over from layers that follow.
  func run(pool: WorkerPool, steps: FinishSteps = FinishSteps()) throws -> (values: [Float], work: WorkVector)
  {
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
      inputs: zip(inputs, shapes).map { (place($0), $1) },
      weights: zip(weights, parameters).map { (place($0), $1.shape) }, target: target, predicted: output,
      batch: batch, pool: pool, steps: steps, addend: steps.adds ? place(addend) : nil)
    try op.execute(&run)
    for index in count..<count + 16 {
      #expect(target[index] == 12_345.678, "\(op.call) wrote beyond its output")
    }
    return (Array(UnsafeBufferPointer(start: target, count: count)), run.work)
  }

  /// What the operator would have the kernel before it do.
  var finishStep: FinishStep? {
    let tensors = weights.map { weight in
      let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(1, weight.count))
      for (index, value) in weight.enumerated() { memory[index] = value }
      return memory
    }
    defer { for tensor in tensors { tensor.deallocate() } }
    return op.finishStep(tensors.map { UnsafePointer($0) }, of: shapes)
  }
}
