extension Table {
  /// The most rows that stand on one page; a longer table is broken across pages.
  static let longestLaTeXPage = 42

  /// The table in LaTeX with the rules of `booktabs`; a long one is a `longtable`.
  ///
  /// - Parameters:
  ///   - caption: what stands above the table, a sentence each.
  ///   - label: what `\ref` calls it.
  public func latex(caption: [String], label: String, numbers: NumberStyle = .separated) -> String {
    let written = WrittenTable(self, numbers)
    let isLong = rows.count + totals.count > Self.longestLaTeXPage
    let columns = "@{}" + columns.map { $0.alignment == .left ? "l" : "r" }.joined() + "@{}"
    func line(_ cells: [String]) -> String { cells.map(LaTeX.escaped).joined(separator: " & ") + " \\\\\n" }
    let head = "\\toprule\n" + line(written.columns.map(\.title)) + "\\midrule\n"
    var body = written.rows.map(line).joined()
    if !totals.isEmpty { body += "\\midrule\n" + written.totals.map(line).joined() }
    let caption = caption.map { LaTeX.escaped($0.hasSuffix(".") ? $0 : $0 + ".") }.joined(separator: " ")
    let title = "\\caption{\(caption)}\\label{\(label)}"
    if isLong {
      return """
        % needs \\usepackage{booktabs} and \\usepackage{longtable}
        {\\small
        \\begin{longtable}{\(columns)}
        \(title) \\\\
        \(head)\\endfirsthead
        \(head)\\endhead
        \\bottomrule
        \\endlastfoot
        \(body)\\end{longtable}}

        """
    }
    return """
      % needs \\usepackage{booktabs}
      \\begin{table}
      \\centering
      \(title)
      \\small
      \\begin{tabular}{\(columns)}
      \(head)\(body)\\bottomrule
      \\end{tabular}
      \\end{table}

      """
  }
}

/// Text for LaTeX.
enum LaTeX {
  /// A text in which nothing is read as a command, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "#", "$", "%", "&", "_", "{", "}": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "`": result += "\\textasciigrave{}"
      case "\"": result += "\\symbol{34}"
      // Behind `\\` these would be its arguments.
      case "[", "]", "*": result += "{\(scalar)}"
      // Two of these in a row would become one sign.
      case "-" where last == "-", "'" where last == "'", "," where last == ",": result += "{}\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
      default: result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result
  }

  /// The name of a thing as a label, which takes letters, digits and few signs.
  static func label(_ name: String) -> String {
    "tab:" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
  }
}
