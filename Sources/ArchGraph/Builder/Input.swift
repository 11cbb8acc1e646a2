import ArchDiagnostics

/// An input of the network.
public struct Input: NetworkElement {
  let name: String
  let shape: Shape
  let place: Place

  /// An input of this shape, without the batch.
  public init(
    _ name: String, _ shape: Shape, file: StaticString = #fileID, line: Int = #line, column: Int = #column
  ) {
    self.name = name
    self.shape = shape
    place = .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column))
  }

  /// Adds the input, which becomes the current value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    do throws(Misfit) {
      site.current = try site.builder.input(name, shape, at: place)
      site.declare(name)
    } catch {
      throw site.fault(error, of: name, at: place)
    }
  }
}
