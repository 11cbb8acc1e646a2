import ArchGraph

/// Calls of layers and blocks.
extension BodyWriter {
  /// Whether a branch is only a learnt value.
  func isTensor(_ branch: StepList) -> Bool {
    guard branch.steps.count == 1, case .piece(let statements) = branch.steps[0].kind else { return false }
    return statements.count == 1 && isTensor(statements[0])
  }

  /// Whether a statement is only a learnt value.
  func isTensor(_ statement: LabelledStatement) -> Bool {
    guard statement.inputs.isEmpty, statement.body.steps.isEmpty, let head = statement.head else {
      return false
    }
    return !graph.nodes[head].isInput && instances[head] == nil
  }

  /// A merge with a learnt value: `add(parameter([64, 1, 1]))`.
  ///
  /// - Parameter isFirst: whether the learnt value comes before the value that enters.
  mutating func joined(_ steps: [Step], isFirst: Bool, _ occurrences: [Occurrence]) -> String {
    let heads = steps.map(\.nodes.lowerBound)
    let entries = steps.map(\.entry)
    let value = call(heads, occurrences, entries: entries)
    return call(
      steps.compactMap(\.layer), occurrences, entries: entries, inputs: isFirst ? [value, "it"] : [value])
  }

  /// A call of a layer, with arguments that are right in every occurrence.
  ///
  /// - Parameter isWhole: whether all parts are meant, for a layer that returns parts.
  mutating func call(
    _ nodes: [Node.ID], _ occurrences: [Occurrence], entries: [Node.ID?], inputs: [String] = [],
    isWhole: Bool = false
  ) -> String {
    guard let op = nodes.first.map({ graph.nodes[$0].op }) else { return "" }
    let signature = type(of: op).signature
    let rows = nodes.map { graph.nodes[$0].op.arguments }
    var (words, byPosition) = (signature.beginsWithText ? [] : inputs, true)
    var kernel: (text: String, values: [ArgumentValue])?
    for (index, argument) in signature.arguments.enumerated() {
      let given = rows.map { $0[index] }
      guard given.contains(where: { $0 != nil && $0 != argument.defaultValue }),
        !isWhole || index != signature.part
      else {
        byPosition = false
        continue
      }
      let values = given.enumerated().compactMap { row, value in
        value ?? argument.defaultValue ?? (argument.place == .step ? kernel?.values[row] : nil)
      }
      guard values.count == nodes.count else { continue }
      var text: String
      if case .integers = argument.kind, case .list? = values.first {
        let lists = values.map { value in if case .list(let list) = value { list } else { [ArgumentValue]() }
        }
        text = "[\(columns.shape(lists, occurrences, entries: entries).joined(separator: ", "))]"
      } else if argument.kind == .padding, let kernel, Self.isHalf(values, of: kernel.values) {
        text = "\(kernel.text) / 2"
      } else {
        text = columns.text(values, Self.role(argument, of: op), occurrences, entries: entries)
      }
      if argument.place == .window { kernel = (text, values) }
      byPosition = byPosition && argument.isPositional
      words.append(byPosition ? text : "\(argument.name): \(text)")
    }
    if signature.beginsWithText { words += inputs }
    return words.isEmpty ? signature.name : "\(signature.name)(\(words.joined(separator: ", ")))"
  }

  /// Whether numbers are half of others that differ among themselves.
  static func isHalf(_ values: [ArgumentValue], of kernels: [ArgumentValue]) -> Bool {
    Set(values).count > 1
      && zip(values, kernels).allSatisfy { value, kernel in
        if case .integer(let value) = value, case .integer(let kernel) = kernel {
          value == kernel / 2
        } else {
          false
        }
      }
  }

  private static let widths: Set = [
    "filters", "units", "features", "groups", "hidden", "channels", "to", "from",
  ]

  static func role(_ argument: Signature.Argument, of op: any Operator) -> FoldedParameter.Role {
    let kind: FoldedParameter.Role.Kind =
      switch argument.name {
      case let name where widths.contains(name): .width
      case "kernel", "padding", "dilation": .window
      case let name: .other(name)
      }
    let isOfRows = argument.name == "units" || argument.name == "features"
    return FoldedParameter.Role(name: argument.name, kind: kind, member: isOfRows ? "features" : "channels")
  }

  /// A call of a block.
  mutating func call(_ block: FoldedBlock, _ steps: [Step], _ occurrences: [Occurrence]) -> Flow.BlockCall {
    var call = Flow.BlockCall(name: block.name, isLarge: false)
    var byPosition = true
    for (index, parameter) in block.parameters.enumerated() {
      let values = steps.map { parameter.values[$0.instance] }
      if let value = parameter.defaultValue, values.allSatisfy({ $0 == value }) {
        block.parameters[index].isLeftOut = true
        byPosition = false
        continue
      }
      var role = parameter.role
      role.name = parameter.word
      let text = columns.text(values, role, occurrences, entries: steps.map(\.entry))
      if parameter.isOutput { call.output = text }
      byPosition =
        byPosition
        && (parameter.role.kind == .width || block.parameters.count == 1 && parameter.word == "depth")
      call.arguments.append(Flow.BlockCall.Argument(name: parameter.name, text: text, isNamed: !byPosition))
    }
    return call
  }
}
