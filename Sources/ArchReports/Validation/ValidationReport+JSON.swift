import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph

// MARK: JSON

extension ValidationReport {
  /// The version of the JSON form.
  public static let schema = 1

  /// Everything as JSON; `docs/json.md` describes it.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", graph.name)
      json.boolean("holds", validation.holds)
      json.integer("batch", validation.analysis.batch)
      json.integer("threads", validation.threads)
      json.string("instruction_set", validation.instructionSet)
      json.integer("seed", Int(truncatingIfNeeded: validation.seed))
      json.integer("made_up_tensors", validation.madeUpTensors)
      json.array("checks") { json in
        for row in rows {
          json.compact { json in
            json.object { json in
              json.string("subject", row.subject.rawValue)
              json.string("name", row.name)
              json.string("predicted", row.predicted)
              json.string("measured", row.measured)
              json.string("verdict", row.verdict.rawValue)
              json.string("note", row.note)
            }
          }
        }
      }
      json.array("failures") { json in for line in failureLines { json.string(nil, line) } }
      json.array("layers") { json in
        let paths = graph.paths
        for layer in validation.layers {
          json.compact { json in
            json.object { json in
              json.string("path", paths[layer.node])
              json.array("fails") { json in
                for subject in layer.failures(validation.analysis.layers[layer.node].work) {
                  json.string(nil, subject.rawValue)
                }
              }
              json.integer("parameters_read", layer.weights.measured)
              for kind in Work.Kind.all where layer.work[kind] != 0 {
                json.integer(kind.name, layer.work[kind])
              }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
