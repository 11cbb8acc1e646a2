import ArchGraph
import ArchKernels
import ArchRuntime

extension OneHot: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions + [classes])
    let count = run.batch * run.elements(0)
    out.update(repeating: 0, count: count * classes)
    for index in 0..<count {
      let place = run.input(0)[index]
      if place.isNaN {
        (out + index * classes).update(repeating: place, count: classes)
      } else {
        out[index * classes + place.index(of: classes)] = 1
      }
      run.did(.activationReads, 1)
      run.did(.writes, classes)
    }
  }
}
