import ArchDiagnostics
import ArchDocuments
import ArchGraph

// The text of an export: its classes, their calls and how they are written.

extension PyTorchExport {
  mutating func write() {
    let parameters = graph.weights.reduce(0) { sum, weights in
      weights.parameters.filter { $0.role == .weight }.reduce(sum) { $0 + ($1.shape.elementCount ?? 0) }
    }
    text =
      "\"\"\"\(Python.docstring(graph.name)), \(parameters.groupedDigits) parameters, written by archcalc.\n"
    if let source = graph.source {
      text += "\n"
      for line in Python.filled("Source: \(Python.docstring(source))", width: Python.width) {
        text += line + "\n"
      }
    }
    text += "\nShapes in comments are for one example, without the batch.\n\"\"\"\n\n"
    var rest = ""
    for definition in definitions { rest += "\n\n\(definition.source)\n" }
    for entry in classes { rest += "\n\n\(text(of: entry, isNetwork: false))" }
    if let body = bodies[0] {
      let network = ModuleClass(name: className, block: graph.name, parts: [0], bodies: [body])
      rest += "\n\n\(text(of: network, isNetwork: true))"
    }
    rest += "\n\n" + main
    if rest.has("math.") { text += "import math\n\n" }
    text += "import torch\n"
    if rest.has("F.") { text += "import torch.nn.functional as F\n" }
    text += "from torch import nn\n" + rest
  }

  private var main: String {
    let inputs = graph.inputs.map { input in
      let shape = graph.nodes[input].shape
      let extents = ([batch] + shape.dimensions).map(String.init).joined(separator: ", ")
      return shape.element == .token ? "torch.randint(0, 1, (\(extents)))" : "torch.randn(\(extents))"
    }
    var text = "if __name__ == \"__main__\":\n    model = \(className)().eval()\n"
    text += "    print(f\"{sum(p.numel() for p in model.parameters()):,} parameters\")\n"
    text += "    with torch.no_grad():\n"
    text += Python.statement("outputs = model(\(inputs.joined(separator: ", ")))", indent: 8)
    text += "    for output in outputs if isinstance(outputs, tuple) else (outputs,):\n"
    return text + "        print(\"output\", tuple(output.shape))\n"
  }

  private func text(of entry: ModuleClass, isNetwork: Bool) -> String {
    guard let body = entry.bodies.first else { return "" }
    var made = ""
    var done = ""
    var names: [Node.ID: String] = [:]
    var used = PythonNames()
    let last = lastUses(body)
    // A name is free again where its value is used for the last time, or on the next line if it is never used.
    var over = [[Node.ID]](repeating: [], count: body.statements.count + 2)
    func end(_ id: Node.ID, after index: Int) -> Int { max(last[id] ?? 0, index + 1) }
    let arguments = body.inputs.enumerated().map { index, input in
      let short = index < 3 ? ["x", "y", "z"][index] : "x\(index + 1)"
      let name = used.unique(isNetwork ? Python.identifier(graph.nodes[input].name) : short)
      names[input] = name
      over[end(input, after: -1)].append(input)
      return name
    }
    // Every value has the examples as its first axis, even if its name has been reused.
    var writer = BodyWriter(columns: entry.columns, batch: arguments.first.map { "\($0).shape[0]" } ?? "1")
    for (index, statement) in body.statements.enumerated() {
      if let attribute = statement.attribute, let constructor = statement.constructor {
        let frozen = statement.isFrozen ? ".requires_grad_(False)" : ""
        made += Python.statement(
          "self.\(attribute) = \(writer.text(constructor, inputs: nil, module: ""))\(frozen)", indent: 8)
        for tie in statement.ties { made += "        self.\(tie.own) = self.\(tie.other)  # shared\n" }
      }
      let value = writer.text(
        statement.value, inputs: statement.inputs.map { names[$0] ?? "x" },
        module: statement.attribute.map { "self.\($0)" } ?? "")
      for id in over[index] {
        if let name = names.removeValue(forKey: id) { used.free(name) }
      }
      let targets = statement.outputs.map { output -> String in
        let name = name(output, statement, index, last, &used)
        names[output] = name
        over[end(output, after: index)].append(output)
        return name
      }
      let comment = shapes(of: index, in: entry)
      if value != targets.joined(separator: ", ") {
        done += Python.statement(
          "\(targets.joined(separator: ", ")) = \(value)", comment: comment, indent: 8)
      }
    }
    let results = body.outputs.map { names[$0] ?? "x" }.joined(separator: ", ")
    var text = "class \(entry.name)(nn.Module):\n"
    text += isNetwork ? "" : "    \"\"\"\(Python.docstring(summary(of: entry)))\"\"\"\n\n"
    if made.isEmpty, entry.parameters.isEmpty {
      text += ""
    } else {
      let parameters = (["self"] + entry.parameters.map(\.name)).joined(separator: ", ")
      text += definition("__init__", parameters)
      text += "        super().__init__()\n"
      // Parameters that only `forward` reads are stored.
      for parameter in entry.parameters where writer.readLater.contains(parameter.name) {
        text += "        self.\(parameter.name) = \(parameter.name)\n"
      }
      text += made + "\n"
    }
    text += definition("forward", (["self"] + arguments).joined(separator: ", "))
    return text + done + "        return \(results)\n"
  }

