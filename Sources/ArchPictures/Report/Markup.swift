import ArchDocuments

/// Text within the markup of a page.
enum Markup {
  /// A name, which may be broken after dots and lines, and whose writing direction does not affect its surroundings.
  static func name(_ text: String) -> String { "<bdi>\(HTML.breakable(text))</bdi>" }

  /// JSON for a script element, which contains no text that could end it.
  static func inScript(_ json: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
