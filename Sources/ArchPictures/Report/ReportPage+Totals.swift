import ArchDocuments

extension ReportPage {
  /// The totals of all networks, and the differences between two.
  var totals: String {
    let terms = self.terms
    guard !terms.isEmpty else { return "" }
    let isPair = networks.count == 2
    var text = "<section class=\"part\" aria-labelledby=\"totals\">\n<h2 id=\"totals\">Totals</h2>\n"
    text += "<div class=\"totals\">\n"
    text +=
      "<div class=\"table\" role=\"region\" aria-labelledby=\"totals\" tabindex=\"0\">\n<table>\n<thead><tr>"
    text += "<th scope=\"col\">total</th>"
    for network in networks { text += "<th scope=\"col\" class=\"number\">\(Markup.name(network.name))</th>" }
    if isPair {
      text +=
        "<th scope=\"col\" class=\"number\">difference</th><th scope=\"col\" class=\"number\">ratio</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for term in terms {
      let figures = networks.map { network in network.totals.first { $0.term == term } }
      text += "<tr><th scope=\"row\">\(HTML.escaped(term))</th>"
      text += figures.map { Self.number($0?.text ?? "–") }.joined()
      if isPair { text += difference(figures[0]?.value, figures[1]?.value) }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n</div>\n" + conventions + "</div>\n</section>\n"
  }

  /// The terms of all totals, each once, in the order in which networks name them.
  private var terms: [String] {
    var seen: Set<String> = []
    return networks.flatMap(\.totals).map(\.term).filter { seen.insert($0).inserted }
  }

  /// What each term counts, if it says so.
  private var conventions: String {
    var text = ""
    for term in terms {
      let said = networks.flatMap(\.totals).first { $0.term == term && !$0.convention.isEmpty }
      guard let said else { continue }
      text += "<dt>\(HTML.escaped(term))</dt><dd>\(HTML.escaped(said.convention))</dd>\n"
    }
    return text.isEmpty ? "" : "<dl>\n\(text)</dl>\n"
  }

  private func difference(_ before: Int?, _ after: Int?) -> String {
    guard let before, let after else { return Self.number("–") + Self.number("–") }
    let (difference, isTooLarge) = after.subtractingReportingOverflow(before)
    return Self.number(isTooLarge ? "–" : NumberText.signed(difference))
      + Self.number(before > 0 && after >= 0 ? NumberText.ratio(Double(after) / Double(before)) : "–")
  }

  /// A cell with a figure.
  static func number(_ text: String) -> String { "<td class=\"number\">\(HTML.escaped(text))</td>" }

  /// The way from the first network to the second, line by line; its chart is drawn by the script.
  var comparisonSection: String {
    guard let comparison, networks.count == 2 else { return "" }
    var text = "<section class=\"part\" aria-labelledby=\"comparison\">\n"
    text +=
      "<h2 id=\"comparison\">From \(Markup.name(networks[0].name)) to \(Markup.name(networks[1].name))</h2>\n"
    text += "<div id=\"waterfall\" hidden></div>\n"
    guard !comparison.lines.isEmpty else { return text + "<p>The networks do not differ.</p>\n</section>\n" }
    text +=
      "<div class=\"table lines\" role=\"region\" aria-label=\"Differences, part by part\" tabindex=\"0\">\n"
    text += "<table>\n<thead><tr><th scope=\"col\">part</th><th scope=\"col\">change</th>"
    for figure in comparison.figures {
      text += "<th scope=\"col\" class=\"number\">\(HTML.escaped(figure.title))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for line in comparison.lines {
      text += "<tr class=\"\(line.sign.word)\"><th scope=\"row\">"
      text += "<span class=\"sign\" aria-hidden=\"true\">\(line.sign == .alike ? "" : sign(line.sign))</span>"
      text += "<span class=\"unseen\">\(line.sign.word): </span>\(Markup.name(line.path))</th>"
      text += "<td class=\"words\" dir=\"auto\">\(HTML.escaped(line.text))</td>"
      for index in comparison.figures.indices {
        let delta = line.deltas.indices.contains(index) ? line.deltas[index] : 0
        text += Self.number(line.sign == .alike && delta == 0 ? "" : NumberText.signed(delta))
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n</div>\n</section>\n"
  }

  /// The printed sign, with a minus as wide as the plus.
  private func sign(_ sign: ReportedComparison.Sign) -> String {
    sign == .removed ? "\u{2212}" : sign.rawValue
  }
}
