import ArchGraph
import ArchKernels
import ArchRuntime

extension GELU: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let isExact = approximation == .none
    var perElement = WorkVector()
    perElement[.multiplications] = isExact ? 3 : 6
    perElement[.additions] = isExact ? 1 : 2
    perElement[.transcendentals] = 1
    try executeElements(&run, perElement) { count, x, y in
      if isExact {
        for i in 0..<count { y[i] = 0.5 * x[i] * (1 + (x[i] * 0.707_106_781_186_547_6).errorFunction()) }
        return
      }
      Scratch.with(count) { inner in
        for i in 0..<count { inner[i] = 0.797_884_560_802_865_4 * (x[i] + 0.044_715 * x[i] * x[i] * x[i]) }
        Loops.tanh(count, inner, inner)
        for i in 0..<count { y[i] = 0.5 * x[i] * (1 + inner[i]) }
      }
    }
  }
}
