/// Text for Markdown (CommonMark with tables).
package enum Markdown {
  /// A text in which nothing is read as Markdown, on one line.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      if "|\\`*_<>[]~&$".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
