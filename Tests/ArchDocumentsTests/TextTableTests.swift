import ArchDocuments
import Testing

/// Tables for terminals of any width.
@Suite struct TextTableTests {
  /// Two columns of words that may be cut, and two of numbers of which the second goes first.
  private static let table: Table = {
    var table = Table([
      .init("layer", .left, mayShrink: true, keepsEnd: true), .init("what it is", .left, mayShrink: true),
      .init("params", sacrifice: 1), .init("share", sacrifice: 2),
    ])
    table.rows = [
      ["backbone.stage1.block2.conv3", "convolution 3x3, 64 filters", .count(36_928), .decimal(0.5)],
      ["head", "dense", .count(1000), .decimal(99.5)],
    ]
    table.totals = [["", "", .count(37_928), .decimal(100)]]
    return table
  }()

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  private func widest(_ text: String) -> Int { lines(text).map(\.count).max() ?? 0 }

  /// Columns as wide as their widest cell, two spaces between each two: 28, 27, 6 and 5 signs.
  @Test func asWideAsItNeeds() {
    let (text, omitted) = Self.table.text(width: nil)
    #expect(
      text == """
        layer                         what it is                   params  share
        ------------------------------------------------------------------------
        backbone.stage1.block2.conv3  convolution 3x3, 64 filters  36,928    0.5
        head                          dense                         1,000   99.5
        ------------------------------------------------------------------------
                                                                   37,928    100

        """)
    #expect(omitted.isEmpty)
    for width in [72, 73, 1000] { #expect(Self.table.text(width: width).text == text) }
  }

  /// What is too wide by some signs loses just these, from the widest of its words.
  @Test func wordsAreCutAsFarAsIsNeeded() {
    // Both columns of words can be cut down to 12 signs: 12 + 12 + 6 + 5 and three gaps are 41.
    for width in 41...72 {
      let (text, omitted) = Self.table.text(width: width)
      #expect(widest(text) == width, "\(width)")
      #expect(omitted.isEmpty, "\(width)")
      let cells = lines(text)[2]
      #expect(cells.contains("36,928") && cells.hasSuffix("0.5"), "\(width)")
    }
    let narrow = lines(Self.table.text(width: 71).text)[2]
    #expect(narrow == "…ckbone.stage1.block2.conv3  convolution 3x3, 64 filters  36,928    0.5")
    #expect(lines(Self.table.text(width: 41).text)[2] == "…lock2.conv3  convolution…  36,928    0.5")
  }

  /// Where cutting does not do, whole columns go, those first that say so, and the rest has its room again.
  @Test func columnsGoWhereThereIsNoRoom() {
    let (text, omitted) = Self.table.text(width: 40)
    #expect(omitted == ["share"])
    #expect(widest(text) == 40)
    #expect(Self.table.text(width: 34).omitted == ["share"])
    #expect(Self.table.text(width: 33).omitted == ["share", "params"])
    #expect(widest(Self.table.text(width: 26).text) == 26)
    // Narrower than what stays can be: as it is, for the terminal to break.
    #expect(widest(Self.table.text(width: 25).text) == 57)
  }
}
