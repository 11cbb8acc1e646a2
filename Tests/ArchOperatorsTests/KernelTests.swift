import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Testing

/// Every kernel does what its operator's definition and rules say: the same values, the same shape, the same work.
@Suite struct KernelTests {
  static let names = Catalogue.standard.names.filter { $0 != "input" }

  @Test(arguments: names) func kernelAgreesWithTheDefinition(name: String) throws {
    let type = try #require(Catalogue.standard[name] as? any Runnable.Type)
    try check(type)
  }

  private func check<O: Runnable>(_ type: O.Type) throws {
    let pools = [WorkerPool(threads: 1), WorkerPool(threads: 3)]
    for specimen in type.specimens {
      for (batch, pool) in [(1, pools[0]), (2, pools[1])] { try check(specimen, batch: batch, pool: pool) }
    }
  }

  private func check<O: Runnable>(_ specimen: Specimen<O>, batch: Int, pool: WorkerPool) throws {
    let (op, shapes) = (specimen.op, specimen.inputs)
    let note: Comment = "\(op.call) on \(shapes.map(\.description)), batch \(batch)"
    let output = try op.output(of: shapes).shape(of: shapes)
    let parameters = op.parameters(of: shapes)
    let trial = KernelTrial(op, on: shapes, output: output, batch: batch)
    let count = output.elementCount ?? 0
    let (result, work) = try trial.run(pool: pool)

    for example in 0..<batch {
      let tensors = zip(trial.inputs, shapes).map { values, shape in
        let size = shape.elementCount ?? 0
        return Tensor(shape, Array(values[example * size..<(example + 1) * size]))
      }
      let defined = op.define(
        tensors, zip(trial.weights, parameters).map { Tensor($1.shape, $0) }, output: output)
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
    if [.view, .weights].contains(op.placement(of: shapes)) { return }
    for kind in Work.Kind.all { #expect(work[kind] == vector[kind], "\(kind.name) of \(note)") }
  }
}
