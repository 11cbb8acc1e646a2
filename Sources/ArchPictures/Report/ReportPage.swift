import ArchDocuments

/// Networks as one self-contained page: their totals, drawings that open, layers with the working of each figure, the
/// memory of the schedule, and receptive fields over a picture.
///
/// The page loads nothing from anywhere. Without its script it still shows totals, drawings and tables.
package struct ReportPage: Sendable {
  /// The networks.
  package var networks: [ReportedNetwork]
  /// How the second differs from the first, if there are two.
  package var comparison: ReportedComparison?

  /// A page about some networks.
  package init(networks: [ReportedNetwork], comparison: ReportedComparison? = nil) {
    self.networks = networks
    self.comparison = networks.count == 2 ? comparison : nil
  }

  /// The page as text.
  package var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="archcalc">
    <link rel="icon" href="data:,">
    <title>\(HTML.escaped(title))</title>
    <style>
    \(Self.unindented(Self.style))
    </style>
    </head>
    <body\(networks.count == 1 ? " class=\"single\"" : "")>
    \(header)<main>
    \(totals)\(comparisonSection)\(networkSections)</main>
    <dialog id="working" aria-labelledby="working-title"></dialog>
    <p id="status" role="status" class="unseen"></p>
    <script type="application/json" id="data">
    \(Markup.inScript(data))
    </script>
    <script>
    \(Self.script)
    </script>
    </body>
    </html>

    """
  }

  /// Tells the browser to load nothing, and to run no script in an attribute.
  private static let policy =
    "default-src 'none'; img-src blob: data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    + "script-src-attr 'none'; base-uri 'none'; form-action 'none'"

  /// The names in a line.
  private var title: String {
    networks.isEmpty ? "No networks" : joined(networks.map(\.name))
  }

  /// Items as a list within a sentence: `a`, `a and b`, `a, b and c`.
  private func joined(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  private var header: String {
    var text = "<header>\n"
    text += "<h1>\(networks.isEmpty ? title : joined(networks.map { Markup.name($0.name) }))</h1>\n"
    if networks.count == 1, let network = networks.first { text += origin(of: network) }
    if networks.count > 1 {
      text += "<nav aria-label=\"Contents\"><ul>\n"
      text += "<li><a href=\"#totals\">Totals</a></li>\n"
      if comparison != nil { text += "<li><a href=\"#comparison\">Differences</a></li>\n" }
      for index in networks.indices {
        text += "<li><a href=\"#network-\(index)\">\(Markup.name(networks[index].name))</a></li>\n"
      }
      text += "</ul></nav>\n"
    }
    return text + "</header>\n"
  }

  /// Where a network comes from, and its inputs.
  func origin(of network: ReportedNetwork) -> String {
    [network.source, network.inputs].filter { !$0.isEmpty }
      .map { "<p class=\"origin\" dir=\"auto\">\(HTML.escaped($0))</p>\n" }.joined()
  }
}
