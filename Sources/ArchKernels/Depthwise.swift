import CArchKernels

extension ChannelPlane {
  /// Filters one channel.
  ///
  /// - Returns: the multiply-adds.
  func filter(
    _ source: UnsafePointer<Float>, weights: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    sums: UnsafeMutablePointer<Float>, finish: Finish
  ) -> Int {
    let slice = axes.height.steps * axes.width.steps
    for z in 0..<axes.depth.steps {
      var raw = finish.raw(channel: 0, element: z * slice, stride: 0)
      archk_filter(
        Int64(axes.height.steps), Int64(axes.width.steps), Int64(offsets.count), offsets,
        Int64(axes.height.stride * pitch), weights, source + z * axes.depth.stride * rows * pitch,
        out + z * slice, sums, &raw)
    }
    return axes.depth.steps * slice * offsets.count
  }
}
