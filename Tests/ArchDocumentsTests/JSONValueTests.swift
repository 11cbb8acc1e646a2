import ArchDocuments
import Testing

@Suite struct JSONValueTests {
  private func parse(_ text: String) throws(JSONFault) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  @Test func readsEveryKindOfValue() throws {
    let value = try parse(
      """
       {"a": [1, -2, 0, -0, 2.5, 1e3, -1.5E-2, true, false, null], "b": {}, "c": [],
        "d": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é", "a2": 9223372036854775807, "a3": 9223372036854775808}
      """)
    #expect(
      value["a"]
        == .array([
          .integer(1), .integer(-2), .integer(0), .integer(0), .number(2.5), .number(1000), .number(-0.015),
          .boolean(true), .boolean(false), .null,
        ]))
    #expect(value["b"] == .object([]))
    #expect(value["c"] == .array([]))
    #expect(value["d"] == .string("\"\\/\u{8}\u{C}\n\r\té😀 é"))
    #expect(value["a2"] == .integer(.max))
    #expect(value["a3"] == .number(9_223_372_036_854_775_808))
    #expect(value["e"] == nil)
    #expect(value["a"]?["a"] == nil)
    #expect(try parse("{\"a\": 1, \"a\": 2}")["a"] == .integer(2))
    #expect(try parse("\u{FEFF}7") == .integer(7))
    #expect(try parse(" \"x\" \n") == .string("x"))
  }

  /// What ``JSONText`` writes is read as what it was.
  @Test func readsWhatIsWritten() throws {
    let text = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init)))
    var json = JSONText()
    json.object { json in
      json.string(text, text)
      json.integer("n", .min)
      json.number("x", 0.1)
      json.compact { json in json.array("list") { json in json.string(nil, nil) } }
    }
    let value = try parse(json.text)
    #expect(value[text] == .string(text))
    #expect(value["n"] == .integer(.min))
    #expect(value["x"] == .number(0.1))
    #expect(value["list"] == .array([.null]))
  }

  @Test(arguments: [
    ("", "a value is missing at line 1, column 1"), ("   ", "a value is missing at line 1, column 4"),
    ("{\n\"a\" 1}", "`:` is missing at line 2, column 5"),
    ("[1 2]", "`,` or `]` is missing at line 1, column 4"),
    ("{\"a\": 1,}", "a key in quotes is missing at line 1, column 9"),
    ("[1,]", "a value is missing at line 1, column 4"),
    ("{1: 2}", "a key in quotes is missing at line 1, column 2"),
    ("{\"a\": 1", "`,` or `}` is missing at line 1, column 8"),
    ("\"abc", "a string is not closed at line 1, column 5"),
    ("\"a\\", "a string is not closed at line 1, column 4"),
    ("\"a\nb\"", "a string has a control character at line 1, column 3"),
    ("\"\\x\"", "there is no such escape at line 1, column 4"),
    ("\"\\u12\"", "there is no such escape at line 1, column 6"),
    ("\"\\ud800\"", "there is no such escape at line 1, column 8"),
    ("\"\\ud800\\u0041\"", "there is no such escape at line 1, column 14"),
    ("01", "this is not a number at line 1, column 3"), ("-", "this is not a number at line 1, column 2"),
    ("1.", "this is not a number at line 1, column 3"), ("1e", "this is not a number at line 1, column 3"),
    ("1e999", "this is not a number at line 1, column 6"), ("nul", "a value is missing at line 1, column 1"),
    ("+1", "a value is missing at line 1, column 1"),
    ("1 x", "there is more text after its end at line 1, column 3"),
    ("NaN", "a value is missing at line 1, column 1"), ("'a'", "a value is missing at line 1, column 1"),
  ]) func saysWhatIsNoJSON(text: String, reason: String) {
    let fault = #expect(throws: JSONFault.self) { try parse(text) }
    #expect(fault?.reason == reason)
  }

  @Test func bytesThatAreNoText() {
    let fault = #expect(throws: JSONFault.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    #expect(fault?.kind == .badEncoding)
    #expect(throws: JSONFault.self) { try JSONValue(parsing: [0xFF, 0xFE, 0x7B, 0x00]) }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try parse(nested(JSONValue.deepest))
    let fault = #expect(throws: JSONFault.self) { try parse(nested(JSONValue.deepest + 1)) }
    #expect(fault?.kind == .tooDeep)
    #expect(throws: JSONFault.self) { try parse(String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  /// Any text cut short or with any byte changed is read or refused, and nothing else.
  @Test func survivesAnyDamage() throws {
    let bytes = Array("{\"a\": [1, -2.5e3, \"\\u00e9\\n\"], \"b\": {\"c\": null, \"d\": true}}".utf8)
    for length in bytes.indices {
      #expect(throws: JSONFault.self) { try JSONValue(parsing: Array(bytes[..<length])) }
    }
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var damaged = bytes
        damaged[index] = byte
        _ = try? JSONValue(parsing: damaged)
      }
    }
  }
}
