import ArchGraph

/// The savings and costs of a block.
extension Grammar {
  /// Whether a map has a smaller extent after a step.
  private func halves(_ step: Step) -> Bool {
    guard let entry = step.entry else { return false }
    let (before, after) = (
      graph.nodes[entry].shape.dimensions, graph.nodes[step.nodes.upperBound].shape.dimensions
    )
    return before.count == 3 && after.count == 3 && before[2] > after[2] && after[2] > 1
  }

  /// The cost of a block's parameters in each of its calls: a few are read at a glance.
  func cost(ofParametersOf row: Row) -> Double {
    var columns: Set<[Double]> = []
    func add(_ values: [ArgumentValue?]) {
      guard let first = values.first, !values.allSatisfy({ $0 == first }) else { return }
      if case .list(let list)? = first, list.count > 2 {
        for place in list.indices {
          add(
            values.map { value in
              if case .list(let list)? = value, place < list.count { list[place] } else { nil }
            })
        }
        return
      }
      // Numbers that grow together are one parameter.
      let numbers = values.enumerated().map { place, value -> Double in
        switch value {
        case .integer(let number)?: Double(number)
        case .decimal(let number)?: number
        case let value: Double(values.firstIndex(of: value) ?? place) + 0.5
        }
      }
      columns.insert(numbers.map { numbers[0] == 0 ? $0 : $0 / numbers[0] })
    }
    func visit(_ steps: [Step]) {
      guard let first = steps.first else { return }
      if case .optional = first.kind {
        let present = steps.filter { !$0.isLeftOut }
        add(steps.map { .boolean(!$0.isLeftOut) })
        for index in present.first?.lists[0].steps.indices ?? 0..<0 {
          visit(present.map { $0.lists[0].steps[index] })
        }
        return
      }
      if !steps.allSatisfy({ $0.exact == first.exact }) {
        if let id = first.layer {
          let arguments = steps.compactMap { $0.layer.map { graph.nodes[$0].op.arguments } }
          let declared = type(of: graph.nodes[id].op).signature.arguments
          let kernel = declared.firstIndex { $0.place == .window }
          let isKernelVaried = kernel.map { kernel in Set(arguments.map { $0[kernel] }).count > 1 } ?? false
          for index in declared.indices where declared[index].kind != .padding || !isKernelVaried {
            add(arguments.map { $0[index] })
          }
        }
        if case .rounds = first.kind { add(steps.map { .integer($0.lists.count) }) }
        let lists = first.writtenLists.isEmpty ? first.lists.count : first.writtenLists.count
        for list in 0..<lists {
          for index in first.lists[list].steps.indices { visit(steps.map { $0.lists[list].steps[index] }) }
        }
      }
    }
    for index in 0..<row.steps.count { visit(row.samples.map { $0[$0.startIndex + index] }) }
    let many = 0.2 * Double(max(0, columns.count - 1)) + 0.5 * Double(max(0, columns.count - 5))
    return many * Double(row.times)
  }

  /// An upper bound for how much shorter the text becomes, in layers, or `nil` if the steps cannot be a block.
  func bound(_ steps: ArraySlice<Step>, times: Int) -> Double? {
    let size = steps.reduce(0) { $0 + $1.size }
    guard size > 2 || size == 2 && steps.count == 2 && times > 3 else { return nil }
    if steps.count == 1, case .call? = steps.first?.kind { return nil }
    var penalty = 0.6
    if case .layer(let id)? = steps.first?.kind {
      switch table.traits(id).part {
      case .activation: return nil
      case .normalisation: penalty += 0.3
      default: break
      }
    }
    if size == 2, case .layer(let id)? = steps.last?.kind, table.traits(id).part != .normalisation {
      return nil
    }
    // Layers that share weights are declared one by one, unless they are in a block.
    let shared = shared(in: steps)
    return Double(times - 1) * Double(size) + (shared > 1 ? 2 * Double(shared) : 0) - 2.5
      - penalty * Double(times)
  }

  /// How much shorter the text becomes, apart from parameters.
  func saved(by row: Row) -> Double? {
    // An activation that follows everywhere belongs to it.
    if case .layer(let id)? = row.follower?.kind, table.traits(id).part == .activation { return nil }
    // A norm after weights belongs to them.
    if row.isBehindWeights, case .layer(let id)? = row.steps.first?.kind, table.weight(id) == .close {
      return nil
    }
    guard row.times > 1, !isPower(row.steps), let bound = bound(row.steps, times: row.times) else {
      return nil
    }
    // A row begins where the map becomes smaller, rather than continuing across it.
    if row.steps.count > 1, !halves(row.steps[row.steps.startIndex]),
      row.steps.dropFirst().contains(where: halves), row.steps.contains(where: { $0.nodes.count > 3 })
    {
      return bound - 0.4 * Double(row.times)
    }
    return bound
  }

  /// How many layers share weights with others.
  private func shared(in steps: ArraySlice<Step>) -> Int {
    guard let first = steps.first, let last = steps.last, !sharedBefore.isEmpty else { return 0 }
    return sharedBefore[last.nodes.upperBound + 1] - sharedBefore[first.nodes.lowerBound]
  }

  /// Whether a row is a repetition of a shorter one.
  private func isPower(_ steps: ArraySlice<Step>) -> Bool {
    let forms = steps.map(\.form)
    guard forms.count > 1 else { return false }
    return (1...forms.count / 2).contains { length in
      forms.count % length == 0 && forms.indices.allSatisfy { $0 < length || forms[$0] == forms[$0 - length] }
    }
  }
}
