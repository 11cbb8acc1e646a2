/// The names that are in use in one scope of Python.
struct PythonNames {
  private var used: Set<String>
  /// For each name that was requested again, the lowest number that may be free.
  private var next: [String: Int] = [:]
  /// The original of each name with a number.
  private var made: [String: (name: String, number: Int)] = [:]

  init(_ used: Set<String> = []) { self.used = used }

  /// Takes a name as it is; returns false if it is in use.
  mutating func take(_ name: String) -> Bool { used.insert(name).inserted }

  /// A name that is not in use yet; it is in use from then on.
  ///
  /// - Parameter separator: the text between the name and a number that distinguishes it.
  mutating func unique(_ name: String, separator: String = "_") -> String {
    if used.insert(name).inserted { return name }
    var number = next[name] ?? 2
    while !used.insert("\(name)\(separator)\(number)").inserted { number += 1 }
    next[name] = number + 1
    let text = "\(name)\(separator)\(number)"
    made[text] = (name, number)
    return text
  }

  /// Frees a name.
  mutating func free(_ name: String) {
    used.remove(name)
    if let (origin, number) = made.removeValue(forKey: name) {
      next[origin] = min(next[origin] ?? number, number)
    }
  }
}
