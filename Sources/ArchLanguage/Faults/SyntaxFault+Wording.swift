import ArchDiagnostics
import ArchDocuments

extension SyntaxFault {
  /// The fault as a diagnostic.
  func diagnostic(at place: Place) -> Diagnostic {
    switch self {
    case .unexpectedCharacter(let character):
      let isVisible = character.unicodeScalars.allSatisfy { !$0.isHidden && $0 != "\u{A0}" }
      let code = character.unicodeScalars.first.map { Self.code($0.value) } ?? ""
      return Diagnostic(
        "unexpected-character",
        "\(isVisible ? "`\(character)`" : "the character \(code)") is not part of the language",
        at: place, help: Self.instead(of: character))
    case .unterminatedString:
      return Diagnostic(
        "unterminated-string", "the string is not closed on its line", at: place, help: "add a `\"`")
    case .nameTooLong(let limit):
      return Diagnostic("name-too-long", "a name has at most \(limit) letters", at: place)
    case .textTooLong(let limit):
      return Diagnostic("text-too-long", "a text in quotes has at most \(limit) bytes", at: place)
    case .controlCharacter(let value):
      return Diagnostic(
        "control-character", "there is a control character here, \(Self.code(value))", at: place,
        help: "remove it: a terminal would act on it")
    case .hiddenCharacter(let value):
      return Diagnostic(
        "hidden-character", severity: .warning,
        "there is an invisible character here, \(Self.code(value))", at: place,
        help: "such characters can disguise a text; remove it if you did not mean it")
    case .badNumber(let text):
      return Diagnostic(
        "bad-number", "`\(text)` is not a number", at: place,
        help: Self.suffixed(text) ?? "the number suffixes are K, M, G, KiB, MiB and GiB")
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
        help: "`/` already rounds whole numbers down; put a comment on a separate line")
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
        "reserved-word", "`\(word)` is a reserved word and cannot be a name", at: place,
        help: word == "input"
          ? "what enters a block is `in`; another value may be called `\(word)1`" : "try `\(word)1`")
    case .misplaced(let what, let place_):
      return Diagnostic("misplaced", "\(what) is not allowed here", at: place, evidence: [place_])
    case .positionalAfterNamed:
      return Diagnostic(
        "positional-after-named", "a positional argument cannot follow a named one", at: place)
    }
  }

  /// A number whose suffix has the wrong case, as in `48k`, or numbers with `x` between them.
  private static func suffixed(_ text: String) -> String? {
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "_" || $0 == "." }
    let word = text.dropFirst(digits.count).lowercased()
    let extents = text.split(separator: "x", omittingEmptySubsequences: false)
    if extents.count > 1,
      extents.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCII) && $0.allSatisfy(\.isNumber) })
    {
      return "a shape, like any list, is written `[\(extents.joined(separator: ", "))]`"
    }
    guard let suffix = ["K", "M", "G", "KiB", "MiB", "GiB"].first(where: { $0.lowercased() == word }) else {
      return nil
    }
    return "did you mean `\(digits)\(suffix)`?"
  }

  /// A character by its number: `U+202E`.
  private static func code(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The replacement for a character of other languages.
  private static func instead(of character: String) -> String? {
    switch character {
    case "#": "a comment begins with `//`"
    case ";": "a statement ends with its line"
    case "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": "strings are written in plain double quotes"
    case "&", "|", "!": "write `and`, `or` and `not`"
    case "?": "a choice is written `if a then b else c`"
    case "\u{2192}": "an arrow is written `->`"
    case "\u{D7}": "a product is written `*`"
    case "\u{A0}": "it is a no-break space; use a plain space"
    default: nil
    }
  }
}
