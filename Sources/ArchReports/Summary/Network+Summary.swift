import ArchAnalysis
import ArchDiagnostics
import ArchGraph

extension Network {
  /// The layer table of the network with its totals, as `archcalc summary` prints it.
  ///
  /// - Parameter width: the columns of the terminal; `nil` makes it as wide as it needs.
  /// - Throws: what is wrong with the network, at the line of the layer that has it.
  public func summary(batch: Int = 1, width: Int? = nil) throws(Diagnostics) -> String {
    SummaryReport(try Analysis(try graph(), batch: batch)).text(width: width)
  }
}
