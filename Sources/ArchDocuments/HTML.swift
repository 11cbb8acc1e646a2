/// Text for HTML.
package enum HTML {
  /// A text in which nothing is read as markup, even between quotes.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The same, with places where a long name may be broken.
  package static func breakable(_ text: String) -> String {
    var result = ""
    for scalar in escaped(text).unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == "." || scalar == "_" { result += "<wbr>" }
    }
    return result
  }
}
