import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

extension SummaryReport {
  /// The version of the JSON form; it grows with every change that a reader could stumble over.
  public static let schema = 1

  /// The report in JSON: every layer, exact integers, see `docs/json.md`.
  public var json: String {
    var json = JSONText()
    json.object { json in
      head(&json)
      json.array("outputs") { json in
        for output in analysis.graph.outputs { named(output.name ?? "output", output.node, &json) }
      }
      json.array("layers") { json in
        for id in analysis.graph.nodes.indices where !(analysis.graph.nodes[id].isInput) {
          json.object { layer(id, &$0) }
        }
      }
      json.object("totals") { totals(&$0) }
    }
    return json.text + "\n"
  }

  /// The rows of the table in JSON with the keys of their columns, see `docs/json.md`.
  public var tableJSON: String {
    var json = JSONText()
    json.object { json in
      head(&json)
      table.write(to: &json)
      json.compact { unknownWork(&$0) }
    }
    return json.text + "\n"
  }

  private func head(_ json: inout JSONText) {
    json.integer("schema", Self.schema)
    json.string("network", analysis.graph.name)
    json.string("source", analysis.graph.source)
    if let published = analysis.graph.published {
      json.compact { json in json.object("published") { $0.write(published) } }
    } else {
      json.string("published", nil)
    }
    if let choices = analysis.graph.runChoices { runChoices(choices, &json) }
    json.integer("batch", analysis.batch)
    json.string("layout", options.layout.rawValue)
    json.string("element_type", options.element.description)
    json.conventions()
    json.array("inputs") { json in
      for id in analysis.graph.inputs { named(analysis.graph.nodes[id].name, id, &json) }
    }
  }

  /// The least and the most of each total, for one example, and the branches that the layers belong to.
  private func runChoices(_ choices: RunChoices, _ json: inout JSONText) {
    json.object("branches") { json in
      json.compact { json in
        for (key, range) in [
          ("multiply_adds", choices.multiplyAdds), ("flops", choices.flops),
          ("parameters", choices.parameters),
        ] {
          json.array(key) { json in
            json.integer(nil, range.lowerBound)
            json.integer(nil, range.upperBound)
          }
        }
      }
      json.boolean("complete", choices.isComplete)
      json.array("taken") { json in
        for choice in choices.choices {
          json.object { json in
            json.compact { json in
              json.string("node", choice.name)
              json.string("branch", choice.isFirst ? "then" : "else")
            }
          }
        }
      }
    }
  }

  private func unknownWork(_ json: inout JSONText) {
    json.array("unknown_work") { json in
      for id in analysis.totals.unknownLayers { json.string(nil, analysis.graph.path(of: id)) }
    }
  }

  private func named(_ name: String, _ id: Node.ID, _ json: inout JSONText) {
    json.object { json in
      json.compact { json in
        json.string("name", name)
        json.string("layer", analysis.graph.path(of: id))
        json.string("element", analysis.graph.nodes[id].shape.element.rawValue)
        shape("shape", analysis.graph.nodes[id].shape, &json)
      }
    }
  }

  private func shape(_ key: String, _ shape: Shape, _ json: inout JSONText) {
    json.array(key) { json in for extent in options.layout.dimensions(of: shape) { json.integer(nil, extent) }
    }
  }

  private func layer(_ id: Node.ID, _ json: inout JSONText) {
    let graph = analysis.graph
    let node = graph.nodes[id]
    let figures = analysis.layers[id]
    let isUnknown = figures.unknownWork != nil
    json.string("path", graph.path(of: id))
    json.string("operator", node.op.name)
    json.string("call", node.op.call)
    json.compact { json in
      arguments(of: node.op, &json)
      json.array("inputs") { json in for input in node.inputs { json.string(nil, graph.path(of: input)) } }
      shape("output_shape", node.shape, &json)
    }
    json.integer("output_elements", node.shape.elementCount)
    json.integer("activations", figures.work[.writes])
    json.integer("parameters", figures.parameters)
    if figures.active != figures.parameters { json.integer("active", figures.active) }
    json.integer("buffers", figures.buffers)
    if figures.cached > 0 { json.integer("cache", figures.cached) }
    json.boolean("frozen", figures.isFrozen)
    json.string("shares_weights_with", figures.sharesWith.map { graph.path(of: $0) })
    tensors(of: id, &json)
    json.integer("multiply_adds", isUnknown ? nil : figures.multiplyAdds)
    if figures.inside > 0 { json.integer("moved_inside", figures.inside) }
    if figures.masked > 0 { json.integer("masked_multiply_adds", figures.masked) }
    if figures.padded > 0 { json.integer("padded_multiply_adds", figures.padded) }
    json.integer("flops", isUnknown ? nil : figures.flops)
    for count in figures.counted { json.write(count, isUnknown: isUnknown) }
    json.compact { json in
      if isUnknown { json.string("work", nil) } else { work(figures.work, &json) }
      field(figures.field, isBound: figures.fieldIsBound, &json)
    }
    if node.isTrainingOnly { json.boolean("training_only", true) }
  }

