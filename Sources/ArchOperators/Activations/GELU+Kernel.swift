import ArchGraph
import ArchKernels
import ArchRuntime

extension GELU: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    var perElement = WorkVector()
    switch approximation {
    case .none:
      perElement[.multiplications] = 3
      perElement[.additions] = 1
      perElement[.transcendentals] = 1
    case .tanh:
      perElement[.multiplications] = 6
      perElement[.additions] = 2
      perElement[.transcendentals] = 1
    case .sigmoid:
      perElement[.multiplications] = 1
      perElement[.additions] = 1
      perElement[.divisions] = 1
      perElement[.exponentials] = 1
    }
    try executeElements(&run, perElement) { count, x, y in
      switch approximation {
      case .none:
        for i in 0..<count { y[i] = 0.5 * x[i] * (1 + (x[i] * 0.707_106_781_186_547_6).errorFunction()) }
      case .tanh:
        Scratch.with(count) { inner in
          for i in 0..<count {
            inner[i] = 0.797_884_560_802_865_4 * (x[i] + 0.044_715 * x[i] * x[i] * x[i])
          }
          Loops.tanh(count, inner, inner)
          for i in 0..<count { y[i] = 0.5 * x[i] * (1 + inner[i]) }
        }
      case .sigmoid:
        Scratch.with(count) { inner in
          for i in 0..<count { inner[i] = -1.702 * x[i] }
          Loops.exponential(count, inner, minus: 0, inner)
          for i in 0..<count { y[i] = x[i] / (1 + inner[i]) }
        }
      }
    }
  }
}
