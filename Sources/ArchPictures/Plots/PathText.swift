import ArchDocuments

/// Paths of layers in limited space.
///
/// Many differ only in the middle, `stage[0].unit[1].conv` and `stage[0].unit[2].conv`, which an ellipsis would hide,
/// so names of parts become initials first, and their numbers stay.
enum PathText {
  /// A path shortened to fit: its parts become initials from the left, and if it is still too wide, its middle is cut.
  static func fitted(_ path: String, width: Double, size: Double) -> String {
    func fits(_ text: String) -> Bool { TextMetrics.width(of: text, size: size) <= width }
    // A longer text is not a path that would become short enough.
    guard path.utf8.count <= 2000, !fits(path) else {
      return TextMetrics.fitted(path, width: width, size: size)
    }
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices {
      let name = parts[index].prefix { $0 != "[" }
      guard name.count > 1, parts.count > 1 else { continue }
      parts[index] = String(name.prefix(1)) + parts[index].dropFirst(name.count)
      let text = parts.joined(separator: ".")
      if fits(text) { return text }
    }
    return TextMetrics.fitted(parts.count > 1 ? parts.joined(separator: ".") : path, width: width, size: size)
  }

  /// The numbers of neighbouring rows, followed by the path of the first if all of it fits.
  static func fitted(_ path: String, rows: ClosedRange<Int>, width: Double, size: Double) -> String {
    let numbers = "\(NumberText.grouped(rows.lowerBound))–\(NumberText.grouped(rows.upperBound))"
    let room = width - TextMetrics.width(of: numbers + ": ", size: size)
    let text = fitted(path, width: max(0, room), size: size)
    return text.contains("…") ? numbers : numbers + ": " + text
  }
}
