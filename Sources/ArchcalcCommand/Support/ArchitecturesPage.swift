import ArchCalc
import ArchDocuments

/// The page of all networks that the program carries, generated from their files: `docs/architectures.md`.
enum ArchitecturesPage {
  static func markdown(_ session: inout Session) throws(Failure) -> String {
    var text = """
      # Architectures

      This page is generated from the files in `architectures/networks`: `make docs`. Every claim in a file is tested by
      `archcalc check --all`; a claim without a tolerance holds to the last digit. Multiply-adds are those of
      convolutions, dense layers and matrix products, for one example. The field is that of the
      last layer with positions, as `archcalc compare` gives it.

      """
    for (index, file) in EmbeddedNetworks.fileNames.enumerated() {
      let program = EmbeddedNetworks.program(file: index)
      var table = Table([
        .init("network", .left), .init("input", .left), .init("parameters"), .init("multiply-adds"),
        .init("field"), .init("depth"), .init("claimed", .left),
      ])
      var sources: [String] = []
      for network in program.networks where network.isComplete {
        let analysis = try session.analyse(program, network.name, settings: Settings(), batch: 1)
        table.rows.append(row(network.name, analysis))
        if let source = network.source, !sources.contains(source) { sources.append(source) }
      }
      guard !table.rows.isEmpty else { continue }
      text += "\n## \(file)\n\n" + sources.map { "\($0).\n" }.joined() + "\n" + table.markdown()
    }
    return text
  }

  private static func row(_ name: String, _ analysis: Analysis) -> [Cell] {
    let graph = analysis.graph
    let inputs = graph.inputs.map { graph.nodes[$0].shape.description }.joined(separator: "; ")
    let claims = graph.expectations.filter { claim in
      claim.subject == .network && ["params", "macs", "trainable", "connections"].contains(claim.metric)
    }
    return [
      .text(name), .text(inputs), .count(analysis.totals.parameters), .count(analysis.totals.multiplyAdds),
      .text(Figure.field.value(of: analysis, .float32).text), .extent(analysis.totals.depth),
      .text(claims.map(\.text).joined(separator: "; ")),
    ]
  }
}
