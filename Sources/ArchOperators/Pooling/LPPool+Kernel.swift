import ArchGraph
import ArchKernels
import ArchRuntime

extension LPPool: Runnable {
  /// The powers of the input, and one channel on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    window.planeMemory(over: inputs[0], threads: threads) + inputs[0].bytes(batch)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let out = try run.output([shape[0]] + axes.extents(rank: shape.rank - 1))
    let (x, power) = (run.input(0), Float(power))
    let isSquare = power == 2
    // The powers of the elements; each counts once for every window that it is under.
    let count = run.batch * run.elements(0)
    let sums = Scratch.with(count) { powers in
      for i in 0..<count { powers[i] = isSquare ? x[i] * x[i] : abs(x[i]).power(power) }
      return WindowPooling.sum(powers, channels: run.batch * shape[0], axes: axes, into: out, pool: run.pool)
    }
    run.did(.additions, sums)
    if isSquare {
      run.did(.multiplications, sums)
    } else {
      run.did(.comparisons, sums)
      run.did(.transcendentals, sums)
    }
    let roots = run.pool.sum(of: run.batch * shape[0] * axes.outputCount, least: 4096) { piece in
      for i in piece { out[i] = isSquare ? out[i].squareRoot() : out[i].power(1 / power) }
      return piece.count
    }
    run.did(.transcendentals, roots)
    run.did(.activationReads, run.batch * shape[0] * axes.touched)
    run.did(.writes, run.batch * shape[0] * axes.outputCount)
  }
}
