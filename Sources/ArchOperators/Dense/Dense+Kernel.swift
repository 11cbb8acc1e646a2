import ArchGraph
import ArchKernels
import ArchRuntime

extension Dense: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let features = shape.dimensions.last ?? 0
    let out = try run.output(shape.dimensions.dropLast() + [units])
    let weights = try run.weight(0, [units, features])
    let biases = bias ? try run.weight(1, [units]) : nil
    let rows = run.batch * run.elements(0) / max(1, features)
    run.project(
      run.input(0), rows: rows, features: features, by: weights, units: units, bias: biases, into: out)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, rows * features)
    run.did(.writes, rows * units)
  }
}
