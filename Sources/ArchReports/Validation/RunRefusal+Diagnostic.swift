import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchRuntime

extension RunRefusal {
  /// Why a network is not run, and what would help.
  public func diagnostic(for graph: Graph) -> Diagnostic {
    let title = "there is not enough memory to run `\(graph.name)`"
    let help = "a smaller `--input` or `--batch` needs less"
    switch self {
    case .memory(let need, let available):
      return Diagnostic(
        "memory", title, at: .unknown,
        evidence: [
          "its values take \(NumberText.bytes(need.values)), its weights \(NumberText.bytes(need.weights)), "
            + "its kernels \(NumberText.bytes(need.kernels)), and everything else \(NumberText.bytes(need.others))",
          "\(NumberText.bytes(Double(available))) are free",
        ], help: help)
    case .tooLarge:
      return Diagnostic(
        "memory", title, at: .unknown, evidence: ["its values are more than can be counted"], help: help)
    case .allocation(let bytes):
      return Diagnostic(
        "memory", title, at: .unknown,
        evidence: ["the system refused \(NumberText.bytes(Double(bytes)))"], help: help)
    case .layer(let node, let fault):
      return Diagnostic(
        "cannot-run", "`\(graph.path(of: node))` cannot be run", at: graph.nodes[node].place,
        evidence: [Self.reason(fault)], help: "its figures are not affected: `archcalc summary` shows them")
    }
  }

  private static func reason(_ fault: KernelFault) -> String {
    switch fault {
    case .tooLarge(let elements): "its kernel would need room for \(NumberText.grouped(elements)) numbers"
    case .unsupported(let reason): reason
    case .shape, .weight, .overlap: "its kernel contradicts its rules"
    }
  }
}
