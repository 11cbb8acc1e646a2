import ArchGraph

/// A pooling over windows: each element of its output is computed from the elements of its input under one window.
package protocol PoolingOverWindows: Differentiable {
  /// The positions under the window of an element of the output, in the order of taps; some may lie in the
  /// padding.
  func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]]

  /// Whether several windows may cover one element.
  func isOverlapping(over input: Shape, to output: Shape) -> Bool
}

/// A pooling by the mean of each window.
package protocol MeanPooling: PoolingOverWindows {
  /// The divisor of the sum of a window.
  func divisor(of positions: [[Int]], in input: Shape) -> Int
}

/// A pooling by the largest element of each window.
package protocol MaxPooling: PoolingOverWindows {
  /// The form of the input that PyTorch keeps, which may be padded.
  func inputInPyTorch(_ input: Shape) -> Kept
}

/// The gradient of a tensor that others were computed from: the sum of the terms that come back to each element.
struct GradientSum<N: Number> {
  /// Whether several terms may come back to one element; if not, they are moved.
  let isShared: Bool
  private var sums: [[Int]: N] = [:]

  init(isShared: Bool) { self.isShared = isShared }

  /// Adds a term that comes back to a position, which may be in the padding.
  mutating func add(_ term: N, at position: [Int]) {
    sums[position] = isShared ? sums[position, default: N(0)] + term : term
  }

  /// The gradient, without terms in the padding.
  func tensor(_ shape: Shape) -> Tensor<N> { Tensor(shape) { sums[$0] ?? N(0) } }
}

extension PoolingOverWindows {
  /// The gradient of the input.
  ///
  /// - Parameter terms: adds the terms for the taps of the window of each position of the output.
  func gradients<N: Number>(
    of pass: BackwardPass<N>,
    _ terms: (_ position: [Int], _ window: [[Int]], _ add: (_ tap: Int, _ term: N) -> Void) -> Void
  ) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let (input, output) = (pass.inputs[0].shape, pass.output.shape)
    var sum = GradientSum<N>(isShared: isOverlapping(over: input, to: output))
    for position in Positions(output.dimensions) {
      let window = positions(under: position, of: input, to: output)
      terms(position, window) { tap, term in sum.add(term, at: window[tap]) }
    }
    return Gradients(inputs: [sum.tensor(input)])
  }
}

extension MeanPooling {
  /// A division for each element of the output; if windows overlap, an addition for each tap, padding
  /// included.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.divisions] = Count(output.elements)
    if isOverlapping(over: inputs[0], to: output) {
      work[.additions] = self.work(from: inputs, to: output)[.additions]
    }
    return BackwardWork(inputs: [work])
  }

  /// `dx[c, q] += dy[c, p]/n` for each `q` under the window of `p`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    gradients(of: pass) { position, window, add in
      let share = pass.gradient[position] / N(Float(divisor(of: window, in: pass.inputs[0].shape)))
      for tap in window.indices { add(tap, share) }
    }
  }
}

extension MaxPooling {
  /// An addition for each element of the output if windows overlap, otherwise none.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    if isOverlapping(over: inputs[0], to: output) { work[.additions] = Count(output.elements) }
    return BackwardWork(inputs: [work])
  }

  /// The index of the largest element of each window; PyTorch keeps the input as well.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let index = Kept(.saved("index", output.elements), .index)
    return keeper == .adjoint ? [index] : [inputInPyTorch(inputs[0]), index]
  }

  /// The index of the tap on the largest element of each window, the first of several.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (x, shape) = (inputs[0], output.shape)
    return [
      Tensor(shape) { position in
        N.indexOfLargest(
          positions(under: position, of: x.shape, to: shape).map { x.at($0, outside: N(-.infinity)) })
      }
    ]
  }

  /// `dx[c, q] += dy[c, p]` where `q` is the largest under the window of `p`, the first of several.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    gradients(of: pass) { position, window, add in
      pass.saved[0][position].scatter(pass.gradient[position], over: window.count, add)
    }
  }
}

extension Window {
  /// The positions under the window of an element of the output.
  func positions(under position: [Int], of input: Shape) -> [[Int]] {
    guard let axes = try? axes(over: input.spatial) else { return [] }
    return axes.taps.map { [position[0]] + axes.input(of: position[1...], tap: $0) }
  }

  /// Whether two different steps can have a tap on one element.
  ///
  /// With `g` the greatest common divisor of stride and dilation, this takes, on one axis, two steps that are
  /// `dilation/g` apart and two taps that are `stride/g` apart.
  func isOverlapping(over input: Shape) -> Bool {
    guard let axes = try? axes(over: input.spatial) else { return false }
    return zip(axes, input.spatial).contains { axis, extent in
      let divisor = greatestCommonDivisor(axis.stride, axis.dilation)
      return axis.kernel > axis.stride / divisor && (axis.steps(over: extent) ?? 0) > axis.dilation / divisor
    }
  }
}

extension PyTorchPadding {
  /// The input of a pooling, or the padded one that it gets from `F.pad`.
  func input(_ shape: Shape) -> Kept { explicit == nil ? Kept(.input(0)) : padded("padded", shape) }

  /// A tensor of the extents of the padded input.
  func padded(_ name: String, _ shape: Shape) -> Kept {
    var factors = shape.factors("padded_")
    // Both sides of the last axis come first.
    for (index, side) in (explicit ?? []).enumerated() {
      factors[factors.count - 1 - index / 2].value += side
    }
    return Kept(.saved(name, factors))
  }
}
