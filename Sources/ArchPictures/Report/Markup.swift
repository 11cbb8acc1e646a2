import ArchDocuments

/// Text within the markup of a page.
enum Markup {
  /// A name, which may be broken behind dots and lines, and whose direction does not spread to what is around it.
  static func name(_ text: String) -> String { "<bdi>\(HTML.breakable(text))</bdi>" }

  /// JSON that can be in a script element, which ends at no text within it.
  static func inScript(_ json: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
