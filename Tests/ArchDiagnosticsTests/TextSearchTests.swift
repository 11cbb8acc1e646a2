import ArchDiagnostics
import Foundation
import Testing

/// Texts are found where Foundation finds them.
struct TextSearchTests {
  @Test func placesArePlacesOfFoundation() {
    let texts = ["", "a", "aa", "aab", "abaabaab", "ein Äpfelchen", "x\n}\ny\n}\n", "🙂🙂a🙂", "..", "a..b"]
    for text in texts {
      for wanted in ["a", "aa", "ab", "aab", "Ä", "🙂", "\n}\n", "..", "chen", "b"] {
        #expect(text.place(of: wanted) == text.range(of: wanted, options: .literal), "\(wanted) in \(text)")
        #expect(text.has(wanted) == text.contains(wanted))
        #expect(text.pieces(between: wanted).map(String.init) == text.components(separatedBy: wanted))
        #expect(text.dropFirst().has(wanted) == String(text.dropFirst()).contains(wanted))
      }
      #expect(text.place(of: "") == nil)
    }
  }
}
