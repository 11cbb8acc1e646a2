/// How often each name occurs in a scope.
///
/// Most scopes have a handful of names, which are found faster one by one than by hashing.
struct NameCounts: Sendable {
  private var few: [Entry] = []
  private var many: [String: Int] = [:]

  private struct Entry {
    var name: String
    var count: Int
  }

  private static let few = 12

  subscript(name: String) -> Int {
    for entry in few where entry.name == name { return entry.count }
    return many.isEmpty ? 0 : many[name, default: 0]
  }

  /// Counts one more and returns how many there were before.
  mutating func add(_ name: String) -> Int {
    let length = name.utf8.count
    for index in few.indices where few[index].name.utf8.count == length && few[index].name == name {
      few[index].count += 1
      return few[index].count - 1
    }
    if few.count < Self.few {
      if few.isEmpty { few.reserveCapacity(6) }
      few.append(Entry(name: name, count: 1))
      return 0
    }
    let before = many[name, default: 0]
    many[name] = before + 1
    return before
  }
}
