/// An error in the form of a text: only facts; the wording is in `SyntaxFault+Wording.swift`.
enum SyntaxFault: Hashable, Sendable {
  case unexpectedCharacter(String)
  case unterminatedString
  case nameTooLong(limit: Int)
  case textTooLong(limit: Int)
  /// A control character in a comment or a text, which no editor shows.
  case controlCharacter(UInt32)
  /// Any other character in one that is invisible, or that changes the order of others.
  case hiddenCharacter(UInt32)
  case badNumber(String)
  case numberTooLarge
  /// Something else was needed here.
  case expected(String, found: String, hint: String? = nil)
  case unclosed(Sign, opened: Int)
  case tooDeep(limit: Int)
  case tooManyOperations(limit: Int)
  /// A comment that looks like a division in another language.
  case commentForDivision
  case noNetwork
  case notText
  case tooLong(bytes: Int, limit: Int)
  case reserved(String)
  case misplaced(String, where: String)
  case positionalAfterNamed
}
