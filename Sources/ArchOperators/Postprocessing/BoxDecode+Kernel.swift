import ArchGraph
import ArchKernels
import ArchRuntime

extension BoxDecode: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let (height, width, values) = (shape[1], shape[2], 5 + classes)
    let boxes = height * width * anchors
    let out = try run.output([boxes, values])
    let sizes = try run.weight(0, [anchors, 2])
    var (logistics, exponentials) = (0, 0)
    for example in 0..<run.batch {
      let x = run.input(0) + example * run.elements(0)
      for box in 0..<boxes {
        let (anchor, column, row) = (box % anchors, box / anchors % width, box / anchors / width)
        let target = out + (example * boxes + box) * values
        for value in 0..<values {
          let t = x[((anchor * values + value) * height + row) * width + column]
          switch value {
          case 0: target[value] = (t.logistic() + Float(column)) / Float(width)
          case 1: target[value] = (t.logistic() + Float(row)) / Float(height)
          case 2, 3: target[value] = sizes[anchor * 2 + value - 2] * t.exponential()
          default: target[value] = t.logistic()
          }
        }
        logistics += values - 2
        exponentials += 2
      }
    }
    run.did(.additions, logistics + exponentials)
    run.did(.subtractions, logistics)
    run.did(.multiplications, exponentials)
    run.did(.divisions, logistics + exponentials)
    run.did(.exponentials, logistics + exponentials)
    run.did(.weightReads, run.weightElements)
    run.didCopy(run.batch * boxes * values)
  }
}
