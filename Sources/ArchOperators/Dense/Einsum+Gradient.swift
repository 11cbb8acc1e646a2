import ArchGraph

extension Einsum: Differentiable {
  /// For each side of a product as many multiply-adds as the product has.
  ///
  /// From the last product to the second, everything before needs the gradient of the left side. The gradient of a sum
  /// in one value is spread, which is not arithmetic.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let plan = plan(inputs)
    let own = plan.steps.map { plan.gradientWork(of: $0, by: $0.right) }
    guard let first = plan.steps.first else { return BackwardWork(inputs: [Work()]) }
    return BackwardWork(
      shared: plan.steps.enumerated().dropFirst().map { index, step in
        .init(plan.gradientWork(of: step, by: step.left), for: .before(index + 1))
      },
      inputs: [plan.gradientWork(of: first, by: first.left)] + own)
  }

  /// Both sides of each product, each for the gradient of the other: values, plain or summed, and earlier products.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let plan = plan(inputs)
    func side(_ index: Int) -> Kept.Source {
      let value = plan.values[index]
      return value.summed.isEmpty ? .input(index) : .saved("summed_\(index + 1)", plan.factors(value.own))
    }
    return plan.steps.enumerated().flatMap { index, step in
      let left = index == 0 ? side(0) : Kept.Source.saved("product_\(index)", plan.factors(step.left))
      return [Kept(left, for: .input(index + 1)), Kept(side(index + 1), for: .before(index + 1))]
    }
  }

  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let plan = plan(inputs.map(\.shape))
    var saved: [Tensor<N>] = []
    func keep(_ numbers: [N], _ letters: [Character]) {
      saved.append(Tensor(Shape(plan.extents(letters)), numbers))
    }
    guard !plan.steps.isEmpty else { return [] }
    var left = plan.summed(inputs[0], plan.values[0])
    for (index, step) in plan.steps.enumerated() {
      let value = plan.values[index + 1]
      let right = plan.summed(inputs[index + 1], value)
      if index > 0 || !plan.values[0].summed.isEmpty { keep(left, step.left) }
      if !value.summed.isEmpty { keep(right, step.right) }
      guard index < plan.steps.count - 1 else { break }
      left = Positions(plan.extents(step.result)).map { plan.element(of: step, left, right, at: $0) }
    }
    return saved
  }

  /// `da = Σ dy*b` and `db = Σ dy*a` of each product, from the last to the first.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let shapes = pass.inputs.map(\.shape)
    let (plan, wanted) = (plan(shapes), pass.wanted.inputs)
    guard !plan.steps.isEmpty else {
      return Gradients(
        inputs: [wanted[0] ? plan.spread(pass.gradient.values, plan.values[0], to: shapes[0]) : nil])
    }
    let saved = kept(from: shapes, to: pass.output.shape, by: .adjoint, batch: 1).named(pass.saved)
    func side(_ index: Int) -> [N] {
      saved["summed_\(index + 1)"]?.values ?? plan.summed(pass.inputs[index], plan.values[index])
    }
    var gradients = pass.inputs.map { _ in Tensor<N>?.none }
    var gradient = pass.gradient.values
    for (index, step) in plan.steps.enumerated().reversed() {
      if wanted[index + 1] {
        let left = index == 0 ? side(0) : saved["product_\(index)"]?.values ?? []
        let own = plan.gradient(of: step, gradient, by: step.right, other: left, step.left)
        gradients[index + 1] = plan.spread(own, plan.values[index + 1], to: shapes[index + 1])
      }
      guard wanted[...index].contains(true) else { break }
      gradient = plan.gradient(of: step, gradient, by: step.left, other: side(index + 1), step.right)
      if index == 0 { gradients[0] = plan.spread(gradient, plan.values[0], to: shapes[0]) }
    }
    return Gradients(inputs: gradients)
  }
}
