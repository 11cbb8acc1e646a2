import ArchCalc

/// Finds layers by their paths.
enum LayerPaths {
  /// Why there is no layer with a path, with the nearest, or how many layers have its name.
  static func unknown(_ wanted: String, in graph: Graph, _ paths: [String], operand: String) -> Failure {
    .command(
      .unknownPath(
        wanted, network: graph.name,
        help: range(of: wanted, paths) ?? Spelling.question(for: wanted, among: paths)
          ?? "`archcalc summary \(operand) --all-layers` lists them"))
  }

  /// If an index is too large, the range of indices: `stage[2].bottleneck[0]` to `[5]`.
  private static func range(of wanted: String, _ paths: [String]) -> String? {
    // The first component with an index that no path has.
    var end = wanted.startIndex
    while let close = wanted[end...].firstIndex(of: "]") {
      end = wanted.index(after: close)
      let part = wanted[..<end]
      if paths.contains(where: { $0 == part || $0.hasPrefix(part + ".") || $0.hasPrefix(part + "[") }) {
        continue
      }
      guard let open = part.lastIndex(of: "[") else { return nil }
      let name = part[...open]
      let indices = paths.compactMap { path -> Int? in
        guard path.hasPrefix(name) else { return nil }
        return Int(path.dropFirst(name.count).prefix { $0 != "]" })
      }
      guard let last = indices.max() else {
        let plain = name.dropLast()
        let isThere = paths.contains { $0 == plain || $0.hasPrefix(plain + ".") }
        return isThere ? "there is only one `\(plain)`, which has no index" : nil
      }
      return "there are `\(name)0]` to `\(name)\(last)]`"
    }
    return nil
  }
}
