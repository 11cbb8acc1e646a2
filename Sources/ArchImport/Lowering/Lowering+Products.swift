import ArchDiagnostics
import ArchGraph
import ArchONNX
import ArchOperators

/// Products of matrices.
extension Lowering {
  func product(
    second: Int = 1, transposeA: Bool = false, transposeB: Bool = false, factor: Double = 1
  ) throws(ImportFault) {
    let node: Node.ID
    if isConstant(second), shape(second).count <= 2, !isConstant(0), nodesOf(second) == nil {
      node = try dense(second, transposeA: transposeA, isTransposed: transposeB)
    } else {
      node = try matrices(second, transposeA: transposeA, transposeB: transposeB)
    }
    try set(factor == 1 ? node : add(Affine(factor: factor), to: [node]))
  }

  private func nodesOf(_ input: Int) -> Node.ID? { step.input(input).flatMap { nodes[$0] } }

  /// A product with a matrix of the file: a dense layer.
  private func dense(
    _ second: Int, transposeA: Bool, isTransposed: Bool, bias: Int? = nil
  ) throws(ImportFault) -> Node.ID {
    var input = try value()
    if transposeA { input = try swapped(input) }
    let matrix = shape(second)
    let units = matrix.count == 1 ? 1 : isTransposed ? matrix[0] : matrix[1]
    let features = matrix.count == 1 ? matrix[0] : isTransposed ? matrix[1] : matrix[0]
    guard dimensions(input).last == features else {
      throw form("its rows do not have as many features as its matrix, or include the batch")
    }
    // A matrix that is also the table of an embedding is the same weights: a tied output layer.
    let shift = wholes([bias].compactMap { $0 })
    if let value = step.input(second), let weights = try tableWeights(value, [units, features]) {
      return try add(Dense(units, bias: bias != nil), to: [input, weights], numbers: shift)
    }
    var rows = step.input(second).flatMap { whole($0) }
    if rows != nil, let value = step.input(second), matrix.count == 2, !isTransposed {
      rows = WeightOrigin(transposed: value, rows: units, columns: features)
    }
    return try add(
      Dense(units, bias: bias != nil), to: [input], weights: [second] + [bias].compactMap { $0 },
      numbers: [rows] + shift)
  }

  /// The last two axes in the other order.
  private func swapped(_ node: Node.ID) throws(ImportFault) -> Node.ID {
    let rank = dimensions(node).count
    guard rank > 1 else { return node }
    return try add(Permute(Array(0..<rank - 2) + [rank - 1, rank - 2]), to: [node])
  }

  /// A product of two values, whose axes before the last two are made equal.
  private func matrices(
    _ second: Int, transposeA: Bool, transposeB: Bool
  ) throws(ImportFault) -> Node.ID {
    var (a, b) = (try factor(0), try factor(second))
    if transposeA { a = try swapped(a) }
    // A vector is a row on the left and a column on the right.
    if shape(0).count == 1 { a = try reshaped(a, to: [1] + dimensions(a)) }
    if shape(second).count == 1 { b = try reshaped(b, to: dimensions(b) + [1]) }
    // An example may have lost the axis of its only row.
    if dimensions(a).count == 1 { a = try reshaped(a, to: [1] + dimensions(a)) }
    if dimensions(b).count == 1 { b = try reshaped(b, to: dimensions(b) + [1]) }
    let rank = max(dimensions(a).count, dimensions(b).count)
    let (left, right) = (leading(a, rank), leading(b, rank))
    // Many rows by one matrix are one product.
    if dimensions(b).count == 2, rank > 2, !transposeB {
      let (rows, inner) = (dimensions(a).dropLast(), dimensions(a)[dimensions(a).count - 1])
      let flat = try reshaped(a, to: [rows.reduce(1, *), inner])
      let product = try add(Matmul(), to: [flat, b])
      return try reshaped(product, to: rows + [dimensions(b)[1]])
    }
    var common: [Int] = []
    for (one, other) in zip(left, right) {
      guard one == other || one == 1 || other == 1 else { throw form("its matrices do not match") }
      common.append(max(one, other))
    }
    a = try spread(a, left, to: common)
    b = try spread(b, right, to: common)
    return try add(Matmul(transposeB: transposeB), to: [a, b])
  }

  /// A factor for one example: a constant without the axis where the other has its batch.
  private func factor(_ input: Int) throws(ImportFault) -> Node.ID {
    guard let value = step.input(input) else { throw form("input \(input) is absent") }
    if let node = nodes[value] { return node }
    var dimensions = shape(input)
    let other = input == 0 ? (["QLinearMatMul", "QGemm"].contains(step.op) ? 3 : 1) : 0
    if let place = place(other), dimensions.count > 2 {
      let axis = place.axis - shape(other).count + dimensions.count
      if axis >= 0, axis < dimensions.count - 2, place.isOwn(in: shape(other), batch: places.batch) {
        dimensions.remove(at: axis)
      }
    }
    return try fitted(value, to: dimensions)
  }

  private func leading(_ node: Node.ID, _ rank: Int) -> [Int] {
    let own = dimensions(node).dropLast(2)
    return Array(repeating: 1, count: rank - 2 - own.count) + own
  }

  private func spread(_ node: Node.ID, _ own: [Int], to common: [Int]) throws(ImportFault) -> Node.ID {
    let matrix = Array(dimensions(node).suffix(2))
    let whole = try reshaped(node, to: own + matrix)
    return own == common ? whole : try add(Expand(common + matrix), to: [whole])
  }

