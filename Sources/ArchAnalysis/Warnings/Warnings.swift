import ArchDiagnostics

extension Analysis {
  /// What is suspicious about the network, whatever it was made from; it stops nothing.
  ///
  /// A new warning is a file beside this one and a line here. Paths that are not aligned are apart, see
  /// ``misalignmentWarnings``: many designs mean them.
  public var warnings: [Diagnostic] { axisReadingWarnings + unusedWarnings }
}
