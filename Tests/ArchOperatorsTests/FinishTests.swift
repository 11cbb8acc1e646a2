import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Testing

/// What kernels take over from layers that follow gives the very numbers that those layers give.
@Suite struct FinishTests {
  /// What a step makes of a number of one channel.
  private func finished(_ x: Float, _ step: FinishStep, channel: Int, other: Float) -> [Float] {
    switch step {
    // A machine rounds once or twice; all its kernels do the same.
    case .affine(let scale, let shift):
      [shift[channel].addingProduct(x, scale[channel]), x * scale[channel] + shift[channel]]
    case .addition: [x + other]
    case .bounds(let low, let high): [x < low ? low : x > high ? high : x]
    }
  }

  @Test func operatorsThatAskForAStepDoIt() throws {
    var names: Set<String> = []
    for case let type as any Runnable.Type in Catalogue.standard.operators { try checkSteps(type, &names) }
    #expect(names.isSuperset(of: ["batch_norm", "scale", "relu", "relu6", "add"]))
  }

  private func checkSteps<O: Runnable>(_ type: O.Type, _ names: inout Set<String>) throws {
    for specimen in type.specimens {
      let shape = try specimen.op.output(of: specimen.inputs).shape(of: specimen.inputs)
      let trial = KernelTrial(specimen.op, on: specimen.inputs, output: shape, batch: 2)
      guard let step = trial.finishStep else { continue }
      names.insert(specimen.op.name)
      let values = try trial.run(pool: .serial).values
      let size = (shape.elementCount ?? 0) / shape[0]
      for (index, value) in values.enumerated() {
        let expected = finished(
          trial.inputs[0][index], step, channel: index / size % shape[0],
          other: trial.inputs.last?[index] ?? 0)
        guard expected.contains(value) else {
          Issue.record("\(specimen.op.call): element \(index) is \(value), its step gives \(expected)")
          break
        }
      }
    }
  }

  @Test func kernelsDoTheStepsTheyTake() throws {
    var names: Set<String> = []
    for case let type as any Runnable.Type in Catalogue.standard.operators { try checkKernels(type, &names) }
    #expect(names.isSuperset(of: ["conv", "depthwise_conv", "batch_norm", "scale"]))
  }

  private func checkKernels<O: Runnable>(_ type: O.Type, _ names: inout Set<String>) throws {
    for specimen in type.specimens where specimen.op.finishing != .nothing {
      names.insert(specimen.op.name)
      let shape = try specimen.op.output(of: specimen.inputs).shape(of: specimen.inputs)
      let trial = KernelTrial(specimen.op, on: specimen.inputs, output: shape, batch: 2)
      let plain = try trial.run(pool: .serial).values
      let channels = (0..<shape[0]).map { Float($0) }
      let affine = FinishStep.affine(
        scale: channels.map { 0.75 - $0 / 8 }, shift: channels.map { $0 / 16 - 0.3 })
      let bounds = FinishStep.bounds(low: -0.25, high: 0.125)
      for wanted in [[bounds], [affine], [.addition], [affine, .addition], [affine, .addition, bounds]] {
        var steps = FinishSteps()
        guard wanted.allSatisfy({ steps.take($0, of: specimen.op.finishing) }) else { continue }
        let values = try trial.run(pool: WorkerPool(threads: 2), steps: steps).values
        let size = (shape.elementCount ?? 0) / shape[0]
        for index in values.indices {
          let expected = wanted.reduce([plain[index]]) { numbers, step in
            numbers.flatMap {
              finished($0, step, channel: index / size % shape[0], other: trial.addend[index])
            }
          }
          guard expected.contains(values[index]) else {
            Issue.record("\(specimen.op.call), \(wanted): \(values[index]) at \(index), not \(expected)")
            break
          }
        }
      }
    }
  }

  /// Steps are taken in the order in which a kernel does them, each once.
  @Test func stepsThatDoNotFollow() {
    let affine = FinishStep.affine(scale: [1], shift: [0])
    let bounds = FinishStep.bounds(low: 0, high: 1)
    func taken(_ wanted: [FinishStep], of allowed: Finishing) -> [Bool] {
      var steps = FinishSteps()
      return wanted.map { steps.take($0, of: allowed) }
    }
    #expect(taken([affine, .addition, bounds], of: .nothing) == [false, false, false])
    #expect(taken([affine, .addition, bounds, bounds], of: .bounds) == [false, false, true, false])
    #expect(taken([affine, affine, .addition, bounds], of: .everything) == [true, false, true, true])
    #expect(taken([.addition, affine, .addition, bounds], of: .everything) == [true, false, false, true])
    #expect(taken([bounds, affine, .addition, bounds], of: .everything) == [true, false, false, false])
  }
}
