import ArchDiagnostics
import ArchDocuments
import Testing

/// Text from outside as it is shown.
@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("Größe 幅 🙂", "Größe 幅 🙂"), ("a\tb\nc\r\nd", "a b c  d"),
    ("\u{1B}[31mred", "\\u{1B}[31mred"), ("\u{7F}", "\\u{7F}"), ("\u{9B}2J", "\\u{9B}2J"),
    ("a\u{202E}b", "a\\u{202E}b"), ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"),
    ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{FEFF}bom", "\\u{FEFF}bom"), ("\u{E0041}tag", "\\u{E0041}tag"), ("\u{3164}", "\\u{3164}"),
    ("\u{0}", "\\u{0}"),
  ])
  func oneLine(text: String, shown: String) {
    #expect(text.visible == shown)
    #expect(text.visible.visible == shown)
  }

  @Test(arguments: [
    ("a\nb", "a\nb"), ("a\r\nb\r\n", "a\r\nb\r\n"), ("a\rb", "a\\u{D}b"), ("\r", "\\u{D}"),
    ("\r\r\n", "\\u{D}\r\n"),
    ("a\tb", "a\tb"), ("\u{1B}c\n", "\\u{1B}c\n"), ("é\n\u{202E}", "é\n\\u{202E}"),
  ])
  func severalLines(text: String, shown: String) { #expect(text.visibleLines == shown) }

  /// Every control of a terminal and every character without a width of its own is written out, and no letter is.
  @Test func everyControlIsHidden() {
    for value in (0..<0x20 as Range<UInt32>).map({ $0 }) + (0x7F..<0xA0).map({ $0 }) {
      #expect(Unicode.Scalar(value)?.isHidden == true, "\(value)")
    }
    for text in ["azAZ09 ~", "äöüß", "漢字かな", "العربية", "עברית", "a\u{301}", "👍"] {
      #expect(text.visible == text)
    }
  }

  @Test func longTextsAreCut() {
    let text = String(repeating: "ä", count: 50)
    #expect(text.visible(most: 50) == text)
    #expect(text.visible(most: 49) == String(repeating: "ä", count: 48) + "…")
    #expect("ab\u{1B}".visible(most: 2) == "a…")
  }

  /// However much an input holds, what is said about it stays short, in one line for each part.
  @Test func faultsStayShort() {
    let long = String(repeating: "x\u{1B}", count: 100_000)
    let fault = Diagnostic(
      "c", "a \(long)", at: .unknown, evidence: Array(repeating: long, count: 100), trail: [long], help: long)
    let text = DiagnosticRenderer().render(fault)
    #expect(text.utf8.count < 60_000)
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("… and 88 more"))
  }
}
