import ArchGraph
import ArchKernels
import ArchRuntime

extension TokenCache: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features) = (run.shapes[0][0], run.shapes[0][1])
    guard past > 0 else { return try run.view([tokens, features]) }
    let out = try run.output([past + tokens, features])
    let before = try run.weight(0, [past, features])
    for example in 0..<run.batch {
      let rows = out + example * (past + tokens) * features
      rows.update(from: before, count: past * features)
      (rows + past * features).update(
        from: run.input(0) + example * tokens * features, count: tokens * features)
    }
    run.didCopy(run.batch * (past + tokens) * features)
  }
}
