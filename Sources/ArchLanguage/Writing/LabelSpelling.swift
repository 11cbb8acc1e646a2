/// Spells names from elsewhere, such as `/layer1/layer1.0/conv1/Conv` or `stage[2].conv`, as labels of the language.
///
/// Letters, digits and underscores stay; runs of other characters become one underscore: `layer1_layer1_0_conv1_Conv`.
/// Labels are unique: if another name, a word of the language or an operator has the label already, a number is added.
package struct LabelSpelling {
  private var taken: Set<String>
  /// The number that the next label of the same spelling may have.
  private var next: [String: Int] = [:]

  /// - Parameter reserved: words that labels may not be, besides those of the language.
  package init(reserved: Set<String>) {
    taken = reserved.union(Keyword.allCases.filter(\.isReserved).map(\.text))
  }

  /// Reserves a name as it is.
  package mutating func reserve(_ name: String) { taken.insert(name) }

  /// Whether a name is valid in the language and not taken by anything else.
  static func isName(_ name: String, reserved: Set<String>) -> Bool {
    LabelSpelling(reserved: reserved).isFree(name)
  }

  private func isFree(_ name: String) -> Bool {
    var bytes = name.utf8.makeIterator()
    guard let first = bytes.next(), !(48...57).contains(first), !taken.contains(name) else { return false }
    return name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
    }
  }

  /// The label for one more name.
  package mutating func label(for name: String) -> String {
    var spelt = ""
    for character in name.unicodeScalars {
      let stays =
        character.isASCII && (character.properties.isAlphabetic || (48...57).contains(character.value))
      if stays {
        spelt.unicodeScalars.append(character)
      } else if spelt.last != "_", !spelt.isEmpty {
        spelt.append("_")
      }
    }
    while spelt.last == "_" { spelt.removeLast() }
    if spelt.isEmpty || spelt.first?.isNumber == true { spelt = "layer_" + spelt }
    while spelt.last == "_" { spelt.removeLast() }
    var label = spelt
    while !taken.insert(label).inserted {
      let number = next[spelt, default: 2]
      next[spelt] = number + 1
      label = "\(spelt)_\(number)"
    }
    return label
  }
}
