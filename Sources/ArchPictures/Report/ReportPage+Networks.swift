import ArchDocuments

extension ReportPage {
  /// The networks side by side.
  ///
  /// Parts that only the script can fill are hidden until it does.
  var networkSections: String {
    "<div class=\"networks\">\n\(networks.indices.map { section($0) }.joined())</div>\n"
  }

  /// The level of headings within a network, which has a heading if there are several.
  private var level: String { networks.count == 1 ? "h2" : "h3" }

  private func section(_ index: Int) -> String {
    let network = networks[index]
    var text = "<section class=\"network\" id=\"network-\(index)\" "
    if networks.count == 1 {
      text += "aria-label=\"\(HTML.escaped(network.name))\">\n"
    } else {
      text += "aria-labelledby=\"name-\(index)\">\n<div class=\"heading\">\n"
      text += "<h2 id=\"name-\(index)\">\(Markup.name(network.name))</h2>\n\(origin(of: network))</div>\n"
    }
    text += drawings(of: network, index) + layers(of: network, index)
    if network.memory?.steps.isEmpty == false { text += shell("memory", "Memory", index) }
    if !network.extent.isEmpty { text += shell("field", "Receptive field", index) }
    return text + "</section>\n"
  }

  private func shell(_ kind: String, _ title: String, _ index: Int, isHidden: Bool = true) -> String {
    opening(kind, title, index, isHidden: isHidden) + "</section>\n"
  }

  private func opening(_ kind: String, _ title: String, _ index: Int, isHidden: Bool = false) -> String {
    "<section class=\"part \(kind)\" aria-labelledby=\"\(kind)-\(index)\"\(isHidden ? " hidden" : "")>\n"
      + "<\(level) id=\"\(kind)-\(index)\">\(title)</\(level)>\n"
  }

  /// The drawing of the whole network.
  private func drawings(of network: ReportedNetwork, _ index: Int) -> String {
    guard let first = network.drawings.first(where: { $0.path.isEmpty }) else { return "" }
    return opening("drawing", "Drawing", index)
      + "<div class=\"stage\" data-title=\"\(HTML.escaped(first.title))\">\n\(first.svg)</div>\n</section>\n"
  }

  /// The most rows that a browser lays out at once, and that are printed.
  static let mostRows = 300

  private func layers(of network: ReportedNetwork, _ index: Int) -> String {
    var text = opening("layers", "Layers", index)
    text += "<div class=\"table rows\" role=\"region\" aria-labelledby=\"layers-\(index)\" tabindex=\"0\" "
    // Names get the width of the longest, if there is room; letters are narrower than digits.
    text += "style=\"--name: \((network.rows.map(\.path.count).max() ?? 0) * 85 / 100 + 2)ch\">\n"
    text += table(network, network.rows.prefix(Self.mostRows)) + "</div>\n"
    if network.rows.count > Self.mostRows {
      // With a script this is cheap text; without one it is the rest of the table.
      text += "<noscript><div class=\"table\">\n"
      text += table(network, network.rows.dropFirst(Self.mostRows)) + "</div></noscript>\n"
    }
    return text + "</section>\n"
  }

  private func table(_ network: ReportedNetwork, _ rows: ArraySlice<ReportedNetwork.Row>) -> String {
    var text = "<table>\n<thead><tr><th scope=\"col\">layer</th>"
    for column in network.columns {
      text +=
        "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>\(HTML.escaped(column.title))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr><th scope=\"row\">\(Markup.name(row.path))</th>"
      for index in network.columns.indices {
        let cell = row.cells.indices.contains(index) ? row.cells[index].text : ""
        text += network.columns[index].isNumber ? Self.number(cell) : "<td>\(HTML.escaped(cell))</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }
}
