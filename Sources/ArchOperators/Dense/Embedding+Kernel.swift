import ArchGraph
import ArchKernels
import ArchRuntime

extension Embedding: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let tokens = run.elements(0)
    let out = try run.output(run.shapes[0].dimensions + [features])
    let table = try run.weight(0, [vocabulary, features])
    for index in 0..<run.batch * tokens {
      // A number that is not a token takes the nearest one; NaN gives a row of NaN.
      let token = run.input(0)[index]
      let word = token.isNaN ? 0 : min(Int(min(max(token.rounded(), 0), 0x1p31)), vocabulary - 1)
      let row = out + index * features
      row.update(from: table + word * features, count: features)
      if token.isNaN { row.update(repeating: .nan, count: features) }
      run.did(.writes, features)
      run.did(.activationReads, 1)
    }
    run.did(.weightReads, tokens * features)
  }
}
