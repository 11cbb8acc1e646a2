import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// The most warnings of one network.
  private static let mostAxisWarnings = 20

  /// Layers that take an axis for channels or for features, although the layers before them say that another axis holds
  /// them, or nothing says which: both readings compute without an error.
  ///
  /// If a line makes several such layers, there is one warning, with the number of the others.
  var axisReadingWarnings: [Diagnostic] {
    let traits = graph.forms.map(\.op.traits)
    guard traits.contains(where: { $0.firstAxis != nil || $0.lastAxis != nil }) else { return [] }
    let axes = FeatureAxes(of: graph, traits)
    var found: [(id: Node.ID, reading: AxisReading)] = []
    var alike: [Place: Int] = [:]
    for (id, node) in graph.nodes.enumerated() where !node.inputs.isEmpty {
      guard let reading = reading(of: id, traits[node.form.index], axes) else { continue }
      if node.place == .unknown || alike[node.place] == nil { found.append((id, reading)) }
      alike[node.place, default: -1] += 1
    }
    return found.prefix(Self.mostAxisWarnings).map { id, reading in
      let place = graph.nodes[id].place
      let others = place == .unknown ? 0 : alike[place] ?? 0
      var evidence = [reading.evidence]
      if others > 0 {
        evidence.append(others == 1 ? "so does one more on this line" : "so do \(others) more on this line")
      }
      return Diagnostic(
        reading.code, severity: .warning, reading.message, at: place, evidence: evidence, help: reading.help)
    }
  }

  /// How a layer reads its first input, if it contradicts the layers before, or `nil` if it agrees with them.
  private func reading(of id: Node.ID, _ traits: Traits, _ axes: FeatureAxes) -> AxisReading? {
    guard traits.firstAxis != nil || traits.lastAxis != nil else { return nil }
    let form = graph.nodes[id].form
    guard let input = form.inputShapes.first, input.rank >= 2 else { return nil }
    switch axes.read[id] {
    case .unknown: return nil
    case .known(let axis, let origin, let isMap):
      // Paths take time, and nearly all layers agree.
      func source() -> AxisReading.Source {
        AxisReading.Source(axis: axis, path: graph.path(of: origin), isMap: isMap)
      }
      if let firstAxis = traits.firstAxis, axis != 0 { return AxisReading(firstAxis, of: form, source()) }
      if let lastAxis = traits.lastAxis, axis != input.rank - 1 {
        return AxisReading(lastAxis, of: form, source())
      }
      return nil
    case .undecided(let node):
      guard let firstAxis = traits.firstAxis else { return nil }
      let isRows = axes.rows.contains(node)
      // Layers with windows already say that the input is a map, and so does everyone else unless a layer takes it for
      // rows.
      guard isRows || !axes.maps.contains(node) else { return nil }
      let source = AxisReading.Source(
        axis: input.rank - 1, path: graph.path(of: node), isMap: false,
        isSure: isRows && !axes.maps.contains(node))
      return AxisReading(firstAxis, of: form, source)
    }
  }
}
