import ArchCalc
import Architectures

struct L: ImportLoader {
  func load(_ path: String) throws(ImportFailure) -> SourceText {
    for f in EmbeddedArchitectures.files where f.name == path { return SourceText(name: f.name, bytes: f.text()) }
    throw ImportFailure("no such file")
  }
}
@main enum Main {
  static func main() {
    for f in EmbeddedArchitectures.files {
      let p = Program(SourceText(name: f.name, bytes: f.text()), path: f.name, catalogue: .standard, imports: L())
      print(DiagnosticRenderer().render(p.diagnostics))
      for n in p.networks where n.isComplete {
        let c = ContinuousClock()
        let t0 = c.now
        do {
          let (g, w) = try p.expand(n.name)
          let t1 = c.now
          print(DiagnosticRenderer().render(w))
          let a = try Analysis(g)
          let t2 = c.now
          print(n.name, g.nodes.count, a.totals.parameters, a.totals.multiplyAdds, a.totals.flops, a.totals.depth, t1 - t0, t2 - t1)
          for c in a.claims() { if let d = c.diagnostic { print(DiagnosticRenderer().render(d)) } }
          if n.name == "lecture_cnn" { for i in g.nodes.indices { print(g.path(of: i), g.nodes[i].op.call, g.nodes[i].shape, a.layers[i].parameters, a.layers[i].field as Any) } }
        } catch { print(DiagnosticRenderer().render(error.items)) }
      }
    }
  }
}
