/// Text for LaTeX.
enum LaTeX {
  /// A text in which nothing is read as a command, on one line.
  ///
  /// - Parameter isBreakable: whether a long name may be broken after its dots and underscores.
  static func escaped(_ text: String, isBreakable: Bool = false) -> String {
    var result = ""
    var last: Unicode.Scalar?
    let scalars = Array(text.visible.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      // Sizes are multiplied: `3x3` and `7 x 7`.
      case "x" where isSign(of: scalars, at: index): result += "$\\times$"
      case "#", "$", "%", "&", "_", "{", "}": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "`": result += "\\textasciigrave{}"
      case "\"": result += "\\symbol{34}"
      // After `\\` these would be its arguments.
      case "[", "]", "*": result += "{\(scalar)}"
      // Two of these in a row would become one sign.
      case "-" where last == "-", "'" where last == "'", "," where last == ",": result += "{}\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
      if isBreakable, scalar == "." || scalar == "_" { result += "\\allowbreak{}" }
      last = scalar
    }
    return result
  }

  /// Whether an `x` is between two numbers, with or without spaces around it.
  private static func isSign(of text: [Unicode.Scalar], at index: Int) -> Bool {
    func isNumber(_ step: Int) -> Bool {
      var place = index + step
      if text.indices.contains(place), text[place] == " " { place += step }
      return text.indices.contains(place) && ("0"..."9").contains(text[place])
    }
    // A name may begin this way, as `x8d` does; a number before it that begins a word is not a number.
    guard isNumber(-1), isNumber(1) else { return false }
    var start = index - 1
    if text[start] == " " { start -= 1 }
    while start >= 0, ("0"..."9").contains(text[start]) { start -= 1 }
    // `3x224x224` continues.
    if start > 0, text[start] == "x" { return isSign(of: text, at: start) }
    return start < 0 || !(text[start].properties.isAlphabetic || text[start] == "_")
  }

  /// A name as a label, which takes letters, digits and a few signs.
  static func label(_ name: String) -> String {
    name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
  }
}
