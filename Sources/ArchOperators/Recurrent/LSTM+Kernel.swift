import ArchGraph
import ArchKernels
import ArchRuntime

extension LSTM: Runnable {
  /// The products of all steps, and the state.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    recurrence.workingMemory(of: inputs[0])
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try recurrence.execute(&run) { run, gates, state, cell, units in
      for unit in 0..<units {
        func sum(_ gate: Int) -> Float { gates.input[gate * units + unit] + gates.state[gate * units + unit] }
        cell[unit] =
          sum(1).logistic() * cell[unit] + sum(0).logistic() * sum(2).hyperbolicTangent()
        state[unit] = sum(3).logistic() * cell[unit].hyperbolicTangent()
      }
      // The sums of four gates, three logistic functions and the cell.
      run.did(.additions, (4 + 3 + 1) * units)
      run.did(.subtractions, 3 * units)
      run.did(.exponentials, 3 * units)
      run.did(.divisions, 3 * units)
      run.did(.transcendentals, 2 * units)
      run.did(.multiplications, 3 * units)
    }
  }
}
