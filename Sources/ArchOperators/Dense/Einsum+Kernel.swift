import ArchGraph
import ArchKernels
import ArchRuntime

extension Einsum: Runnable {
  /// The sides of each product, in the order for a product of matrices, and the product.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let plan = plan(inputs)
    func bytes(_ letters: [Character]) -> Double { Shape(plan.extents(letters)).bytes() }
    let values = plan.values.reduce(0) { $0 + (plan.steps.isEmpty ? 0 : bytes($1.own)) }
    return plan.steps.reduce(values) { $0 + 2 * (bytes($1.left) + bytes($1.right)) + 2 * bytes($1.result) }
      + Double(threads) * 65_536
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    guard case .success(let equation) = read, let axes = equation.axes(ranks: run.shapes.map(\.rank)) else {
      throw .unsupported("an equation of other values")
    }
    let plan = EinsumPlan(axes.factors, axes.result, run.shapes)
    let extents = plan.extents(axes.result)
    let out = try run.output(extents.isEmpty ? [1] : extents)
    let size = extents.reduce(1, *)
    let work = EinsumRun(plan: plan, pool: run.pool)
    for example in 0..<run.batch {
      let inputs = run.shapes.indices.map { run.input($0) + example * run.elements($0) }
      work.run(inputs, into: out + example * size)
    }
    for (kind, count) in work.done { run.did(kind, count) }
    run.did(.writes, run.batch * size)
  }
}

/// The products of one example, one after another.
private final class EinsumRun {
  let plan: EinsumPlan
  let pool: WorkerPool
  /// The operations done, for all examples.
  private(set) var done: [Work.Kind: Int] = [:]

  init(plan: EinsumPlan, pool: WorkerPool) {
    self.plan = plan
    self.pool = pool
  }

  private func did(_ kind: Work.Kind, _ count: Int) { done[kind, default: 0] += count }

  func run(_ inputs: [UnsafePointer<Float>], into out: UnsafeMutablePointer<Float>) {
    guard let first = plan.steps.first else {
      return sum(inputs[0], plan.values[0], into: out)
    }
    Scratch.with(plan.extents(first.left).reduce(1, *)) { left in
      sum(inputs[0], plan.values[0], into: left)
      multiply(0, left, inputs, into: out)
    }
  }

  /// Multiplies by the next value, and by all that follow.
  private func multiply(
    _ index: Int, _ left: UnsafePointer<Float>, _ inputs: [UnsafePointer<Float>],
    into out: UnsafeMutablePointer<Float>
  ) {
    let (step, value) = (plan.steps[index], plan.values[index + 1])
    let isLast = index == plan.steps.count - 1
    Scratch.with(isLast ? 0 : plan.extents(step.result).reduce(1, *)) { product in
      Scratch.with(plan.extents(step.right).reduce(1, *)) { right in
        sum(inputs[index + 1], value, into: right)
        multiply(step, left, right, into: isLast ? out : product)
      }
      if !isLast { multiply(index + 1, product, inputs, into: out) }
    }
  }

  /// The reduced form of a value, without gaps, summed over letters that only it has.
  private func sum(
    _ input: UnsafePointer<Float>, _ value: EinsumPlan.Value, into out: UnsafeMutablePointer<Float>
  ) {
    let (own, summed) = (plan.extents(value.own), plan.extents(value.summed))
    let strides = value.own.map { value.strides[$0] ?? 0 }
    let places = StridedCopy.strides(of: own)
    let count = StridedCopy.run(own, from: input, strides, to: out, places)
    var terms = 1
    for term in Positions(summed).dropFirst() {
      let start = zip(term, value.summed).reduce(0) { $0 + $1.0 * (value.strides[$1.1] ?? 0) }
      Scratch.with(count) { copy in
        StridedCopy.run(own, from: input + start, strides, to: copy, places)
        Loops.sum(count, out, copy, out)
      }
      terms += 1
    }
    did(.activationReads, terms * count)
    if !summed.isEmpty { did(.additions, (terms - 1) * count) }
  }

  /// One product: of matrices if it is summed, otherwise of all pairs of elements.
  private func multiply(
    _ step: EinsumPlan.Step, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into out: UnsafeMutablePointer<Float>
  ) {
    let shared = step.result.filter { step.left.contains($0) && step.right.contains($0) }
    let rows = step.result.filter { step.left.contains($0) && !step.right.contains($0) }
    let columns = step.result.filter { !step.left.contains($0) && step.right.contains($0) }
    func count(_ letters: [Character]) -> Int { plan.extents(letters).reduce(1, *) }
    let (m, k, n) = (count(rows), count(step.inner), count(columns))
    arranged(left, step.left, as: shared + rows + step.inner) { a in
      arranged(right, step.right, as: shared + step.inner + columns) { b in
        let order = shared + rows + columns
        let isInPlace = order == step.result
        Scratch.with(isInPlace ? 0 : count(order)) { copy in
          let target = isInPlace ? out : copy
          if step.inner.isEmpty {
            outer(count(shared), a, m, b, n, into: target)
          } else {
            for matrix in 0..<count(shared) {
              let product = MatrixView.multiply(
                MatrixView(a + matrix * m * k, rowStride: k), MatrixView(b + matrix * k * n, rowStride: n),
                rows: m, depth: k, columns: n, into: target + matrix * m * n, stride: n, pool: pool)
              did(.multiplyAdds, product)
            }
          }
          if !isInPlace {
            StridedCopy.run(
              plan.extents(step.result), from: copy, plan.strides(of: step.result, in: order), to: out,
              StridedCopy.strides(of: plan.extents(step.result)))
          }
        }
      }
    }
  }

  /// Every product of a number of one with a number of the other.
  private func outer(
    _ count: Int, _ a: UnsafePointer<Float>, _ rows: Int, _ b: UnsafePointer<Float>, _ columns: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    if rows == 1, columns == 1 {
      Loops.product(count, a, b, out)
    } else {
      for row in 0..<count * rows {
        Loops.affine(columns, b + row / rows * columns, a[row], 0, out + row * columns)
      }
    }
    did(.multiplications, count * rows * columns)
  }

  /// The numbers with their axes in another order.
  private func arranged(
    _ numbers: UnsafePointer<Float>, _ letters: [Character], as order: [Character],
    _ body: (UnsafePointer<Float>) -> Void
  ) {
    guard letters != order else { return body(numbers) }
    let extents = plan.extents(order)
    Scratch.with(extents.reduce(1, *)) { copy in
      StridedCopy.run(
        extents, from: numbers, plan.strides(of: order, in: letters), to: copy,
        StridedCopy.strides(of: extents))
      body(copy)
    }
  }
}
