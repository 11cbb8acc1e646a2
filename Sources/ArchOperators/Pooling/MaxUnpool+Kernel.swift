import ArchGraph
import ArchKernels
import ArchRuntime

extension MaxUnpool: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (values, shape) = (run.shapes[0], run.shapes[1])
    let axes = try window.kernelAxes(over: shape)
    let out = try run.output(shape.dimensions)
    let all = [axes.depth, axes.height, axes.width]
    let extents = all.map(\.extent)
    let (plane, windows, channels) = (extents.reduce(1, *), axes.outputCount, run.batch * values[0])
    let (v, x) = (run.input(0), run.input(1))
    let compared = run.pool.sum(of: channels, least: max(1, 4096 / max(1, plane))) { pieces in
      var compared = 0
      for channel in pieces {
        let (source, target) = (x + channel * plane, out + channel * plane)
        target.update(repeating: 0, count: plane)
        var number = channel * windows
        for d in 0..<all[0].steps {
          for h in 0..<all[1].steps {
            for w in 0..<all[2].steps {
              if let place = Self.largest(in: source, all, extents, [d, h, w]) { target[place] = v[number] }
              compared += all.reduce(1) { $0 * $1.kernel } - 1
              number += 1
            }
          }
        }
      }
      return compared
    }
    run.did(.comparisons, compared)
    run.did(.activationReads, channels * (windows + axes.touched))
    run.did(.writes, channels * plane)
  }

  /// The place of the largest element under a window in its channel.
  private static func largest(
    in plane: UnsafePointer<Float>, _ axes: [KernelAxis], _ extents: [Int], _ step: [Int]
  ) -> Int? {
    var found: Int?
    for i in 0..<axes[0].kernel {
      let d = step[0] * axes[0].stride - axes[0].before + i
      guard (0..<extents[0]).contains(d) else { continue }
      for j in 0..<axes[1].kernel {
        let h = step[1] * axes[1].stride - axes[1].before + j
        guard (0..<extents[1]).contains(h) else { continue }
        for k in 0..<axes[2].kernel {
          let w = step[2] * axes[2].stride - axes[2].before + k
          guard (0..<extents[2]).contains(w) else { continue }
          let place = (d * extents[1] + h) * extents[2] + w
          if let best = found, !(plane[place] > plane[best] || plane[place].isNaN) { continue }
          found = place
        }
      }
    }
    return found
  }
}
