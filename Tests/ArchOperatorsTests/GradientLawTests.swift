import ArchGraph
import ArchOperators
import TestSupport
import Testing

/// Every operator of the catalogue states gradients that are the adjoint of its derivative, does the work for them that its
/// rule predicts, and keeps what they read.
@Suite struct GradientLawTests {
  @Test(arguments: Catalogue.standard.names) func keepsItsWordInTheBackwardPass(name: String) throws {
    let type = try #require(Catalogue.standard[name] as? any Differentiable.Type, "\(name) has no gradients")
    for fault in try faults(of: type) { Issue.record(Comment(rawValue: fault)) }
  }

  private func faults<O: Differentiable>(of type: O.Type) throws -> [String] {
    try O.specimens.flatMap { try GradientTrial($0).faults }
  }
}
