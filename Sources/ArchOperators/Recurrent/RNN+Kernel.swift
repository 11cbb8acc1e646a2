import ArchGraph
import ArchKernels
import ArchRuntime

extension RNN: Runnable {
  /// The products of all steps, and the state.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    recurrence.workingMemory(of: inputs[0])
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let isTanh = activation == .tanh
    try recurrence.execute(&run) { run, gates, state, _, units in
      for unit in 0..<units {
        let sum = gates.input[unit] + gates.state[unit]
        state[unit] = isTanh ? sum.hyperbolicTangent() : Float.maximum(sum, 0)
      }
      run.did(.additions, units)
      run.did(isTanh ? .transcendentals : .comparisons, units)
    }
  }
}
