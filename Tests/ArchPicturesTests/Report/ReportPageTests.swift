import ArchDocuments
import ArchPictures
import Testing

/// Markup, a long name, names from right to left, and characters that nobody sees.
private let names = [
  "</script><img src=x onerror=\"alert(1)\"><!--", String(repeating: "long_name.", count: 20),
  "שכבה.קונבולוציה",
  "a\u{202E}b\nc", "]]>&amp;'\"", "",
]

private func network(_ name: String, rows: Int) -> ReportedNetwork {
  var network = ReportedNetwork(name: name, source: "Somewhere", inputs: "image (3, 32, 32)")
  network.extent = [32, 32]
  network.columns = [
    .init(key: "op", title: "operation", isNumber: false),
    .init(key: "macs", title: "multiply-adds", isNumber: true, isSummed: true),
  ]
  network.rows = (0..<rows).map { index in
    .init(
      path: "stage[\(index)].conv", part: "stage[\(index)]",
      cells: [.init("conv"), .init(NumberText.grouped(index * 1000), value: Double(index * 1000))],
      inputs: index > 0 ? [index - 1] : [], working: ["work of \(index)", "", "shared"],
      field: [
        .init(size: 3, stride: 2, offset: -1, positions: 16),
        .init(size: nil, stride: 0, offset: 0, positions: 1),
      ])
  }
  network.totals = [
    .init("parameters", "1,200", value: 1200, convention: "without buffers"), .init("depth", "4"),
  ]
  network.drawings = [
    .init(path: "", title: "all", svg: "<svg><g data-path=\"stage[0]\" data-opens=\"\"></g></svg>\n"),
    .init(path: "stage[0]", title: "first", svg: "<svg><title>inner</title></svg>\n"),
  ]
  network.memory = .init(steps: (0..<rows).map { .init(bytes: 100 * ($0 % 7), row: $0) })
  return network
}

private func hostile() -> ReportedNetwork {
  var network = ReportedNetwork(name: names[0], source: names[1], inputs: names[2])
  network.extent = [Int.max, 0, -4]
  network.columns = [.init(key: names[0], title: names[0], isNumber: true, isSummed: true)]
  network.rows = names.enumerated().map { index, name in
    .init(
      path: name,
      cells: index == 0 ? [] : [.init(name, value: [.nan, .infinity, -.infinity, 1e308][index % 4])],
      inputs: [-1, index, 1000], working: names,
      field: (0..<3).map { _ in .init(size: Int.min, stride: .nan, offset: .infinity, positions: -1) })
  }
  network.totals = names.map { .init($0, $0, value: Int.min, convention: $0) }
  network.drawings = [.init(path: names[0], title: names[0], svg: "<svg></svg>")]
  network.memory = .init(steps: [.init(bytes: Int.max, row: -1), .init(bytes: Int.min, row: 99)], peak: 7)
  return network
}

/// The data of a page, read back.
private func data(of page: String) throws -> JSONValue {
  let opening = "<script type=\"application/json\" id=\"data\">\n"
  let start = try #require(page.utf8.firstRange(of: opening.utf8))
  let rest = page.utf8[start.upperBound...]
  let end = try #require(rest.firstRange(of: "</script>".utf8))
  return try JSONValue(parsing: Array(rest[..<end.lowerBound]))
}

private func count(_ text: String, in page: String) -> Int { page.utf8.ranges(of: text.utf8).count }

extension JSONValue {
  fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}

@Suite("The page of a report")
struct ReportPageTests {
  private let pages = [
    ReportPage(networks: []), ReportPage(networks: [ReportedNetwork(name: "bare")]),
    ReportPage(networks: [network("one", rows: 1)]), ReportPage(networks: [network("long", rows: 700)]),
    ReportPage(networks: [network("a", rows: 3), network("b", rows: 4), network("c", rows: 0)]),
    ReportPage(
      networks: [hostile(), hostile()],
      comparison: .init(
        figures: [.init(names[0], before: Int.min, after: Int.max)],
        lines: [
          .init(.added, path: names[0], text: names[0], deltas: []),
          .init(.alike, path: "", text: "", deltas: [1, 2]),
        ])),
  ]

