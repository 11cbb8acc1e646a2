import ArchDiagnostics

extension Analysis {
  /// What is suspicious about the network, whatever it was made from; warnings never stop anything.
  ///
  /// A new warning is a separate file and a line here. Paths that are not aligned have their own list, see
  /// ``misalignmentWarnings``: many designs intend them.
  public var warnings: [Diagnostic] { axisReadingWarnings + unusedWarnings }
}
