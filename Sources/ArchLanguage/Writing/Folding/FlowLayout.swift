/// Lays statements out on lines.
struct FlowLayout {
  /// The most characters of a line with several elements.
  private static let width = 110
  private var lines: [String] = []
  private var depth: Int
  /// Whether these are the statements of a network itself, with each large block on a line to itself.
  private let isNetwork: Bool

  private init(depth: Int, isNetwork: Bool) {
    self.depth = depth
    self.isNetwork = isNetwork
  }

  /// The lines of statements at this depth of braces.
  static func lines(_ flows: [Flow], depth: Int, isNetwork: Bool = false) -> [String] {
    var layout = FlowLayout(depth: depth, isNetwork: isNetwork)
    for flow in flows { layout.write(flow) }
    return layout.lines
  }

  /// Whether elements fit on one line of a body.
  static func isShort(_ elements: [Flow.Element]) -> Bool {
    let lines = lines([Flow(elements: elements)], depth: 1)
    // Parameters have no names yet: most will be one word.
    let placeholders =
      lines.first.map { $0.split(separator: "\u{1}", omittingEmptySubsequences: false).count / 2 } ?? 0
    return lines.count == 1 && (lines.first?.count ?? 0) + 5 * placeholders <= width
  }

  private var room: Int { Self.width - depth * ArchitectureFormatter.indent }

  private mutating func line(_ text: String) {
    lines.append(String(repeating: " ", count: depth * ArchitectureFormatter.indent) + text)
  }

  /// The contents of braces on one line, or `nil` if they need several.
  private func short(_ flows: [Flow]) -> String? {
    if flows.isEmpty { return "{}" }
    let lines = Self.lines(flows, depth: 0)
    return lines.count == 1 ? "{ \(lines[0]) }" : nil
  }

  private func short(_ name: String, _ branches: [[Flow]]) -> String? {
    let texts = branches.compactMap { short($0).map { "branch \($0)" } }
    let text = "\(name) { \(texts.joined(separator: " ")) }"
    return texts.count == branches.count && text.count <= room ? text : nil
  }

  /// The light calls that follow a heavy one: how many, and how many characters they have.
  private static func followers(_ elements: ArraySlice<Flow.Element>) -> (count: Int, length: Int) {
    var (count, length) = (0, 0)
    for element in elements {
      guard case .call(let text, let weight) = element, weight != .heavy else { break }
      count += 1
      length += 4 + text.count
    }
    return (count, length)
  }

  private mutating func write(list: Substring, behind head: Substring) {
    line(String(head))
    depth += 1
    var row = ""
    for element in list.split(separator: " ") {
      if row.count + element.count + 1 > room {
        line(row)
        row = ""
      }
      row += (row.isEmpty ? "" : " ") + element
    }
    line(row + ",")
    depth -= 1
    line("] {")
  }

  private mutating func write(_ flow: Flow) {
    var words = flow.start ?? ""
    var (heavy, isAfterLarge) = (0, false)
    func prefix(_ isLast: Bool) -> String { isLast ? flow.label.map { "\($0): " } ?? "" : "" }
    for (index, element) in flow.elements.enumerated() {
      let isLast = index == flow.elements.count - 1
      var element = element
      let isLarge = if case .block(let call) = element { call.isLarge && isNetwork } else { false }
      if case .block(let call) = element { element = .call(call.text, .heavy) }
      if isLarge { heavy = 2 }
      switch element {
      case .block: break
      case .call(let text, let weight):
        let isHeavy = weight == .heavy
        // Whatever follows a layer stays on its line.
        let followers = isHeavy ? Self.followers(flow.elements[(index + 1)...]) : (count: 0, length: 0)
        let endsFlow = index + 1 + followers.count == flow.elements.count
        let group = text.count + followers.length + (endsFlow && flow.parts != nil ? prefix(true).count : 0)
        let isFull =
          words.count + group + 4 > room || isHeavy && heavy == 2 || weight == .light && isAfterLarge
        isAfterLarge = false
        if isFull, !words.isEmpty, words != flow.start {
          line(words)
          (words, heavy) = ("", 0)
        }
        words += (words.isEmpty ? "" : " -> ") + text
        if isHeavy { heavy += 1 }
        if isLarge { (heavy, isAfterLarge) = (2, true) }
      case .merge(let name, _, let branches):
        if !words.isEmpty { line(words) }
        (words, heavy) = ("", 0)
        if let text = short(name, branches) {
          line(prefix(isLast) + text)
        } else {
          line(prefix(isLast) + name + " {")
          depth += 1
          for branch in branches {
            if let text = short(branch), text.count + 7 <= room {
              line("branch \(text)")
            } else {
              line("branch {")
              lines += Self.lines(branch, depth: depth + 1)
              line("}")
            }
          }
          depth -= 1
          line("}")
        }
      case .loop(let name, let body):
        if !words.isEmpty { line(words) }
        (words, heavy) = ("", 0)
        if let open = name.firstIndex(of: "["), name.count > room {
          // A long list has lines to itself.
          write(list: name[name.index(after: open)...].dropLast(), behind: name[...open])
          lines += Self.lines(body, depth: depth + 1)
          line("}")
        } else if let text = short(body), name.count + text.count + 1 <= room {
          line(prefix(isLast) + "\(name) \(text)")
        } else {
          line(prefix(isLast) + name + " {")
          lines += Self.lines(body, depth: depth + 1)
          line("}")
        }
      case .line(let text):
        if !words.isEmpty { line(words) }
        (words, heavy) = ("", 0)
        line(text)
      }
    }
    if !words.isEmpty { line(prefix(true) + words) }
  }
}
