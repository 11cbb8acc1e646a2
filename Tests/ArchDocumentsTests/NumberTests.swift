import ArchDocuments
import Testing

@Suite struct NumberTests {
  @Test(arguments: [
    (0, 3, "0"), (608, 2, "608"), (999, 3, "999"), (1000, 4, "1.000 k"), (1234, 1, "1 k"), (1500, 1, "2 k"),
    (123_456, 2, "120 k"), (999_499, 3, "999 k"), (999_500, 3, "1.00 M"), (999_999, 3, "1.00 M"),
    (9_995, 3, "10.0 k"), (12_345_000, 4, "12.35 M"), (12_344_999, 4, "12.34 M"),
    (15_470_264_320, 4, "15.47 G"),
    (1_001, 15, "1.001 k"), (-2_500_000, 2, "-2.5 M"), (Int.max, 4, "9.223 E"), (Int.min, 4, "-9.223 E"),
    (Int.max, 15, "9.22337203685478 E"), (1_000_000_000_000, 2, "1.0 T"),
  ])
  func significantDigits(value: Int, digits: Int, text: String) {
    #expect(NumberText.scaled(value, digits: digits) == text)
  }

  @Test func styles() {
    #expect(NumberStyle.exact.text(138_357_544) == "138357544")
    #expect(NumberStyle.separated.text(-138_357_544) == "-138,357,544")
    #expect(Cell.extent(1202).text(.scaled(digits: 2)) == "1,202")
    #expect(Cell.decimal(1278.46, decimals: 1).text(.exact) == "1278.5")
    #expect(Cell.decimal(1278.46, decimals: 1).text(.separated) == "1,278.5")
    #expect(Cell.decimal(76.13, unit: "%").text(.separated) == "76.13%")
    #expect(Cell.partlyKnown(2000).text(.separated) == "2,000 + unknown")
  }

  @Test(arguments: [
    (-0.001, 2, "0.00"), (-0.005, 2, "-0.01"), (0.0, 1, "0.0"), (-0.0, 1, "0.0"), (1278.456, 2, "1,278.46"),
    (0.5, 0, "1"), (-1234.5, 1, "-1,234.5"), (0.049, 1, "0.0"), (999.95, 1, "1,000.0"),
  ])
  func fixedDecimals(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (1.0, "1.000"), (9.9994, "9.999"), (10, "10.00"), (99.994, "99.99"), (100, "100.0"), (999.94, "999.9"),
    (1000, "1,000"), (0.1, "0.100"), (0.0999, "0.0999"), (0.01234, "0.0123"), (0, "0"),
  ])
  func ratios(value: Double, text: String) { #expect(NumberText.ratio(value) == text) }

  @Test(arguments: [
    (0.0, "0 B"), (1023, "1,023 B"), (1024, "1.0 KiB"), (1_048_575, "1,024.0 KiB"), (1_048_576, "1.0 MiB"),
    (1_073_741_824, "1.0 GiB"), (1_099_511_627_776, "1.0 TiB"), (1_125_899_906_842_624, "1.0 PiB"),
  ])
  func amountsOfMemory(bytes: Double, text: String) { #expect(NumberText.bytes(bytes) == text) }

  @Test(arguments: [
    (4.0, "4"), (0.5, "0.5"), (4.0 / 3, "1.33"), (-0.25, "-0.25"), (1.999, "2"), (99.996, "100"),
    (0.001, "0"),
  ])
  func shortNumbers(value: Double, text: String) { #expect(NumberText.short(value) == text) }

  /// A cell of a program's own table is as safe as those of ours.
  @Test func signsWithMarksOnThemAreEscaped() {
    var table = Table([.init("a|b", .left), .init("number")])
    table.rows = [["<\u{301}script>\u{7C}\u{301}", .count(1)], ["line\nbreak", .unknown]]
    let document = TableDocument(label: "x", title: "t", table: table)
    #expect(
      document.markdown().contains("\\<\u{301}script\\>\\|\u{301}") && document.markdown().contains("a\\|b"))
    #expect(document.markdown().contains("| line break "))
    #expect(document.html().contains("&lt;\u{301}script&gt;"))
    #expect(document.latex().contains("\\textless{}\u{301}script\\textgreater{}\\textbar{}\u{301}"))
    #expect(table.csv() == "a|b,number\r\n<\u{301}script>|\u{301},1\r\nline break,unknown\r\n")
  }
}
