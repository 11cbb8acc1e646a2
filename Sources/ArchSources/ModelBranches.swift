import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchONNX

/// The branches of a model that only a run decides between, and the network with each.
struct ModelBranches {
  /// A model with some branches.
  struct Reading {
    /// The `If`s whose condition only a run knows.
    var undecided: [String]
    /// The network.
    var graph: Graph
  }

  /// The most networks that are examined.
  static let most = 16

  /// Reads the model with the given branches, and the first of all others.
  private let read: ([String: Bool]) throws(Diagnostics) -> Reading
  /// The branches that were requested.
  private let chosen: [String: Bool]
  /// The file, for messages.
  private let file: String
  /// The totals of each network examined so far.
  private var totals: [RunChoices.Totals] = []

  init(
    of file: String, chosen: [String: Bool], _ read: @escaping ([String: Bool]) throws(Diagnostics) -> Reading
  ) {
    self.read = read
    self.chosen = chosen
    self.file = file
  }

  /// What a run decides in the network, and a warning about each choice.
  mutating func choices(of own: Reading) -> (choices: RunChoices?, warnings: [Diagnostic]) {
    let open = own.undecided.filter { chosen[$0] == nil }
    guard !open.isEmpty, let first = Self.totals(of: own.graph) else { return (nil, []) }
    var warnings: [Diagnostic] = []
    var alone = [first]
    for name in open.prefix(Self.most - 1) {
      var branches = chosen
      branches[name] = false
      var evidence: String
      do throws(Diagnostics) {
        guard let other = Self.totals(of: try read(branches).graph) else { continue }
        alone.append(other)
        evidence = "with it the network has \(Self.text(first)), with the other \(Self.text(other))"
      } catch {
        evidence = "the other cannot be read: \(error.items.first?.title ?? "")"
      }
      warnings.append(
        Diagnostic(
          "model-branch", severity: .warning,
          "the first branch is taken: its condition is only known in a run",
          at: .model(file: file, node: name), evidence: [evidence],
          help: "`--set \(name)=else` takes the other"))
    }
    let isComplete = follow(own, chosen)
    let choices = RunChoices(
      open.map { .init(name: $0, isFirst: true) }, totals: isComplete ? totals : alone, isComplete: isComplete
    )
    return (choices, warnings)
  }

  /// Examines the network with every choice of branches; returns false if there are too many.
  private mutating func follow(_ reading: Reading, _ branches: [String: Bool]) -> Bool {
    guard let name = reading.undecided.first(where: { branches[$0] == nil }) else {
      guard totals.count < Self.most, let own = Self.totals(of: reading.graph) else { return false }
      totals.append(own)
      return true
    }
    for isFirst in [true, false] {
      var next = branches
      next[name] = isFirst
      // The first one has been read already; one that cannot be read has no figures.
      guard let other = isFirst ? reading : try? read(next) else { return false }
      guard follow(other, next) else { return false }
    }
    return true
  }

  private static func totals(of graph: Graph) -> RunChoices.Totals? {
    guard let totals = try? Analysis(graph, fields: false).totals else { return nil }
    return .init(multiplyAdds: totals.multiplyAdds, flops: totals.flops, parameters: totals.parameters)
  }

  private static func text(_ totals: RunChoices.Totals) -> String {
    "\(totals.multiplyAdds.groupedDigits) multiply-adds and \(totals.parameters.groupedDigits) "
      + (totals.parameters == 1 ? "parameter" : "parameters")
  }
}
