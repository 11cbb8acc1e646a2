import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

extension DifferenceReport {
  /// The version of the JSON form; it grows with every change that a reader could stumble over.
  public static let schema = 1

  /// The comparison in JSON: every layer, exact integers, see `docs/json.md`.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("layout", options.layout.rawValue)
      json.string("element_type", options.element.description)
      json.conventions()
      json.array("networks") { json in
        for index in networks.indices { json.object { network(index, &$0) } }
      }
      if let difference = comparison.difference {
        json.array("layers") { json in
          for entry in difference.entries { json.object { self.entry(entry, difference, &$0) } }
        }
      }
    }
    return json.text + "\n"
  }

  private func network(_ index: Int, _ json: inout JSONText) {
    let network = networks[index]
    json.string("name", network.title)
    json.string("source", network.source)
    json.integer("batch", network.batch)
    json.array("inputs") { json in
      for input in network.inputs {
        json.object { json in
          json.compact { json in
            json.string("name", input.name)
            json.string("element", input.shape.element.rawValue)
            shape("shape", input.shape, &json)
          }
        }
      }
    }
    let totals = totalFigures.map { ($0.key, comparison.total($0, of: index, options.element)) }
    json.object("totals") { json in
      for (key, total) in totals { amount(key, total.amount, &json) }
      json.integer("unknown_layers", network.sums.unknownLayers)
    }
    json.object("differences") { json in
      for (key, total) in totals { json.integer(key, total.hasUnknownDifference ? nil : total.difference) }
    }
    json.object("ratios") { json in for (key, total) in totals { json.number(key, total.ratio) } }
  }

  private func amount(_ key: String, _ amount: FigureValue, _ json: inout JSONText) {
    switch amount {
    case .atLeast: json.integer(key, nil)
    case .decimal(let value, _): json.number(key, value)
    case let amount:
      if let known = amount.known { json.integer(key, known) } else { json.string(key, amount.text) }
    }
  }

  private func shape(_ key: String, _ shape: Shape, _ json: inout JSONText) {
    json.array(key) { json in
      for extent in options.layout.dimensions(of: shape) { json.integer(nil, extent) }
    }
  }

  private func entry(
    _ entry: NetworkDifference.Entry, _ difference: NetworkDifference, _ json: inout JSONText
  ) {
    json.string("kind", entry.kind.rawValue)
    json.compact { json in
      for (key, network, rows) in [("old", networks[0], entry.old), ("new", networks[1], entry.new)] {
        json.array(key) { json in
          for row in network.rows[rows] {
            json.object { json in
              json.string("path", row.path)
              json.string("layer", row.text)
              shape("output_shape", row.shape, &json)
            }
          }
        }
      }
      json.array("changes") { json in
        for change in difference.changes(of: entry, from: networks[0], to: networks[1]) {
          json.string(nil, change.text(options.layout))
        }
      }
      json.object("difference") { json in
        for figure in totalFigures where figure.isSum {
          let isUnknown = figure.isWork && entry.hasUnknownWork
          json.integer(
            figure.key, isUnknown ? nil : figure.value(of: entry.difference, options.element).known)
        }
      }
      guard let separation = entry.separation else { return }
      json.object("separable") { json in
        json.string("standard", separation.isStandardFirst ? "old" : "new")
        json.integer("standard_multiply_adds", separation.standard.multiplyAdds)
        json.integer("depthwise_multiply_adds", separation.depthwise.multiplyAdds)
        json.integer("pointwise_multiply_adds", separation.pointwise.multiplyAdds)
        json.number("ratio", separation.ratio)
        json.string("working", separation.working)
      }
    }
  }
}
