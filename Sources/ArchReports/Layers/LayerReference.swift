import ArchAnalysis
import ArchGraph

/// The reference of the layers, drawn from their signatures and rules.
package struct LayerReference: Sendable {
  let catalogue: Catalogue

  /// The reference of a catalogue.
  package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// The operators of each section, in the order of the catalogue.
  var sections: [(category: Signature.Category, operators: [any Operator.Type])] {
    Signature.Category.allCases.compactMap { category in
      let operators = catalogue.operators.filter {
        $0.signature.category == category && $0 != InputLayer.self
      }
      return operators.isEmpty ? nil : (category, operators)
    }
  }

  /// A report of one layer.
  package func report(of op: any Operator.Type) -> LayerReport { LayerReport(op, in: op.signature.category) }

  /// All layers, a line each, in sections.
  var list: String {
    let width = catalogue.names.map(\.count).max() ?? 0
    return sections.map { section in
      let lines = section.operators.map { op in
        let name = op.signature.name
        return "  \(name)\(String(repeating: " ", count: width - name.count))  \(op.signature.summary)\n"
      }
      return "\(section.category.rawValue)\n\(lines.joined())"
    }.joined(separator: "\n")
  }

  /// One layer: how it is called, its arguments, and its formulas.
  static func text(of op: any Operator.Type) -> String {
    let signature = op.signature
    var text = "\(Self.usage(signature))\n\n\(signature.summary)\n"
    let names = signature.arguments.map(\.name)
    let width = names.map(\.count).max() ?? 0
    if !signature.arguments.isEmpty { text += "\narguments\n" }
    for argument in signature.arguments {
      let name = argument.name + String(repeating: " ", count: width - argument.name.count)
      text += "  \(name)  \(argument.help): \(argument.kind.description)\(Self.default(of: argument))\n"
    }
    let formulas = Self.formulas(of: op)
    if !formulas.isEmpty {
      text += "\nformulas\n"
      let width = formulas.map(\.name.count).max() ?? 0
      for (name, formula) in formulas {
        text += "  \(name)\(String(repeating: " ", count: width - name.count))  \(formula)\n"
      }
    }
    if !signature.notes.isEmpty { text += "\n" + signature.notes.map { "\($0)\n" }.joined() }
    return text
  }

  /// The whole reference as a Markdown page.
  var markdown: String {
    var text = """
      # Layers

      This page is generated from the operators themselves: `archcalc layers --markdown > docs/layers.md`.

      """
    for section in sections {
      text += "\n## \(section.category.rawValue)\n"
      for op in section.operators {
        let signature = op.signature
        text += "\n### `\(signature.name)`\n\n\(signature.summary)\n\n```\n\(Self.usage(signature))\n```\n"
        if !signature.arguments.isEmpty {
          text += "\n| argument | meaning | value | default |\n| --- | --- | --- | --- |\n"
          for argument in signature.arguments {
            let fallback = Self.fallback(of: argument)
            text += "| `\(argument.name)` | \(argument.help) | \(argument.kind.description) | \(fallback) |\n"
          }
        }
        let formulas = Self.formulas(of: op)
        if !formulas.isEmpty {
          text += "\n| figure | formula |\n| --- | --- |\n"
          for (name, formula) in formulas { text += "| \(name) | `\(formula)` |\n" }
        }
        for note in signature.notes { text += "\n\(note)\n" }
      }
    }
    return text
  }

  /// The value of an argument that is left out.
  static func fallback(of argument: Signature.Argument) -> String {
    argument.defaultValue?.description ?? argument.otherwise ?? "must be given"
  }

  /// `conv(filters, kernel: …, stride: 1)`.
  static func usage(_ signature: Signature) -> String {
    var arguments: [String] = []
    switch signature.inputs {
    case .exactly(let names, let optional):
      if names.count > 1 { arguments += names }
      arguments += optional.map { "\($0): none" }
    case .several: arguments += ["a", "b", "…"]
    case .oneOrSeveral: arguments += ["a", "…"]
    case .none, .one: break
    }
    let values = arguments
    if signature.beginsWithText { arguments = [] }
    for argument in signature.arguments {
      let value = argument.defaultValue?.description ?? argument.otherwise
      if argument.isPositional, argument.isRequired {
        arguments.append(argument.name)
      } else {
        arguments.append("\(argument.name): \(value ?? "…")")
      }
    }
    if signature.beginsWithText { arguments += values }
    return arguments.isEmpty ? signature.name : "\(signature.name)(\(arguments.joined(separator: ", ")))"
  }

  static func `default`(of argument: Signature.Argument) -> String {
    if let value = argument.defaultValue { return " (default: \(value))" }
    if let otherwise = argument.otherwise { return " (default: \(otherwise))" }
    return ""
  }

  /// The formulas of an operator, from the rules themselves, applied to its first specimen.
  static func formulas(of op: any Operator.Type) -> [(name: String, formula: String)] { formulasOf(op) }

  private static func formulasOf<O: Operator>(_ type: O.Type) -> [(name: String, formula: String)] {
    guard let specimen = type.specimens.first, let output = try? specimen.op.output(of: specimen.inputs)
    else {
      return []
    }
    var formulas: [(name: String, formula: String)] = []
    let shape = output.shape(of: specimen.inputs)
    if case .sameAsInput = output {
      formulas.append(("output", "the shape of the input"))
    } else {
      var others: [(name: String, formula: String)] = []
      for (name, extent) in zip(Axis.names("out_", rank: shape.rank), output.extents(of: specimen.inputs)) {
        for (condition, formula) in extent.generalFormulas(for: type.signature) {
          let text = formula.text(.symbols)
          guard let condition else {
            formulas.append((name, text))
            continue
          }
          // The same on every axis.
          let other = "each with \(condition)"
          if !others.contains(where: { $0.name == other }) { others.append((other, text)) }
        }
      }
      formulas += others
    }
    for parameter in specimen.op.parameters(of: specimen.inputs) {
      let extents = parameter.dimensions.map(\.name).joined(separator: ", ")
      formulas.append((parameter.name + (parameter.role == .buffer ? " (buffer)" : ""), "[\(extents)]"))
    }
    let work = specimen.op.work(from: specimen.inputs, to: shape)
    if let reason = work.unknown { formulas.append(("work", "unknown: \(reason)")) }
    for (kind, count) in work.entries where kind.isArithmetic {
      formulas.append((kind.title, count.formula.text(.symbols)))
    }
    return formulas
  }
}
