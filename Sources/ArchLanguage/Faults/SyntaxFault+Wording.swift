import ArchDiagnostics

extension SyntaxFault {
  /// The fault as a diagnostic.
  func diagnostic(at place: Place) -> Diagnostic {
    switch self {
    case .unexpectedCharacter(let character):
      let isVisible = character.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0.value != 0x7F && $0.value != 0xA0
      }
      let code =
        character.unicodeScalars.first.map { "U+" + String($0.value, radix: 16, uppercase: true) } ?? ""
      return Diagnostic(
        "unexpected-character",
        "\(isVisible ? "`\(character)`" : "the character \(code)") is not part of the language",
        at: place, help: Self.instead(of: character))
    case .unterminatedString:
      return Diagnostic(
        "unterminated-string", "the string is not closed on its line", at: place, help: "add a `\"`")
    case .badNumber(let text):
      return Diagnostic(
        "bad-number", "`\(text)` is not a number", at: place,
        help: "the suffixes of numbers are K, M, G, KiB, MiB and GiB")
    case .numberTooLarge:
      return Diagnostic(
        "number-too-large", "the number is too large", at: place,
        evidence: ["the largest whole number is \(Int.max)"])
    case .expected(let what, let found, let hint):
      return Diagnostic("unexpected", "expected \(what), found \(found)", at: place, help: hint)
    case .unclosed(let sign, let line):
      let closing = sign == .leftBrace ? "}" : sign == .leftBracket ? "]" : ")"
      return Diagnostic(
        "unclosed", "`\(sign.rawValue)` is never closed", at: place,
        evidence: ["it was opened on line \(line)"], help: "add the missing `\(closing)`")
    case .tooDeep(let limit):
      return Diagnostic("too-deep", "brackets and blocks are nested more than \(limit) deep", at: place)
    case .tooManyOperations(let limit):
      return Diagnostic(
        "too-many-operations", "an expression has more than \(limit) operations in a row", at: place)
    case .commentForDivision:
      return Diagnostic(
        "comment-for-division", "`//` begins a comment", at: place,
        help: "`/` of whole numbers rounds down already; put a comment on a line of its own")
    case .noNetwork:
      return Diagnostic(
        "no-network", "there is no network in this file", at: place,
        help: "a network is written `network name { input image: [3, 32, 32] … }`")
    case .notText:
      return Diagnostic(
        "not-text", "this is not a text file", at: place,
        help: "an architecture is plain UTF-8 text, usually in a file named `*.arch`")
    case .tooLong(let bytes, let limit):
      return Diagnostic(
        "too-long", "the file is too long", at: place,
        evidence: ["it has \(bytes) bytes; the limit is \(limit)"])
    case .reserved(let word):
      return Diagnostic(
        "reserved-word", "`\(word)` is a word of the language and cannot be a name", at: place)
    case .misplaced(let what, let place_):
      return Diagnostic("misplaced", "\(what) cannot stand here", at: place, evidence: [place_])
    case .positionalAfterNamed:
      return Diagnostic(
        "positional-after-named", "an argument without a name cannot follow one with a name", at: place)
    }
  }

  /// What stands for a character of other languages.
  private static func instead(of character: String) -> String? {
    switch character {
    case "#": "a comment begins with `//`"
    case ";": "a statement ends with its line"
    case "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": "strings are written in plain double quotes"
    case "&", "|", "!": "the words are `and`, `or` and `not`"
    case "?": "a choice is written `if a then b else c`"
    case "\u{2192}": "an arrow is written `->`"
    case "\u{D7}": "a product is written `*`"
    case "\u{A0}": "it is a no-break space; a plain space would do"
    default: nil
    }
  }
}
