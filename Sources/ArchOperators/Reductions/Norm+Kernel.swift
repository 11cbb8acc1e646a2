import ArchGraph
import ArchKernels
import ArchRuntime

extension Norm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (p, inverse) = (Float(power), Float(1 / power))
    switch power {
    case .infinity:
      let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
        var largest = abs(x[0])
        for i in 1..<max(1, count) { largest = Float.maximum(largest, abs(x[i])) }
        return largest
      }
      run.did(.comparisons, done.results * done.length + done.afterFirst)
    case 1:
      let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
        var sum: Float = 0
        for i in 0..<count { sum += abs(x[i]) }
        return sum
      }
      run.did(.comparisons, done.results * done.length)
      run.did(.additions, done.afterFirst)
    case 2:
      let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { Loops.dot($0, $1, $1).squareRoot() }
      run.did(.multiplications, done.results * done.length)
      run.did(.additions, done.afterFirst)
      run.did(.transcendentals, done.results)
    default:
      let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { count, x in
        var sum: Float = 0
        for i in 0..<count { sum += abs(x[i]).power(p) }
        return sum.power(inverse)
      }
      run.did(.comparisons, done.results * done.length)
      run.did(.additions, done.afterFirst)
      run.did(.transcendentals, done.results * done.length + done.results)
    }
  }
}