  /// Every argument of the layer; those that its call leaves out have their defaults.
  private func arguments(of op: any Operator, _ json: inout JSONText) {
    json.object("arguments") { json in
      for argument in type(of: op).signature.arguments {
        put(argument.name, op.argument(argument.name), &json)
      }
    }
  }

  private func put(_ key: String?, _ value: ArgumentValue?, _ json: inout JSONText) {
    switch value {
    case .integer(let value)?: json.integer(key, value)
    case .decimal(let value)?: json.number(key, value)
    case .boolean(let value)?: json.boolean(key, value)
    case .word(let word)?: json.string(key, word)
    case .text(let text)?: json.string(key, text)
    case .list(let values)?: json.array(key) { json in for value in values { put(nil, value, &json) } }
    case nil: json.string(key, nil)
    }
  }

  /// The parameter tensors that belong to the layer.
  private func tensors(of id: Node.ID, _ json: inout JSONText) {
    let graph = analysis.graph
    json.array("weights") { json in
      guard let weights = graph.nodes[id].weights, graph.weights[weights].owner == id else { return }
      for parameter in graph.weights[weights].parameters {
        json.compact { json in
          json.object { json in
            json.string("name", parameter.name)
            json.array("shape") { json in
              for extent in parameter.shape.dimensions { json.integer(nil, extent) }
            }
            json.string("role", parameter.role.rawValue)
          }
        }
      }
    }
  }

  private func work(_ vector: WorkVector, _ json: inout JSONText) {
    json.object("work") { json in
      for kind in Work.Kind.allCases where vector[kind] != 0 { json.integer(kind.name, vector[kind]) }
    }
  }

  /// One number if all axes agree, otherwise a list with one for each.
  private func field(_ field: ReceptiveField?, isBound: Bool, _ json: inout JSONText) {
    guard case .axes(let axes)? = field else {
      guard field == .whole else { return json.string("receptive_field", nil) }
      json.object("receptive_field") { $0.string("size", "whole") }
      return
    }
    json.object("receptive_field") { json in
      Self.put("size", axes.map { $0.size.map(Double.init) }, &json)
      Self.put("stride", axes.map(\.strideValue), &json)
      Self.put("offset", axes.map { $0.offset.map(Double.init) }, &json)
      Self.put("centre", axes.map(\.centre), &json)
      if isBound { json.boolean("is_bound", true) }
    }
  }

  private static func put(_ key: String, _ values: [Double?], _ json: inout JSONText) {
    guard let first = values.first, !values.allSatisfy({ $0 == first }) else {
      json.number(key, values.first ?? nil)
      return
    }
    json.array(key) { json in for value in values { json.number(nil, value) } }
  }

  private func totals(_ json: inout JSONText) {
    for figure in Figure.all where figure.isTotal {
      json.write(figure, figure.value(of: analysis, options.element).agreed)
    }
    for count in analysis.totals.counted { json.write(count, isUnknown: false) }
    json.compact { json in
      work(analysis.totals.work, &json)
      unknownWork(&json)
    }
  }
}

extension JSONText {
  /// Writes the counts of a convention, under the names of the columns.
  mutating func write(_ count: ConventionCount, isUnknown: Bool) {
    integer("macs:\(count.counting.name)", isUnknown ? nil : count.work)
    if count.counting.convention.hasOwnParameters {
      integer("params:\(count.counting.name)", count.parameters)
    }
  }

  /// Writes what multiply-adds and FLOPs count.
  mutating func conventions() {
    object("conventions") { json in
      json.string("multiply_adds", WorkView.multiplyAdds.convention)
      json.string("flops", WorkView.flops.convention)
    }
  }
}
