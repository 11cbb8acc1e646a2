import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

extension FieldDrawing {
  /// What one position of a layer sees of the first input that the layer depends on.
  ///
  /// - Parameters:
  ///   - position: the position, or `nil` for the one in the middle.
  /// - Throws: ``PictureFault`` if the field is not a window of the input, or the layer has no such position.
  package init(
    _ analysis: Analysis, of layer: Node.ID, at position: [Int]? = nil, image: Image? = nil
  ) throws(PictureFault) {
    let graph = analysis.graph
    let path = graph.path(of: layer)
    guard let input = Self.input(of: layer, in: graph) else { throw .noField(layer: path) }
    let extents = Array(graph.nodes[input].shape.dimensions.dropFirst())
    guard (1...2).contains(extents.count) else { throw .tooManyAxes(layer: path, count: extents.count) }
    let names = extents.count == 1 ? ["positions"] : ["rows", "columns"]
    var texts: [String] = []
    var axes: [Axis] = []
    switch analysis.layers[layer].field {
    case .axes(let fields)? where fields.count == extents.count:
      let own = Array(graph.nodes[layer].shape.dimensions.dropFirst())
      let place = position ?? own.map { $0 / 2 }
      guard place.count == own.count, zip(place, own).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
        throw .noPosition(place, layer: path, extents: own)
      }
      for (axis, field) in fields.enumerated() {
        let seen: [Range<Int>]
        if case .everything = field {
          seen = [0..<extents[axis]]
        } else {
          guard let ranges = field.field(of: place[axis]) else { throw .noField(layer: path) }
          seen = ranges
        }
        let next = place[axis] + 1 < own[axis] ? field.field(of: place[axis] + 1) ?? [] : []
        axes.append(Axis(names[axis], extent: extents[axis], seen: seen, next: next))
      }
      texts.append(Self.sentence(fields, place))
    case .whole?:
      axes = zip(names, extents).map { Axis($0, extent: $1, seen: [0..<$1]) }
      texts.append("Every position sees the whole input.")
    case .axes, .unknown, nil: throw .noField(layer: path)
    }
    let name = graph.nodes[input].name
    let shape = graph.nodes[input].shape.dimensions.map(String.init).joined(separator: " × ")
    texts.append("Of \(name), \(shape), in \(graph.name).")
    self.init(title: path, axes: axes, texts: texts, image: image)
  }

  /// The first input that a layer depends on.
  private static func input(of layer: Node.ID, in graph: Graph) -> Node.ID? {
    var needed = Set([layer])
    for id in stride(from: layer, through: 0, by: -1) where needed.contains(id) {
      needed.formUnion(graph.nodes[id].inputs)
    }
    return graph.inputs.first { needed.contains($0) && $0 != layer }
  }

  private static func sentence(_ fields: [AxisField], _ place: [Int]) -> String {
    let sizes = fields.map { field in field.size.map { NumberText.grouped($0) } ?? "all" }.joined(
      separator: " × ")
    let held = fields.map { $0.positions ?? 0 }
    let size = fields.map { $0.size ?? 0 }
    var text = "Position (\(place.map(String.init).joined(separator: ", "))) sees \(sizes) positions"
    if held != size, !held.contains(0) {
      text += ", \(held.map { NumberText.grouped($0) }.joined(separator: " × ")) without the holes"
    }
    let strides = fields.map { field -> String in
      guard let stride = field.stride else { return "an uneven step" }
      return NumberText.short(Double(stride.numerator) / Double(stride.denominator))
    }
    let step = Set(strides).count == 1 ? strides[0] : strides.joined(separator: " × ")
    return text + "; the next one sees \(step) further on."
  }
}
