extension Table {
  /// The most rows that stand on one page; a longer table is broken across pages.
  static let longestLaTeXPage = 42

  /// The table in LaTeX with the rules of `booktabs`; a long one is a `longtable`.
  ///
  /// - Parameters:
  ///   - caption: what stands above the table, a sentence each.
  ///   - label: what `\ref` calls it, without its prefix.
  public func latex(caption: [String], label: String, numbers: NumberStyle = .separated) -> String {
    let written = WrittenTable(self, numbers)
    let shares = written.latexShares
    let isLong = rows.count + totals.count > Self.longestLaTeXPage
    func line(_ cells: [String]) -> String {
      let texts = cells.enumerated().map { LaTeX.escaped($1, isBreakable: shares[$0] != nil) }
      return texts.joined(separator: " & ") + " \\\\\n"
    }
    let specification = zip(columns, shares).map { column, share in
      if let share { return ">{\\raggedright\\arraybackslash}p{\(share)\\linewidth}" }
      return column.alignment == .left ? "l" : "r"
    }
    let columns = "@{}\(specification.joined())@{}"
    let head = "\\toprule\n" + line(written.columns.map(\.title)) + "\\midrule\n"
    var body = written.rows.map(line).joined()
    if !totals.isEmpty { body += "\\midrule\n" + written.totals.map(line).joined() }
    let sentences = caption.map { LaTeX.escaped($0.hasSuffix(".") ? $0 : $0 + ".") }
    let title = "\\caption{\(sentences.joined(separator: " "))}\\label{tab:\(LaTeX.label(label))}"
    let packages =
      (shares.contains { $0 != nil } ? ["array"] : []) + ["booktabs"] + (isLong ? ["longtable"] : [])
    let needs = "% needs \\usepackage{\(packages.joined(separator: ","))}\n"
    if isLong {
      return needs + """
        {\\small\\setlength{\\tabcolsep}{4pt}\\setlength{\\LTcapwidth}{\\linewidth}
        \\begin{longtable}{\(columns)}
        \(title) \\\\
        \(head)\\endfirsthead
        \(head)\\endhead
        \\bottomrule
        \\endlastfoot
        \(body)\\end{longtable}}

        """
    }
    return needs + """
      \\begin{table}
      \\centering\\setlength{\\belowcaptionskip}{6pt}
      \(title)
      \\small\\setlength{\\tabcolsep}{4pt}
      \\begin{tabular}{\(columns)}
      \(head)\(body)\\bottomrule
      \\end{tabular}
      \\end{table}

      """
  }
}

extension WrittenTable {
  /// The characters of a small face that a line of a usual page holds.
  private static let lineLength = 92
  /// Those of a word that had better not be broken.
  private static let word = 14

  /// The share of the line that columns of words must do with, where the table is wider than the line.
  fileprivate var latexShares: [String?] {
    let natural = columns.indices.map { index in
      (rows + totals).reduce(columns[index].title.count) { max($0, $1[index].count) }
    }
    let room = Self.lineLength - 2 * columns.count
    guard natural.reduce(0, +) > room else { return columns.map { _ in nil } }
    // Each keeps room for a word; what is left goes to the longest.
    let least = columns.indices.map { columns[$0].mayShrink ? min(natural[$0], Self.word) : natural[$0] }
    let left = max(0, room - least.reduce(0, +))
    let wanted = zip(natural, least).reduce(0) { $0 + $1.0 - $1.1 }
    return columns.indices.map { index in
      guard columns[index].mayShrink else { return nil }
      let share = wanted == 0 ? 0 : left * (natural[index] - least[index]) / wanted
      return NumberText.fixed(Double(least[index] + share) / Double(Self.lineLength), decimals: 2)
    }
  }
}

/// Text for LaTeX.
enum LaTeX {
  /// A text in which nothing is read as a command, on one line.
  ///
  /// - Parameter isBreakable: whether a long name may be broken behind its dots and underscores.
  static func escaped(_ text: String, isBreakable: Bool = false) -> String {
    var result = ""
    var last: Unicode.Scalar?
    for scalar in text.visible.unicodeScalars {
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
      default: result.unicodeScalars.append(scalar)
      }
      if isBreakable, scalar == "." || scalar == "_" { result += "\\allowbreak{}" }
      last = scalar
    }
    return result
  }

  /// The name of a thing as a label, which takes letters, digits and few signs.
  static func label(_ name: String) -> String {
    name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
  }
}
