import ArchGraph
import ArchKernels
import ArchRuntime

extension GRU: Runnable {
  /// The products of all steps, and the state.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    recurrence.workingMemory(of: inputs[0])
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let resetAfter = resetAfter
    try recurrence.execute(
      &run,
      lastGateSees: resetAfter
        ? nil
        : { gates, state, kept, units in
          // The state that the candidate sees is reset before its product.
          for unit in 0..<units {
            kept[unit] = (gates.input[unit] + gates.state[unit]).logistic() * state[unit]
          }
        }
    ) { run, gates, state, _, units in
      for unit in 0..<units {
        let reset = (gates.input[unit] + gates.state[unit]).logistic()
        let update = (gates.input[units + unit] + gates.state[units + unit]).logistic()
        let own = gates.state[2 * units + unit]
        let candidate = (gates.input[2 * units + unit] + (resetAfter ? reset * own : own)).hyperbolicTangent()
        state[unit] = (1 - update) * candidate + update * state[unit]
      }
      // The sums of three gates, two logistic functions and the mixture.
      run.did(.additions, (3 + 2 + 1) * units)
      run.did(.subtractions, (2 + 1) * units)
      run.did(.exponentials, 2 * units)
      run.did(.divisions, 2 * units)
      run.did(.transcendentals, units)
      run.did(.multiplications, (1 + 2) * units)
    }
  }
}