  @Test("Nothing but the page itself is asked for")
  func asksForNothing() {
    for page in pages.map(\.text) {
      #expect(count("http://", in: page) == count("http://www.w3.org/2000/svg", in: page))
      for word in [
        "https://", "@import", "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "innerHTML",
        "document.write",
      ] {
        #expect(count(word, in: page) == 0, "\(word)")
      }
      #expect(count("default-src 'none'", in: page) == 1)
    }
  }

  @Test("Without data it takes at most 60 KB")
  func isSmall() {
    #expect(pages[0].text.utf8.count <= 60_000)
  }

  @Test("The same report has the same bytes")
  func isDeterministic() {
    for page in pages { #expect(page.text == page.text) }
  }

  @Test("Names are never markup")
  func namesAreText() throws {
    for page in pages.map(\.text) {
      #expect(count("<script", in: page) == 2)
      #expect(count("</script", in: page) == 2)
      #expect(count("<img", in: page) == 0)
      #expect(count("\u{202E}", in: page) == 0)
    }
    let network = try #require(data(of: pages[5].text)["networks"]?.items.first)
    #expect(network["rows"]?.items.compactMap { $0["path"]?.string } == names.map(\.visible))
  }

  /// Goes through the tags of the page outside of scripts and styles.
  @Test("Every element is closed, ids are unique, and what refers to them finds them")
  func isWellFormed() throws {
    let void: Set<String> = ["meta", "link", "wbr", "input", "br", "!DOCTYPE"]
    for page in pages.map(\.text) {
      var open: [String] = []
      var (ids, wanted): ([String], [String]) = ([], [])
      var rest = page[...]
      while let start = rest.firstIndex(of: "<") {
        rest = rest[start...].dropFirst()
        let end = try #require(rest.firstIndex(of: ">"))
        let tag = rest[..<end]
        rest = rest[end...].dropFirst()
        let name = String(tag.prefix { !$0.isWhitespace })
        for (attribute, keep) in [(" id=\"", 0), (" aria-labelledby=\"", 1), (" href=\"#", 1)] {
          guard let range = tag.firstRange(of: attribute) else { continue }
          let value = String(tag[range.upperBound...].prefix { $0 != "\"" })
          if keep == 0 { ids.append(value) } else { wanted.append(value) }
        }
        if name.hasPrefix("/") {
          #expect(open.popLast() == String(name.dropFirst()))
        } else if !void.contains(name), !tag.hasSuffix("/") {
          open.append(name)
        }
        if name == "script" || name == "style" {
          rest = rest[try #require(rest.firstRange(of: "</\(name)>")).lowerBound...]
        }
      }
      #expect(open.isEmpty)
      #expect(Set(ids).count == ids.count)
      // The heading of the working is made by the script.
      #expect(Set(wanted).subtracting(ids).isSubset(of: ["working-title"]))
    }
  }

  @Test(
    "All rows are there without a script, and most of a long table costs nothing with one",
    arguments: [0, 1, 300, 301, 700])
  func staticRows(_ rows: Int) throws {
    let page = ReportPage(networks: [network("n", rows: rows)]).text
    let body = try #require(page.firstRange(of: "<script type=")).lowerBound
    let still = String(page[..<body])
    #expect(count("<tr><th scope=\"row\"><bdi>", in: still) == rows)
    let behind = still.firstRange(of: "<noscript>").map { String(still[$0.lowerBound...]) } ?? ""
    #expect(count("<tr><th scope=\"row\"><bdi>", in: behind) == max(0, rows - 300))
    #expect(count("<svg", in: still) == 1)
  }

  @Test("The data hold every working, shared lines once")
  func workings() throws {
    let network = network("n", rows: 50)
    let json = try data(of: ReportPage(networks: [network]).text)
    let lines = json["lines"]?.items.compactMap(\.string) ?? []
    #expect(lines.count == 52)
    let rows = json["networks"]?.items.first?["rows"]?.items ?? []
    for (row, given) in zip(rows, network.rows) {
      let places = try #require(row["working"]?.string).split(separator: " ").compactMap { Int($0) }
      #expect(places.map { lines[$0] } == given.working)
    }
    #expect(rows.count == 50)
  }

  @Test("Fields that cannot be drawn and rows that do not exist are left out")
  func leavesOut() throws {
    let json = try data(of: pages[5].text)
    for network in json["networks"]?.items ?? [] {
      for (place, row) in (network["rows"]?.items ?? []).enumerated() {
        #expect(row["field"] == nil)
        #expect(row["inputs"]?.items == [.integer(place)])
        #expect(row["cells"]?.items.count == 1)
      }
      #expect(network["extent"]?.items == [.integer(Int.max), .integer(1), .integer(1)])
      #expect(network["memory"]?["rows"]?.items == [.null, .null])
      #expect(network["memory"]?["bytes"]?.items == [.integer(Int.max), .integer(0)])
      #expect(network["memory"]?["peak"] == .integer(0))
    }
    let one = try data(of: pages[2].text)["networks"]?.items.first?["rows"]?.items.first
    #expect(one?["field"]?.items.last?.items == [.null, .integer(0), .integer(0), .integer(1)])
    #expect(one?["part"]?.string == "stage[0]")
  }

  @Test("Two networks have differences and ratios, where figures can be compared")
  func differences() {
    var (a, b) = (network("a", rows: 1), network("b", rows: 1))
    a.totals = [
      .init("parameters", "1,200", value: 1200), .init("depth", "4"), .init("only a", "1", value: 1),
    ]
    b.totals = [
      .init("parameters", "300", value: 300), .init("depth", "5"), .init("huge", "9", value: Int.max),
    ]
    a.totals.append(.init("huge", "-9", value: Int.min))
    let page = ReportPage(networks: [a, b]).text
    func row(_ term: String, _ cells: [String]) -> String {
      "<tr><th scope=\"row\">\(term)</th>" + cells.map { "<td class=\"number\">\($0)</td>" }.joined()
        + "</tr>"
    }
    #expect(count(row("parameters", ["1,200", "300", "-900", "0.250"]), in: page) == 1)
    #expect(count(row("depth", ["4", "5", "–", "–"]), in: page) == 1)
    #expect(count(row("only a", ["1", "–", "–", "–"]), in: page) == 1)
    #expect(count(row("huge", ["-9", "9", "–", "–"]), in: page) == 1)
  }

  @Test("Only two networks are compared")
  func comparesTwo() throws {
    let comparison = ReportedComparison(
      figures: [.init("macs", before: 1, after: 3)],
      lines: [
        .init(.added, path: "x", text: "conv", deltas: [2]),
        .init(.alike, path: "y", text: "2 layers alike", deltas: [0]),
      ])
    let networks = (0..<3).map { network("n\($0)", rows: 2) }
    for count in 1...3 {
      let page = ReportPage(networks: Array(networks.prefix(count)), comparison: comparison).text
      #expect(page.contains("id=\"waterfall\"") == (count == 2))
      let lines = try data(of: page)["comparison"]?["lines"]?.items
      // What makes no difference has no bar.
      #expect(lines?.count == (count == 2 ? 1 : nil))
    }
  }

  @Test("The peak is the first step at which most is live, unless it is given")
  func peak() {
    let steps = [1, 5, 2, 5].map { ReportedNetwork.Memory.Step(bytes: $0, row: nil) }
    #expect(ReportedNetwork.Memory(steps: steps).peak == 1)
    #expect(ReportedNetwork.Memory(steps: steps, peak: 3).peak == 3)
    #expect(ReportedNetwork.Memory(steps: steps, peak: 4).peak == 1)
    #expect(ReportedNetwork.Memory(steps: []).peak == 0)
  }
}
