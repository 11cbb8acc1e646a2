import Testing

@testable import ArchKernels

/// Depthwise convolutions on rows of every length around a vector's, against their definition.
@Suite struct DepthwiseTests {
  /// One convolution.
  struct Case: CustomStringConvertible, Sendable {
    var kernel = 3, stride = 1, dilation = 1, before = 1, after = 1, multiplier = 1
    /// Whether the kernel is one row, which stands on every row.
    var isFlat = false

    var axis: (Int) -> KernelAxis {
      {
        KernelAxis(
          kernel: kernel, stride: stride, dilation: dilation, before: before, after: after, extent: $0)
      }
    }

    var description: String {
      "\(isFlat ? "flat " : "")kernel \(kernel), stride \(stride), dilation \(dilation), padding \(before) and \(after), x \(multiplier)"
    }
  }

  static let cases = [
    Case(), Case(before: 0, after: 0), Case(stride: 2), Case(stride: 2, before: 0, after: 1),
    Case(stride: 2, before: 2, after: 2), Case(stride: 3), Case(stride: 3, before: 2, after: 0),
    Case(dilation: 2, before: 2, after: 2), Case(stride: 2, dilation: 3, before: 3, after: 3),
    Case(kernel: 5, before: 2, after: 2), Case(kernel: 5, stride: 2, before: 2, after: 2),
    Case(kernel: 2, before: 0, after: 1), Case(kernel: 7, before: 3, after: 3, multiplier: 2),
    Case(multiplier: 3), Case(kernel: 1, stride: 2, before: 0, after: 0),
    Case(stride: 5, before: 4, after: 4),
  ]
  /// Nine taps in one row: with a stride they are not three rows of three that are alike.
  static let rows = (1...9).flatMap { stride in
    [1, 2].map { Case(kernel: 9, stride: stride, dilation: $0, before: 2, after: 3, isFlat: true) }
  }

  @Test(arguments: cases + rows) func agreesWithTheDefinition(test: Case) throws {
    for width in Array(1...40) + [47, 48, 49, 63, 64, 65] where width + test.before + test.after >= test.span
    {
      let height = max(1, 3 + width % 5 + (test.isFlat ? 0 : test.span - test.before - test.after - 1))
      let tall =
        test.isFlat
        ? KernelAxis(kernel: 1, stride: 1, dilation: 1, before: 0, after: 0, extent: height)
        : test.axis(height)
      let axes = try #require(KernelAxes([tall, test.axis(width)]))
      for hasAddend in [false, true] {
        let holds = check(test, axes, hasAddend: hasAddend)
        #expect(holds, "\(height) x \(width), added in place: \(hasAddend)")
      }
    }
  }

  /// Small whole numbers, with which sums are exact whatever their order.
  private func numbers(_ count: Int, _ modulus: Int) -> [Float] {
    (0..<count).map { index in Float((index * 5 + index / 3) % modulus - modulus / 2) }
  }

  private func check(_ test: Case, _ axes: KernelAxes, hasAddend: Bool) -> Bool {
    let (batch, channels, taps) = (2, 3, test.isFlat ? test.kernel : test.kernel * test.kernel)
    let filters = channels * test.multiplier
    let (height, width) = (axes.height.extent, axes.width.extent)
    let x = numbers(batch * channels * height * width, 13)
    let weights = numbers(filters * taps, 7)
    let bias = (0..<filters).map { Float($0 - 1) }
    let factors = ChannelFactors(
      channels: filters, bias: bias,
      affine: ((0..<filters).map { Float($0 % 3 - 1) }, (0..<filters).map { Float($0 % 5) }))
    let count = batch * filters * axes.outputCount
    var out = [Float](repeating: 0.25, count: count + 64)
    for index in 0..<count where hasAddend { out[index] = Float(index % 9) }
    let done = out.withUnsafeMutableBufferPointer { out -> Int in
      guard let start = out.baseAddress else { return 0 }
      var finish = factors.finish
      (finish.low, finish.high) = (-30, 40)
      if hasAddend { finish.addend = UnsafePointer(start) }
      return DepthwiseConvolution.run(
        x, batch: batch, channels: channels, axes: axes, multiplier: test.multiplier, weights: weights,
        finish: finish, into: start, pool: .serial
      ).multiplyAdds
    }
    guard done == count * taps, out[count...].allSatisfy({ $0 == 0.25 }) else { return false }
    var index = 0
    for plane in 0..<batch * filters {
      let (example, filter) = plane.quotientAndRemainder(dividingBy: filters)
      let source = (example * channels + filter / test.multiplier) * height * width
      for row in 0..<axes.height.steps {
        for column in 0..<axes.width.steps {
          var sum = 0
          for tap in 0..<taps {
            let (tapY, tapX) = tap.quotientAndRemainder(dividingBy: test.kernel)
            let y = test.isFlat ? row : row * test.stride - test.before + tapY * test.dilation
            let z = column * test.stride - test.before + tapX * test.dilation
            guard y >= 0, y < height, z >= 0, z < width else { continue }
            let number = Int(x[source + y * width + z])
            sum += number * Int(weights[filter * taps + tap])
          }
          sum = (sum + Int(bias[filter])) * (filter % 3 - 1) + filter % 5
          if hasAddend { sum += index % 9 }
          sum = min(max(sum, -30), 40)
          guard out[index] == Float(sum) else { return false }
          index += 1
        }
      }
    }
    return true
  }
}

extension DepthwiseTests.Case {
  var span: Int { dilation * (kernel - 1) + 1 }
}