  private func definition(_ name: String, _ parameters: String) -> String {
    let text = Python.statement("def \(name)(\(parameters))", indent: 4)
    return text.dropLast() + ":\n"
  }

  private func summary(of entry: ModuleClass) -> String {
    let count = entry.parts.count
    return count == 1
      ? "The block `\(entry.block)`." : "The block `\(entry.block)`, \(count) times."
  }

  /// The statement after which a value is not used; returned values are used at the end.
  private func lastUses(_ body: ModuleBody) -> [Node.ID: Int] {
    var last: [Node.ID: Int] = [:]
    for (index, statement) in body.statements.enumerated() {
      for input in statement.inputs { last[input] = index }
    }
    for output in body.outputs { last[output] = body.statements.count }
    return last
  }

  private func name(
    _ output: Node.ID, _ statement: ModuleStatement, _ index: Int, _ last: [Node.ID: Int],
    _ used: inout PythonNames
  ) -> String {
    let end = last[output] ?? index
    // A label names a value that is needed later; a value used on the next line needs no separate name.
    if let label = statement.label, statement.outputs.count == 1, end > index + 1 {
      return used.unique(label)
    }
    for name in ["x", "y", "z"] where used.take(name) { return name }
    return used.unique(Python.identifier(graph.nodes[output].name))
  }

  /// The shapes of a statement's outputs, if they are the same in all parts of the class.
  private func shapes(of index: Int, in entry: ModuleClass) -> String? {
    let all = entry.bodies.map { body in
      body.statements[index].outputs.map { "\(graph.nodes[$0].shape.dimensions)" }.joined(separator: ", ")
    }
    return all.allSatisfy { $0 == all[0] } ? all[0] : nil
  }
}

/// Writes the expressions of a body one after the other, each with its numbers.
private struct BodyWriter {
  let columns: [ModuleClass.Column]
  /// The parameters that `forward` reads.
  private(set) var readLater: Set<String> = []
  private var next = 0

  /// How many examples there are, in Python.
  private let batch: String

  init(columns: [ModuleClass.Column], batch: String) {
    self.columns = columns
    self.batch = batch
  }

  /// - Parameter inputs: the values it takes, or `nil` in `__init__`.
  mutating func text(_ expression: PyTorchExpression, inputs: [String]?, module: String) -> String {
    var text = ""
    for piece in expression.pieces {
      switch piece {
      case .text(let part): text += part
      case .input(let index): text += inputs?[index] ?? ""
      case .module: text += module
      case .batch: text += batch
      case .literal: text += literal(inputs != nil)
      case .call(let function, let arguments):
        var written: [String] = []
        for argument in arguments {
          let isDefault = isNextDefault(argument)
          let value = self.text(argument.expression, inputs: inputs, module: module)
          if !isDefault { written.append(argument.isNamed ? "\(argument.name)=\(value)" : value) }
        }
        text += "\(function)(\(written.joined(separator: ", ")))"
      }
    }
    return text
  }

  private func isNextDefault(_ argument: PyTorchArgument) -> Bool {
    argument.defaultValue != nil && columns[next].isDefault
  }

  private mutating func literal(_ isForward: Bool) -> String {
    let column = columns[next]
    next += 1
    guard isForward, Python.isName(column.text) else { return column.text }
    readLater.insert(column.text)
    return "self.\(column.text)"
  }
}

extension Python {
  /// Whether a text is the name of a parameter, rather than a number, tuple, flag or string.
  fileprivate static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, ("a"..."z").contains(first) || first == "_" else {
      return false
    }
    return !text.contains("(") && !text.contains(" ")
  }
}
