import ArchGraph

/// A convention and the spelling it is asked for with, as named in a column or an option.
public struct Counting: Hashable, Sendable {
  /// The convention.
  package var convention: Convention
  /// How the network is written, for tools where that matters.
  package var spelling: LibrarySpelling

  /// A convention, with the library's layers wherever it has one unless a spelling is given.
  package init(_ convention: Convention, _ spelling: LibrarySpelling = .modules) {
    self.convention = convention
    self.spelling = spelling
  }

  /// A convention by its name, with the words of its spelling after a slash: `ptflops/functional-pools`.
  public init?(named name: String) {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let convention = Convention.named(String(first)) else { return nil }
    self.init(convention)
    guard parts.count == 2 else { return }
    for word in parts[1].split(separator: "+", omittingEmptySubsequences: false) {
      guard let word = LibrarySpelling.Word(rawValue: String(word)) else { return nil }
      spelling[word] = true
    }
  }

  /// The name in columns and JSON.
  public var name: String {
    let words = LibrarySpelling.Word.allCases.filter { spelling[$0] }.map(\.rawValue)
    return convention.name + (words.isEmpty ? "" : "/" + words.joined(separator: "+"))
  }
}
