import ArchDiagnostics

/// Continues from the value of a label: `a -> …` in the language.
public struct From: NetworkElement {
  let label: String
  let place: Place

  /// The value of a label.
  public init(_ label: String, file: StaticString = #fileID, line: Int = #line, column: Int = #column) {
    self.label = label
    place = .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column))
  }

  /// Makes the value the current one.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    site.current = try site.value(of: label, at: place)
  }
}
