import ArchAnalysis
import ArchGraph

/// A network as a comparison sees it: its rows with their costs, and the totals.
///
/// It is made from an analysis or from a saved report, see ``init(report:catalogue:folding:)``.
public struct ComparedNetwork: Sendable {
  /// Its title in the comparison: the network's name unless the caller says more.
  public var title: String
  /// Where it comes from, as its file states it.
  public let source: String?
  /// How many examples work and activations are for.
  public let batch: Int
  /// The inputs with their shapes.
  public let inputs: [(name: String, shape: Shape)]
  /// The layers, each after its inputs.
  package let rows: [ComparedRow]
  /// The sums over all layers.
  package let sums: Tally
  /// The figures of the network alone, as far as they are known.
  private let own: NetworkFigures

  /// One total.
  ///
  /// - Parameter element: the type that elements are stored as, for bytes.
  public func total(_ figure: Figure, _ element: ElementTypes) -> FigureValue {
    switch figure.rule {
    case .sum, .ratio, .counted, .training: figure.value(of: sums, element)
    case .axes, .network: own.value(figure, element)
    }
  }
}

/// The figures of a whole network that are not sums: from an analysis, or from a report.
enum NetworkFigures: Sendable {
  /// An analysis, which computes each on request.
  case analysis(Analysis)
  /// The figures in a report.
  case report([Figure: FigureValue])

  /// A figure that is not a sum.
  func value(_ figure: Figure, _ element: ElementTypes) -> FigureValue {
    switch self {
    case .analysis(let analysis): return figure.value(of: analysis, element).agreed
    case .report(let values):
      // Bytes are those of the requested element type, whatever the report used.
      guard figure == .peak else { return values[figure]?.agreed ?? .absent }
      guard let elements = values[.peakElements]?.known else { return .absent }
      return element.activations.bytes(of: elements).map { .count($0) } ?? .tooLarge
    }
  }
}

/// A row of a compared network: a layer with the activations, dropout and views that follow it in place.
package struct ComparedRow: Sendable {
  /// The path of the layer.
  package let path: String
  /// The layer, then what follows it.
  package internal(set) var operators: [any Operator]
  /// What they are, in a few words.
  package internal(set) var text: String
  /// The rows whose values it takes.
  package let inputs: [Int]
  /// The shapes of those values.
  package let inputShapes: [Shape]
  /// The shape of the layer's own value.
  package let shape: Shape
  /// Whether it has weights, its own or shared ones.
  package let hasWeights: Bool
  /// Whether its weights are counted at another layer.
  package let sharesWeights: Bool
  /// Whether its weights are not learnt.
  package let isFrozen: Bool
  /// Their costs together.
  package internal(set) var figures: Tally
}

/// One layer, wherever it was read from.
struct ComparedLayer {
  var path: String
  var op: any Operator
  var inputs: [Int]
  var inputShapes: [Shape]
  var shape: Shape
  var hasWeights: Bool
  var sharesWeights: Bool
  var isFrozen: Bool
  var figures: Tally
}

extension ComparedNetwork {
  /// The network of an analysis.
  ///
  /// - Parameter folding: whether activations, dropout and views are in the row of the layer they follow.
  public init(_ analysis: Analysis, folding: Bool = true) {
    let graph = analysis.graph
    let paths = graph.paths
    var layers: [ComparedLayer] = []
    layers.reserveCapacity(graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      let layer = analysis.layers[id]
      layers.append(
        ComparedLayer(
          path: paths[id], op: node.op, inputs: node.inputs, inputShapes: node.inputShapes, shape: node.shape,
          hasWeights: node.weights != nil, sharesWeights: layer.sharesWith != nil,
          isFrozen: layer.isFrozen, figures: analysis.tally(of: id)))
    }
    self.init(
      title: graph.name, source: graph.source, batch: analysis.batch,
      inputs: graph.inputs.map { (graph.nodes[$0].name, graph.nodes[$0].shape) }, layers: layers,
      outputs: graph.outputs.compactMap { $0.name == nil ? nil : $0.node }, own: .analysis(analysis),
      folding: folding)
  }

  /// Lays the rows out.
  ///
  /// - Parameter outputs: the layers whose values are outputs with a name.
  init(
    title: String, source: String?, batch: Int, inputs: [(name: String, shape: Shape)],
    layers: [ComparedLayer], outputs: [Int], own: NetworkFigures, folding: Bool
  ) {
    self.title = title
    self.source = source
    self.batch = batch
    self.inputs = inputs
    self.own = own
    var consumers = [Int](repeating: 0, count: layers.count)
    for layer in layers { for input in layer.inputs { consumers[input] += 1 } }
    for output in outputs { consumers[output] += 1 }
    var rows: [ComparedRow] = []
    rows.reserveCapacity(layers.count)
    var rowOf: [Int] = []
    rowOf.reserveCapacity(layers.count)
    var sums = Tally()
    for layer in layers {
      sums += layer.figures
      let text = layer.op.brief(from: layer.inputShapes, to: layer.shape)
      if folding, layer.op.isRead(after: [.activation, .trainingOnly], hasWeights: layer.hasWeights),
        layer.inputs.count == 1,
        let before = layer.inputs.first, consumers[before] == 1, !(layers[before].op is InputLayer)
      {
        let row = rowOf[before]
        rows[row].operators.append(layer.op)
        rows[row].text += " + " + text
        rows[row].figures += layer.figures
        rowOf.append(row)
        continue
      }
      rowOf.append(rows.count)
      rows.append(
        ComparedRow(
          path: layer.path, operators: [layer.op], text: text, inputs: layer.inputs.map { rowOf[$0] },
          inputShapes: layer.inputShapes, shape: layer.shape, hasWeights: layer.hasWeights,
          sharesWeights: layer.sharesWeights, isFrozen: layer.isFrozen, figures: layer.figures))
    }
    self.rows = rows
    self.sums = sums
  }
}
