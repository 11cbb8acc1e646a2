import ArchGraph

/// Numbers the forms of steps: those with the same operators, words and structure are alike.
///
/// Names play no part. Within a form, numbers in arguments may differ; words, `true` or `false`, and the omission of
/// an argument may not.
struct StepForms {
  private let graph: Graph
  private let pinned: Set<Node.ID>
  /// Layers that are treated as unlike any other.
  private let unique: Set<Node.ID>
  private var numbers: [[Int]: Int] = [:]
  private var words: [String: Int] = [:]
  private var layers: [(form: Int, exact: Int)?]

  private enum Key: Int { case layer, merge, piece, growth, rounds, call, optional, frame, list }

  init(_ graph: Graph, pinned: Set<Node.ID>, unique: Set<Node.ID>) {
    self.unique = unique
    self.graph = graph
    self.pinned = pinned
    layers = Array(repeating: nil, count: graph.forms.count)
  }

  private mutating func number(_ key: [Int]) -> Int {
    numbers[key]
      ?? {
        numbers[key] = numbers.count
        return numbers.count - 1
      }()
  }

  private mutating func number(_ text: String) -> Int {
    words[text]
      ?? {
        words[text] = words.count
        return words.count - 1
      }()
  }

  /// The numbers of one layer's call.
  private mutating func layer(_ id: Node.ID) -> (form: Int, exact: Int) {
    let layer = call(id)
    return graph.nodes[id].isFrozen ? (-1 - layer.form, -1 - layer.exact) : layer
  }

  /// The numbers of a call alone, regardless of its place.
  private mutating func call(_ id: Node.ID) -> (form: Int, exact: Int) {
    let form = graph.nodes[id].form
    if let known = layers[form.index] { return known }
    let signature = type(of: form.op).signature
    var pattern = signature.name
    if signature.inputs.takesOne, form.inputShapes.count > 1 {
      // Values that a call takes besides the first have names, and may change the default: such calls stay whole.
      pattern = form.op.call(withDefaults: true) + "/\(form.inputShapes.count)"
    } else {
      let hasKernel = signature.arguments.contains { $0.place == .window }
      for (argument, value) in zip(signature.arguments, form.op.arguments) {
        let isFilled = argument.defaultValue != nil || argument.place == .step && hasKernel
        switch value ?? argument.defaultValue {
        // A convolution with one tap mixes channels, one with more taps positions.
        case .integer(1)? where argument.place == .window: pattern += "1"
        case .integer?, .decimal?: pattern += "#"
        case nil: pattern += isFilled ? "#" : "-"
        case .boolean(let flag)?: pattern += flag ? "t" : "f"
        case .word(let word)?: pattern += argument.kind == .padding ? "#" : word
        case .text(let text)?: pattern += "\"\(text)\""
        case .list(let list)?:
          switch argument.kind {
          case .integers(1), .integers(-1): pattern += "[\(list.count)]"
          // Lists that may contain 0 are of axes or places: a different list is a different arrangement.
          case .integers: pattern += "\(list)"
          default: pattern += "#"
          }
        }
        pattern += ","
      }
    }
    let found = (number(pattern), number("=" + form.op.call))
    layers[form.index] = found
    return found
  }

  /// Numbers all steps of a list, the innermost first.
  mutating func number(_ list: StepList) {
    for step in list.steps { number(step) }
    list.form = number([Key.list.rawValue] + list.steps.map(\.form))
    list.exact = number([-1 - Key.list.rawValue] + list.steps.map(\.exact))
  }

  private mutating func number(_ step: Step) {
    for list in step.lists { number(list) }
    var form: [Int]
    var exact: [Int]
    switch step.kind {
    case .layer(let id):
      let layer = layer(id)
      (form, exact) = ([Key.layer.rawValue, layer.form], [layer.exact])
      if unique.contains(id) { form.append(-2 - id) }
    case .merge(let id, let branches):
      let layer = layer(id)
      form = [Key.merge.rawValue, layer.form] + branches.map(\.form) + (unique.contains(id) ? [-2 - id] : [])
      exact = [layer.exact] + branches.map(\.exact)
    case .piece(let statements): (form, exact) = keys(of: statements)
    case .growth(let rounds):
      let layer = layer(step.nodes.upperBound)
      // Rounds that differ are a separate form.
      let isAlike = rounds.allSatisfy { $0.exact == rounds[0].exact }
      form = [Key.growth.rawValue, layer.form, rounds[0].form] + (isAlike ? [] : [step.nodes.lowerBound])
      exact = [layer.exact] + rounds.map(\.exact)
    case .rounds(let rounds):
      form = [Key.rounds.rawValue, rounds[0].form]
      exact = [rounds.count, rounds[0].exact]
    case .call(let block, let body):
      form = [Key.call.rawValue, block]
      exact = [body.exact]
    case .optional(let number, let body):
      form = [Key.optional.rawValue, number]
      exact = [body?.exact ?? -1]
    }
    step.form = number(form)
    step.frame = frame(of: step).map { number([Key.frame.rawValue] + $0) }
    step.exact = number([-1, step.form] + exact)
    step.size = size(of: step)
    step.frameSize = step.size - step.writtenLists.reduce(0) { $0 + $1.steps.reduce(0) { $0 + $1.size } }
  }

  /// The form of a merge or a piece without its inner lists, or `nil` for other steps and those unlike any other.
  private mutating func frame(of step: Step) -> [Int]? {
    switch step.kind {
    case .merge(let id, let branches):
      return unique.contains(id) ? nil : [layer(id).form, branches.count]
    case .piece(let statements):
      let bodies = statements.map { StepList([], entry: $0.body.entry) }
      let frames = zip(statements, bodies).map { statement, body in
        LabelledStatement(head: statement.head, inputs: statement.inputs, body: body, value: statement.value)
      }
      return [-1] + keys(of: frames).form
    default: return nil
    }
  }

  private mutating func keys(of statements: [LabelledStatement]) -> (form: [Int], exact: [Int]) {
    var (form, exact) = ([Key.piece.rawValue], [0])
    for statement in statements {
      var layer: (form: Int, exact: Int)?
      if let head = statement.head { layer = self.layer(head) }
      form += [layer?.form ?? -1, statement.inputs.count]
      exact += [layer?.exact ?? -1, statement.body.exact]
      for input in statement.inputs {
        switch input {
        case .entry: form.append(-1)
        case .statement(let index): form.append(index)
        case .outer(let id): form.append(-2 - id)
        }
      }
      if statement.head.map(unique.contains) ?? false || pinned.contains(statement.value)
        || statement.head.map({ graph.nodes[$0].isInput }) ?? false
      {
        form.append(-2 - statement.value)
      }
      form.append(statement.body.form)
    }
    return (form, exact)
  }

  private func size(of step: Step) -> Int {
    func sum(_ lists: ArraySlice<StepList>) -> Int {
      lists.reduce(0) { $0 + $1.steps.reduce(0) { $0 + $1.size } }
    }
    return switch step.kind {
    case .layer, .call: 1
    case .piece(let statements): statements.count { $0.head != nil } + sum(step.writtenLists)
    case .growth: 3 + sum(step.writtenLists)
    case .merge: 2 + sum(step.writtenLists)
    case .rounds, .optional: 1 + sum(step.writtenLists)
    }
  }
}
