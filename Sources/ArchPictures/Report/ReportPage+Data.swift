import ArchDocuments

extension ReportPage {
  /// The script's data, as JSON.
  var data: String {
    var lines = DistinctLines()
    let workings = networks.map { network in network.rows.map { lines.places(of: $0.working) } }
    var json = JSONText()
    json.object { json in
      json.integer("mostRows", Self.mostRows)
      json.array("lines") { json in
        for line in lines.all { json.string(nil, line) }
      }
      json.array("networks") { json in
        for (network, workings) in zip(networks, workings) { write(network, workings, to: &json) }
      }
      if let comparison { write(comparison, to: &json) }
    }
    return json.text
  }

  private func write(_ network: ReportedNetwork, _ workings: [String], to json: inout JSONText) {
    json.object { json in
      json.string("name", network.name.visible)
      json.compact { json in
        json.array("extent") { json in
          for length in network.extent { json.integer(nil, max(1, length)) }
        }
        json.array("columns") { json in
          for column in network.columns {
            json.object { json in
              json.string("key", column.key.visible)
              json.string("title", column.title.visible)
              json.boolean("isNumber", column.isNumber)
              json.boolean("isSummed", column.isSummed)
            }
          }
        }
      }
      json.array("rows") { json in
        for (row, working) in zip(network.rows, workings) {
          json.compact { json in write(row, working, of: network, to: &json) }
        }
      }
      // Drawings of parts are text until they are wanted: a browser would spend its time on hundreds of them.
      json.array("drawings") { json in
        var seen: Set<String> = [""]
        for drawing in network.drawings where seen.insert(drawing.path).inserted {
          json.compact { json in
            json.object { json in
              json.string("path", drawing.path.visible)
              json.string("title", drawing.title.visible)
              json.string("svg", drawing.svg)
            }
          }
        }
      }
      if let memory = network.memory, !memory.steps.isEmpty {
        json.compact { json in write(memory, of: network, to: &json) }
      }
    }
  }

  private func write(
    _ row: ReportedNetwork.Row, _ working: String, of network: ReportedNetwork, to json: inout JSONText
  ) {
    json.object { json in
      json.string("path", row.path.visible)
      if row.part != row.path { json.string("part", row.part.visible) }
      let cells = network.columns.indices.map { row.cells.indices.contains($0) ? row.cells[$0] : .init("") }
      json.array("cells") { json in for cell in cells { json.string(nil, cell.text.visible) } }
      json.array("values") { json in for cell in cells { json.number(nil, cell.value) } }
      let inputs = row.inputs.filter { network.rows.indices.contains($0) }
      if !inputs.isEmpty {
        json.array("inputs") { json in for input in inputs { json.integer(nil, input) } }
      }
      if !working.isEmpty { json.string("working", working) }
      let field = row.field
      // A field is shown only if all of it can be.
      guard !field.isEmpty, field.count == network.extent.count,
        field.allSatisfy({ $0.stride.isFinite && $0.offset.isFinite && $0.positions > 0 })
      else { return }
      json.array("field") { json in
        for span in field {
          json.array { json in
            json.integer(nil, span.size.map { max(0, $0) })
            json.number(nil, span.stride)
            json.number(nil, span.offset)
            json.integer(nil, span.positions)
          }
        }
      }
    }
  }

  private func write(
    _ memory: ReportedNetwork.Memory, of network: ReportedNetwork, to json: inout JSONText
  ) {
    json.object("memory") { json in
      json.array("bytes") { json in for step in memory.steps { json.integer(nil, max(0, step.bytes)) } }
      json.array("rows") { json in
        for step in memory.steps {
          json.integer(nil, step.row.flatMap { network.rows.indices.contains($0) ? $0 : nil })
        }
      }
      json.integer("peak", memory.steps.indices.contains(memory.peak) ? memory.peak : 0)
    }
  }

  private func write(_ comparison: ReportedComparison, to json: inout JSONText) {
    json.object("comparison") { json in
      json.array("figures") { json in
        for figure in comparison.figures {
          json.compact { json in
            json.object { json in
              json.string("title", figure.title.visible)
              json.integer("before", figure.before)
              json.integer("after", figure.after)
            }
          }
        }
      }
      json.array("lines") { json in
        for line in comparison.lines where line.deltas.contains(where: { $0 != 0 }) {
          json.compact { json in
            json.object { json in
              json.string("path", line.path.visible)
              json.array("deltas") { json in
                for index in comparison.figures.indices {
                  json.integer(nil, line.deltas.indices.contains(index) ? line.deltas[index] : 0)
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Lines of text, each kept once: the workings of similar layers share most of theirs.
private struct DistinctLines {
  private(set) var all: [String] = []
  private var places: [String: Int] = [:]

  /// The indices of some lines, as text: much shorter than an array if there are many.
  mutating func places(of lines: [String]) -> String {
    lines.map { line in
      let line = line.visible
      if let place = places[line] { return "\(place)" }
      places[line] = all.count
      all.append(line)
      return "\(all.count - 1)"
    }.joined(separator: " ")
  }
}