  /// - Parameters:
  ///   - second: the input that is the second matrix.
  ///   - third: the input that is added.
  func gemm(second: Int = 1, third: Int = 2) throws(ImportFault) {
    let (transA, transB) = (step.flag("transA"), step.flag("transB"))
    let bias = step.input(third)
    let (alpha, beta) = (step.number("alpha") ?? 1, step.number("beta") ?? 1)
    /// The product times its factor, plus the other value times its factor.
    func summed(_ product: Node.ID) throws(ImportFault) -> Node.ID {
      let scaled = try alpha == 1 ? product : add(Affine(factor: alpha), to: [product])
      guard bias != nil, beta != 0 else { return scaled }
      let target = step.output(0).map(example) ?? []
      let other = try operand(third)
      return try add(
        Add(), to: [reshaped(scaled, to: target), beta == 1 ? other : add(Affine(factor: beta), to: [other])])
    }
    if isConstant(second), nodesOf(second) == nil, !isConstant(0) {
      let units = result().last ?? 0
      let vector =
        alpha != 1 || beta != 1
        ? false
        : bias.map {
          model.values[$0].isConstant && model.values[$0].shape.last == units
            && model.values[$0].shape.dropLast().allSatisfy { $0 == 1 } && model.values[$0].shape.count > 0
        } ?? false
      // One row of an example has no second axis to exchange.
      let rank = try dimensions(value()).count
      let isTurned = transA && rank > 1
      let node = try dense(second, transposeA: isTurned, isTransposed: transB, bias: vector ? third : nil)
      return try set(vector ? node : summed(node))
    }
    try set(summed(matrices(second, transposeA: transA, transposeB: transB)))
  }

  /// A sum over products in Einstein's notation: with one or two values, a product of matrices and rearrangements
  /// around it; with more, or with a letter for two axes of a value, the layer of that name.
  func einsum() throws(ImportFault) {
    guard let text = step.text("equation") else { throw form("it has no equation") }
    let ranks = step.inputs.indices.map { shape($0).count }
    guard let axes = (try? EinsumEquation(text))?.axes(ranks: ranks) else {
      throw form("its equation is `\(text)`")
    }
    var values: [(node: Node.ID, letters: [Character])] = []
    for (input, term) in axes.factors.enumerated() {
      var letters = term
      if let place = place(input) {
        guard place.isOwn(in: shape(input), batch: places.batch) else {
          throw form("the batch is inside an axis")
        }
        letters.remove(at: place.axis)
      }
      values.append((try value(input), letters))
    }
    var letters = axes.result
    if let output = step.output(0), let place = places.places[output] { letters.remove(at: place.axis) }
    guard values.count <= 2, values.allSatisfy({ Set($0.letters).count == $0.letters.count }) else {
      let equation = EinsumEquation.text(values.map(\.letters), letters)
      guard let equation, (try? EinsumEquation(equation))?.leavesBatch == true else {
        throw form("its equation is `\(text)`")
      }
      let product = try add(Einsum(equation), to: values.map(\.node))
      return try set(letters.isEmpty ? reshaped(product, to: result()) : product)
    }
    try set(contract(values, to: letters))
  }

  private func contract(
    _ values: [(node: Node.ID, letters: [Character])], to target: [Character]
  ) throws(ImportFault) -> Node.ID {
    guard values.count == 2 else {
      return try arranged(values[0].node, values[0].letters, as: target)
    }
    let (a, b) = (values[0], values[1])
    var extents: [Character: Int] = [:]
    for (node, letters) in values {
      for (letter, extent) in zip(letters, dimensions(node)) { extents[letter] = extent }
    }
    func size(_ letters: [Character]) -> Int { letters.reduce(1) { $0 * (extents[$1] ?? 1) } }
    let shared = target.filter { a.letters.contains($0) && b.letters.contains($0) }
    let rows = target.filter { a.letters.contains($0) && !b.letters.contains($0) }
    let columns = target.filter { !a.letters.contains($0) && b.letters.contains($0) }
    let inner = a.letters.filter { b.letters.contains($0) && !target.contains($0) }
    let left = try arranged(a.node, a.letters, as: shared + rows + inner)
    let right = try arranged(b.node, b.letters, as: shared + inner + columns)
    let flatLeft = try reshaped(left, to: [size(shared), size(rows), size(inner)])
    let flatRight = try reshaped(right, to: [size(shared), size(inner), size(columns)])
    let product = try add(Matmul(), to: [flatLeft, flatRight])
    let order = shared + rows + columns
    return try arranged(reshaped(product, to: order.map { extents[$0] ?? 1 }), order, as: target)
  }

  /// Axes in another order, by their letters; unwanted ones are summed.
  private func arranged(
    _ node: Node.ID, _ letters: [Character], as target: [Character]
  ) throws(ImportFault) -> Node.ID {
    guard target.allSatisfy({ letters.contains($0) }) else {
      throw form("its equation repeats what it does not have")
    }
    var (node, letters) = (node, letters)
    let gone = letters.indices.filter { !target.contains(letters[$0]) }
    if !gone.isEmpty {
      node = try add(Sum(gone), to: [node])
      letters = letters.filter { target.contains($0) }
    }
    let order = target.compactMap { letters.firstIndex(of: $0) }
    return order == Array(letters.indices) ? node : try add(Permute(order), to: [node])
  }
}
