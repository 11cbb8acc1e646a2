extension Table {
  /// The most rows on one page; a longer table is broken across pages.
  static let longestLaTeXPage = 42

  /// The table in LaTeX with the rules of `booktabs`; a long one is a `longtable`.
  ///
  /// - Parameters:
  ///   - caption: the text above the table, one sentence each.
  ///   - label: its name for `\ref`, without its prefix.
  ///   - usesSIUnits: whether numbers are in columns of `siunitx`, which aligns and groups them itself.
  public func latex(
    caption: [String], label: String, numbers: NumberStyle = .separated, usesSIUnits: Bool = false
  ) -> String {
    let written = WrittenTable(self, usesSIUnits && numbers == .separated ? .exact : numbers)
    let shares = written.latexShares
    let formats = self.columns.indices.map { usesSIUnits ? written.numberFormat(ofColumn: $0) : nil }
    let isLong = rows.count + totals.count > Self.longestLaTeXPage
    func line(_ cells: [String]) -> String {
      let texts = cells.enumerated().map { index, cell in
        let text = LaTeX.escaped(cell, isBreakable: shares[index] != nil)
        // In a column of numbers, words are in braces.
        return formats[index] != nil && WrittenTable.number(cell) == nil && !cell.isEmpty ? "{\(text)}" : text
      }
      return texts.joined(separator: " & ") + " \\\\\n"
    }
    let specification = self.columns.indices.map { index in
      let column = self.columns[index]
      if let format = formats[index] { return "S[table-format=\(format)]" }
      if let share = shares[index] { return ">{\\raggedright\\arraybackslash}p{\(share)\\linewidth}" }
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
      + (formats.contains { $0 != nil } ? ["siunitx"] : [])
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
  /// The characters in a small font that fit a line of a usual page.
  private static let lineLength = 92
  /// The characters of a word that should not be broken.
  private static let word = 14

  /// The share of the line that columns of words get, if the table is wider than the line.
  fileprivate var latexShares: [String?] {
    let natural = columns.indices.map { index in
      (rows + totals).reduce(columns[index].title.count) { max($0, $1[index].count) }
    }
    let room = Self.lineLength - 2 * columns.count
    guard natural.reduce(0, +) > room else { return columns.map { _ in nil } }
    // Each keeps room for a word; the rest goes to the longest.
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

extension WrittenTable {
  /// The digits before and after the point of a number, in the exact style, or `nil` for anything else.
  fileprivate static func number(_ text: String) -> (whole: Int, decimals: Int)? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return (parts[0].count, parts.count == 2 ? parts[1].count : 0)
  }

  /// The format of a column of numbers for `siunitx`, such as `3.2`, or `nil` for a column of words.
  fileprivate func numberFormat(ofColumn index: Int) -> String? {
    guard columns[index].alignment == .right else { return nil }
    let numbers = (rows + totals).compactMap { Self.number($0[index]) }
    guard !numbers.isEmpty else { return nil }
    let (whole, decimals) = (numbers.map(\.whole).max() ?? 1, numbers.map(\.decimals).max() ?? 0)
    return decimals == 0 ? "\(whole)" : "\(whole).\(decimals)"
  }
}
