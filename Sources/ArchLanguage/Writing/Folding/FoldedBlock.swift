import ArchGraph

/// A block of the folded text.
final class FoldedBlock {
  /// Its name.
  let name: String
  /// Its parameters: widths, then others, then those with a default.
  var parameters: [FoldedParameter]
  private let flows: [Flow]

  /// - Parameter taken: names that no parameter may have.
  init(name: String, parameters: [FoldedParameter], flows: [Flow], taken: Set<String>) {
    self.name = name
    let last = Self.output(flows)
    var named = parameters
    for (index, word) in Self.words(parameters, flows, last: last).enumerated() { named[index].word = word }
    var spelling = LabelSpelling(reserved: taken)
    var names: [String] = []
    for index in named.indices {
      let word = named[index].word
      let places = named.indices.filter { named[$0].word == word }
      let place = places.firstIndex(of: index) ?? 0
      names.append(spelling.label(for: places.count == 1 ? word : "\(word)\(place + 1)"))
      named[index].name = names[index]
      named[index].isOutput = index == last
      named[index].defaultValue = Self.defaultValue(of: named[index])
    }
    // Widths come first, as they may be given by position, and parameters with a default last.
    let needed = named.filter { $0.defaultValue == nil }
    self.parameters =
      needed.filter { $0.role.kind == .width } + needed.filter { $0.role.kind != .width }
      + named.filter { $0.defaultValue != nil }
    self.flows = Self.named(flows, names)
  }

  // MARK: Names

  /// Words for parameters: the width of the last layer is `filters`, and others are named after their use.
  private static func words(_ parameters: [FoldedParameter], _ flows: [Flow], last: Int?) -> [String] {
    let gates = used(flows, inGate: false, wanted: true)
    let others = used(flows, inGate: false, wanted: false)
    return parameters.indices.map { index in
      let word = parameters[index].word
      switch word {
      case "extent": return "channels"
      case "filters", "inner", "squeeze", "units":
        if index == last { return word == "units" ? "units" : "filters" }
        guard last != nil, word == "filters" || word == "units" else { return word }
        return gates.contains(index) && !others.contains(index) ? "squeeze" : "inner"
      default: return word
      }
    }
  }

  private static func places(in text: String) -> [Int] {
    text.split(separator: "\u{1}", omittingEmptySubsequences: false).enumerated().compactMap { place, part in
      place % 2 == 1 ? Int(part) : nil
    }
  }

  /// The parameter that the last layer of the statements has.
  private static func output(_ flows: [Flow]) -> Int? {
    for flow in flows.reversed() {
      for element in flow.elements.reversed() {
        switch element {
        case .call(let text, let weight):
          if let place = places(in: text).first { return place }
          if weight == .heavy { return nil }
        case .line: continue
        case .block(let call):
          if let output = call.output { return places(in: output).first }
        case .merge(_, let join, let branches):
          guard join != .concatenation, join != .product else { continue }
          for branch in branches { if let place = output(branch) { return place } }
        case .loop(_, let body):
          if let place = output(body) { return place }
        }
      }
    }
    return nil
  }

  /// The parameters that are inside products, or outside.
  private static func used(_ flows: [Flow], inGate: Bool, wanted: Bool) -> Set<Int> {
    var found: Set<Int> = []
    for element in flows.flatMap(\.elements) {
      switch element {
      case .call(let text, _), .line(let text):
        if inGate == wanted { found.formUnion(places(in: text)) }
      case .block(let call):
        if inGate == wanted { found.formUnion(places(in: call.text)) }
      case .merge(let name, let join, let branches):
        if inGate == wanted { found.formUnion(places(in: name)) }
        for branch in branches {
          found.formUnion(used(branch, inGate: inGate || join == .product, wanted: wanted))
        }
      case .loop(let head, let body):
        if inGate == wanted { found.formUnion(places(in: head)) }
        found.formUnion(used(body, inGate: inGate, wanted: wanted))
      }
    }
    return found
  }

  // MARK: Defaults

  /// A value that a call can omit: a stride of 1, and what most calls have; widths and depths are always given.
  private static func defaultValue(of parameter: FoldedParameter) -> ArgumentValue? {
    if let value = parameter.defaultValue { return value }
    if parameter.role.kind == .optional { return false }
    if parameter.role.kind == .width || parameter.word == "depth" { return nil }
    if parameter.word == "stride", parameter.values.contains(1) { return 1 }
    var counts: [ArgumentValue: Int] = [:]
    for value in parameter.values { counts[value, default: 0] += 1 }
    return counts.first { $0.value * 10 > parameter.values.count * 6 && $0.value > 2 }?.key
  }

  /// The statements with the parameters' names filled in.
  private static func named(_ flows: [Flow], _ names: [String]) -> [Flow] {
    func spelt(_ text: String) -> String {
      let parts = text.split(separator: "\u{1}", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return text }
      return parts.enumerated().map { place, part in
        place % 2 == 0 ? String(part) : Int(part).map { names[$0] } ?? ""
      }.joined()
    }
    return flows.map { flow in
      var flow = flow
      flow.elements = flow.elements.map { element in
        switch element {
        case .call(let text, let weight): .call(spelt(text), weight)
        case .block(var call):
          {
            for index in call.arguments.indices {
              call.arguments[index].text = spelt(call.arguments[index].text)
            }
            return .block(call)
          }()
        case .merge(let text, let join, let branches):
          .merge(spelt(text), join, branches.map { named($0, names) })
        case .loop(let text, let body): .loop(spelt(text), named(body, names))
        case .line(let text): .line(spelt(text))
        }
      }
      return flow
    }
  }

  /// The text.
  var text: String {
    let given = parameters.map { parameter in
      let value = parameter.isLeftOut ? parameter.defaultValue : nil
      return parameter.name + (value.map { " = \($0)" } ?? "")
    }
    let head = given.isEmpty ? name : "\(name)(\(given.joined(separator: ", ")))"
    return (["block \(head) {"] + FlowLayout.lines(flows, depth: 1) + ["}"]).map { $0 + "\n" }.joined()
  }
}
