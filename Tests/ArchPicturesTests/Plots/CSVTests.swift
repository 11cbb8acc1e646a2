import ArchDocuments
import Testing

@testable import ArchPictures

@Suite struct CSVTests {
  static let numbers: [(String, Double)] = [
    ("25557032", 25_557_032.0), ("25,557,032", 25_557_032), ("138.4 M", 138_400_000), ("76.13 %", 76.13),
    ("76.13%", 76.13), ("97.5 MiB", 97.5 * 1_048_576), ("1.5k", 1500), ("-2", -2), ("−2", -2),
    ("+1,000", 1000),
    ("1e9", 1e9), ("5e-05", 5e-5), ("3.140e23", 3.14e23), (" 7 ", 7), ("4\u{A0}G", 4e9), (".5", 0.5),
    ("1,234.5", 1234.5),
  ]
  static let mistakes: [(String, Int, CSVError.Problem)] = [
    ("", 1, CSVError.Problem.empty), ("\n\r\n", 1, .empty), ("a,b\n1", 2, .fields(found: 1, expected: 2)),
    ("a,b\n\"x\ny\",1\n1,2,3", 4, .fields(found: 3, expected: 2)), ("a\n\"open", 2, .openQuote),
    ("a\n\"x\"y", 2, .afterQuote), ("a\nx\"y", 2, .strayQuote), ("a,a\n1,2", 1, .repeatedColumn("a")),
  ]

  @Test func quotesCommasAndLinesAreRead() throws {
    let text = "a,b\r\n\"x, y\",\"he said \"\"no\"\"\"\r\n\"two\r\nlines\",\r\n"
    let table = try CSVTable(parsing: text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["x, y", "he said \"no\""], ["two\r\nlines", ""]])
    #expect(try CSVTable(parsing: "\u{FEFF}a\n1").header == ["a"])
    #expect(try CSVTable(parsing: "a\r1\r\r2").rows == [["1"], ["2"]])
    #expect(try CSVTable(parsing: "\"\",x\n\"\",").rows == [["", ""]])
  }

  @Test func tablesThatAreWrittenAreReadBack() throws {
    var table = Table([Table.Column("network"), Table.Column("parameters")])
    let names = ["a,b", "say \"hi\"", "=SUM(A1)", "@x", "plain", "+x", "-"]
    for name in names { table.rows.append([.text(name), .count(25_557_032)]) }
    for style in [NumberStyle.exact, .separated, .scaled(digits: 4)] {
      let read = try CSVTable(parsing: table.csv(numbers: style))
      #expect(try read.column("network") == names)
      for value in try read.numbers("parameters") {
        let value = try #require(value)
        #expect((value / 25_557_032 - 1).magnitude < 1e-3)
      }
    }
  }

  @Test(arguments: Self.numbers)
  func numbersAreRead(_ field: String, _ value: Double) throws {
    let table = try CSVTable(parsing: "x\n\"\(field)\"\n")
    let read = try #require(try table.numbers("x").first ?? nil)
    #expect((read - value).magnitude <= 1e-12 * value.magnitude)
  }

  @Test(arguments: [
    "12,34", "1,2345", "abc", "0x10", "nan", "inf", "1 2", "5 apples", "1e999", "--1", ",1", "G", "%",
  ])
  func whatIsNoNumberIsRefused(_ field: String) throws {
    let table = try CSVTable(parsing: "x\n1\n\"\(field)\"\n")
    let error = #expect(throws: CSVError.self) { try table.numbers("x") }
    #expect(error?.line == 3)
    #expect(error?.problem == .notNumber(field, column: "x"))
  }

  @Test func missingNumbersAreNil() throws {
    #expect(
      try CSVTable(parsing: "x,y\n-,\nnone,1\nn/a,\n,2\n12 + unknown,").numbers("x") == [
        nil, nil, nil, nil, nil,
      ])
  }

  @Test(arguments: Self.mistakes)
  func mistakesHaveLines(_ text: String, _ line: Int, _ problem: CSVError.Problem) {
    let error = #expect(throws: CSVError.self) { try CSVTable(parsing: text) }
    #expect(error?.line == line)
    #expect(error?.problem == problem)
    #expect(error?.description.hasPrefix("line \(line): ") == true)
  }

  @Test func tablesHaveLimits() throws {
    let wide = Array(repeating: "", count: 1001).joined(separator: ",")
    #expect(throws: CSVError(line: 1, problem: .tooMany("columns", most: 1000))) {
      try CSVTable(parsing: wide)
    }
    let long = "a\n" + String(repeating: "1\n", count: 100_001)
    #expect(throws: CSVError(line: 100_002, problem: .tooMany("rows", most: 100_000))) {
      try CSVTable(parsing: long)
    }
    let table = try CSVTable(parsing: "a,b\n1,2")
    #expect(throws: CSVError(line: 1, problem: .noColumn("c", known: ["a", "b"]))) { try table.numbers("c") }
  }

  @Test func anyBytesAreReadOrRefused() {
    var chance = Chance(state: 3)
    let letters = Array("a,\"\r\n1 %'=\u{FEFF}é")
    for _ in 0..<3000 {
      let text = String((0..<Int(chance.next() * 30)).map { _ in letters[Int(chance.next() * 11)] })
      guard let table = try? CSVTable(parsing: text) else { continue }
      #expect(table.rows.allSatisfy { $0.count == table.header.count })
      for name in table.header { _ = try? table.numbers(name) }
    }
  }
}
