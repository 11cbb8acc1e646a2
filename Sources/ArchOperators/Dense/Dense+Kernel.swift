import ArchGraph
import ArchKernels
import ArchRuntime

extension Dense: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let features = shape.dimensions.last ?? 0
    let out = try run.output(shape.dimensions.dropLast() + [units])
    let rows = run.batch * run.elements(0) / max(1, features)
    if run.shapes.count > 1 {
      // Separate weights for each example.
      guard run.shapes[1] == [units, features] else { throw .unsupported("weights of another shape") }
      let biases = bias ? try run.weight(0, [units]) : nil
      let own = rows / run.batch
      for example in 0..<run.batch {
        run.project(
          run.input(0) + example * own * features, rows: own, features: features,
          by: run.input(1) + example * units * features, units: units, bias: biases,
          into: out + example * own * units)
      }
      run.did(.activationReads, run.batch * units * features)
    } else {
      let weights = try run.weight(0, [units, features])
      let biases = bias ? try run.weight(1, [units]) : nil
      run.project(
        run.input(0), rows: rows, features: features, by: weights, units: units, bias: biases, into: out)
    }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, rows * features)
    run.did(.writes, rows * units)
  }
}
