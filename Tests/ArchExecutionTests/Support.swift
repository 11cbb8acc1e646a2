import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import ArchKernels
import ArchLanguage
import ArchOperators

/// Expands the last network of a text.
func expand(_ text: String) throws -> Graph {
  let program = Program(SourceText(name: "test.arch", text: text), catalogue: .standard, imports: NoImports())
  if program.diagnostics.contains(where: { $0.severity == .error }) { throw Diagnostics(program.diagnostics) }
  return try program.expand(program.networks.last?.name ?? "", settings: Settings()).graph
}

/// Validates a graph with every check on.
func validate(_ graph: Graph, batch: Int = 1, seed: UInt64 = 1, pool: WorkerPool = .serial) throws
  -> Validation
{
  var validator = Validator(pool: pool)
  validator.fields = .all
  validator.seed = seed
  validator.definitionBudget = 50_000_000
  validator.countedOperations = 10_000
  return try validator.validate(try Analysis(graph, batch: batch), available: nil)
}

extension Validation {
  /// What fails, as the path of the layer and the subject.
  var failed: [String] {
    failures.map { "\(analysis.graph.path(of: $0.node)): \($0.subject.rawValue)" }
  }
}
