import ArchDocuments
import Testing

/// Tables as an author wants them: units, decimals, names, captions, `siunitx`.
@Suite struct WordedTableTests {
  fileprivate static let table: Table = {
    var table = Table([
      .init("network", .left), .init("parameters", key: "params"), .init("peak (bytes)", key: "peak"),
      .init("top-1 (%)", key: "top1"),
    ])
    table.rows = [
      ["resnet50", .count(25_557_032), .count(7_225_344), .decimal(76.13)],
      ["vit_b_16", .count(86_567_656), .partlyKnown(3_631_104), .decimal(81.072)],
      ["none", .unknown, .absent, .absent],
    ]
    return table
  }()

  private static func document(_ edit: (inout DocumentWords) -> Void) -> TableDocument {
    struct Base: Report {
      var documents: [TableDocument] {
        [
          TableDocument(
            label: "nets", title: "Three networks", details: ["input 3x224x224"],
            table: WordedTableTests.table, notes: [.init("top-1", "as published")])
        ]
      }
      var json: String { "{}\n" }
      func text(width: Int?) -> String { WordedTableTests.table.text(width: width).text }
    }
    var words = DocumentWords()
    edit(&words)
    return WordedReport(Base(), words).documents[0]
  }

  @Test func unitsAndDecimals() {
    let table = Self.document { words in
      words.styles["params"] = ColumnStyle(unit: .init("M"))
      words.styles["peak"] = ColumnStyle(unit: .init("MiB"), decimals: 3)
      words.decimals = 1
      words.names = ["resnet50": "ResNet-50"]
    }.table
    #expect(table.columns.map(\.title) == ["network", "parameters (M)", "peak (MiB)", "top-1 (%)"])
    let texts = table.rows.map { row in row.map { $0.text(.exact) } }
    #expect(
      texts == [
        ["ResNet-50", "25.6", "6.891", "76.1"], ["vit_b_16", "86.6", "3.463 + unknown", "81.1"],
        ["none", "unknown", "-", "-"],
      ])
  }

  /// A number of decimals for all touches no column of whole numbers, and a unit alone has two.
  @Test func wholeNumbersStayWhole() {
    #expect(
      Self.document { $0.decimals = 1 }.table.rows[0].map { $0.text(.exact) } == [
        "resnet50", "25557032", "7225344", "76.1",
      ])
    let table = Self.document { $0.styles["params"] = ColumnStyle(unit: .init("G")) }.table
    #expect(table.rows[0][1].text(.exact) == "0.03")
    #expect(ColumnStyle.Unit("furlong") == nil)
    #expect(ColumnStyle.Unit.names.allSatisfy { ColumnStyle.Unit($0) != nil })
  }

  @Test func captions() {
    let document = Self.document {
      $0.caption = "Costs & accuracy"; $0.label = "costs"
    }
    let latex = document.latex()
    #expect(latex.contains("\\caption{Costs \\& accuracy.}\\label{tab:costs}"))
    #expect(latex.hasPrefix("% Three networks\n% Input 3x224x224\n% Top-1: as published\n"))
    let markdown = document.markdown()
    #expect(markdown.hasPrefix("**Costs \\& accuracy**\n\n|"))
    #expect(markdown.contains("- top-1: as published"))
  }

  /// A line of a comment ends at no line of a name.
  @Test func nothingLeavesAComment() {
    let document = Self.document { $0.caption = "a\n\\input{b}" }
    #expect(document.latex().split(separator: "\n").prefix(3).allSatisfy { $0.hasPrefix("%") })
    #expect(!document.latex().contains("\n\\input"))
  }

  @Test func numbersForSIUnitx() {
    let latex = Self.document { words in
      words.styles["params"] = ColumnStyle(unit: .init("M"))
      words.usesSIUnits = true
    }.latex()
    #expect(latex.contains("% needs \\usepackage{booktabs,siunitx}"))
    #expect(latex.contains("{@{}lS[table-format=2.2]S[table-format=7]S[table-format=2.3]@{}}"))
    #expect(latex.contains("network & {parameters (M)} & {peak (bytes)} & {top-1 (\\%)} \\\\"))
    #expect(latex.contains("vit\\_b\\_16 & 86.57 & {3631104 + unknown} & 81.072 \\\\"))
    #expect(latex.contains("none & {unknown} & {-} & {-} \\\\"))
  }

  /// An x between numbers is a sign, in a name it is a letter.
  @Test(arguments: [
    ("3x3", "3$\\times$3"), ("conv 64, 7 x 7", "conv 64, 7 $\\times$ 7"),
    ("3x224x224", "3$\\times$224$\\times$224"),
    ("resnext50_32x4d", "resnext50\\_32x4d"), ("x8", "x8"), ("a3x4", "a3x4"), ("2 x convs", "2 x convs"),
    ("max 3", "max 3"),
  ])
  func times(text: String, latex: String) {
    var table = Table([.init("a", .left)])
    table.rows = [[.text(text)]]
    #expect(table.latex(caption: ["t"], label: "l").contains("\n\(latex) \\\\"))
  }
}
