import ArchAnalysis
import ArchGraph

extension Analysis {
  /// The rows of a layer table.
  package func rows(_ choice: RowChoice) -> [SummaryRow] {
    switch choice {
    case .layers: layerRows(folding: [.activation, .trainingOnly])
    case .layersWithNormalisations: layerRows(folding: [.activation, .trainingOnly, .normalisation])
    case .everyLayer: layerRows(folding: [])
    case .parts(let depth): groupRows(depth: depth)
    case .blocks: blockRows()
    }
  }

  /// A row for every layer.
  ///
  /// - Parameter folding: the kinds of layers that share the row of the layer they follow in place; with any of them,
  ///   so does flattening. An activation with weights never does unless normalisations do.
  func layerRows(folding: Set<Traits.Part>) -> [SummaryRow] {
    let consumers = graph.consumers
    let paths = graph.paths
    var rows: [SummaryRow] = []
    rows.reserveCapacity(graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      let text = node.brief
      if node.op.isRead(after: folding, hasWeights: node.weights != nil), node.inputs.count == 1,
        let before = node.inputs.first,
        before == id - 1, consumers[before] == 1, !(graph.nodes[before].isInput),
        let last = rows.indices.last
      {
        rows[last].nodes.append(id)
        rows[last].text += " + \(text)"
        continue
      }
      rows.append(SummaryRow(path: paths[id], text: text, nodes: [id], main: id))
    }
    return rows
  }

  /// A row for every part of the network down to `depth` names of its path.
  package func groupRows(depth: Int) -> [SummaryRow] {
    let paths = graph.paths
    var rows: [SummaryRow] = []
    for id in graph.nodes.indices {
      let path = paths[id].split(separator: ".").prefix(depth).joined(separator: ".")
      if let last = rows.indices.last, rows[last].path == path {
        rows[last].nodes.append(id)
        rows[last].main = id
        continue
      }
      rows.append(SummaryRow(path: path, text: "", nodes: [id], main: id))
    }
    for index in rows.indices {
      let nodes = rows[index].nodes
      if nodes.count == 1, let only = nodes.first {
        rows[index].text = graph.nodes[only].brief
      } else {
        rows[index].text = "\(nodes.count) layers"
      }
    }
    return rows
  }
}

extension Graph {
  /// How often each value is taken, by layers and as an output with a name.
  package var consumers: [Int] {
    var consumers = [Int](repeating: 0, count: nodes.count)
    for node in nodes { for input in node.inputs { consumers[input] += 1 } }
    for output in outputs where output.name != nil { consumers[output.node] += 1 }
    return consumers
  }
}

extension Node {
  /// Whether papers list it: a layer with a window, pooling or weights, or a normalisation without weights.
  package var isListed: Bool {
    switch op.traits.part {
    case .layer: true
    case .normalisation: weights == nil
    case .activation, .arrangement, .flattening, .trainingOnly: false
    }
  }

  /// The axes that a window of the layer runs over.
  private var axes: Int { (inputShapes.first ?? shape).rank - 1 }

  /// The layer in the few words of a table.
  package var brief: String { op.brief(from: inputShapes, to: shape) }

  /// The layer as papers write it in a block.
  package var terse: String { op is InputLayer ? "input" : op.terse(axes: axes) }
}
