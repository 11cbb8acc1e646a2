/// How a shell completes an operand or the value of an option.
package indirect enum Completion: Hashable, Sendable {
  /// Not at all.
  case none
  /// Names of files with one of these extensions (without the dot), or of any file if there are none.
  case files(extensions: [String])
  /// Fixed words.
  case words([String])
  /// The lines that the program itself prints when it is run with these arguments.
  case command([String])
  /// Everything that any of these offers, such as the names of a library and also files.
  case anyOf([Completion])

  /// Names of any file.
  package static let anyFile = Completion.files(extensions: [])

  /// Whether it can offer nothing.
  var isEmpty: Bool {
    switch self {
    case .none: true
    case .files, .command: false
    case .words(let words): words.isEmpty
    case .anyOf(let parts): parts.allSatisfy(\.isEmpty)
    }
  }

  /// The completions it consists of, none of them a union.
  var parts: [Completion] {
    switch self {
    case .none: []
    case .files, .words, .command: isEmpty ? [] : [self]
    case .anyOf(let parts): parts.flatMap(\.parts)
    }
  }
}
