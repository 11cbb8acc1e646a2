import ArchGraph
import ArchKernels
import ArchRuntime

extension RBF: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let features = shape.dimensions.last ?? 0
    let out = try run.output(shape.dimensions.dropLast() + [units])
    let centres = try run.weight(0, [units, features])
    let rows = run.batch * run.elements(0) / max(1, features)
    var done = 0
    for row in 0..<rows {
      let x = run.input(0) + row * features
      for unit in 0..<units {
        var sum: Float = 0
        for i in 0..<features {
          let distance = x[i] - centres[unit * features + i]
          sum += distance * distance
          done += 1
        }
        out[row * units + unit] = sum
      }
    }
    run.did(.subtractions, done)
    run.did(.multiplyAdds, done)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, rows * features)
    run.did(.writes, rows * units)
  }
}
