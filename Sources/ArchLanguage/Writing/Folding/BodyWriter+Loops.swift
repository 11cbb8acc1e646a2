import ArchGraph

/// Loops: rounds of steps, and calls side by side.
extension BodyWriter {
  /// The number of rounds that steps have.
  mutating func count(_ steps: [Step], _ occurrences: [Occurrence]) -> String {
    let role = FoldedParameter.Role(name: "depth", kind: .other("depth"), member: "channels")
    return columns.text(
      steps.map { .integer($0.lists.count) }, role, occurrences, entries: steps.map(\.entry))
  }

  /// The body of a loop; its entry has no name, as it changes from round to round.
  mutating func rounds(_ steps: [Step], _ occurrences: [Occurrence]) -> [Flow] {
    let rounds = zip(steps, occurrences).flatMap { step, occurrence in
      step.lists.map { Occurrence(call: occurrence.call, list: $0, inner: occurrence.inner) }
    }
    let outside = steps[0].entry.flatMap { value in names.removeValue(forKey: value).map { (value, $0) } }
    defer {
      if let outside { names[outside.0] = outside.1 }
    }
    return flows(rounds, entry: nil)
  }

  /// Rounds that see the results of all earlier rounds: `if i > 0 { concat(in, grown) }`.
  mutating func growth(_ steps: [Step], _ occurrences: [Occurrence]) -> [Flow.Element] {
    let entries = steps.map(\.entry)
    let count = count(steps, occurrences)
    let (label, index) = (labels.name("grown"), labels.name("i"))
    let start = steps[0].entry.flatMap { names[$0] } ?? "in"
    let join = call(
      steps.map(\.nodes.upperBound), occurrences, entries: entries, inputs: [start, label])
    var body = rounds(steps, occurrences)
    if let last = body.indices.last, body[last].label == nil {
      body[last].label = label
    } else {
      body.append(Flow(label: label, start: "it", elements: []))
    }
    let first = Flow(elements: [.line("if \(index) > 0 { \(join) }")])
    return [.loop("repeat \(count) as \(index)", [first] + body), .call(join, .heavy)]
  }

  /// Turns adjacent calls of a block into a loop if they are equal or differ in one argument.
  mutating func collapsed(_ flow: Flow) -> Flow {
    var result = flow
    result.elements = []
    var index = 0
    while index < flow.elements.count {
      guard case .block(var call) = flow.elements[index] else {
        result.elements.append(flow.elements[index])
        index += 1
        continue
      }
      let (count, place) = Self.series(flow.elements[index...], call)
      if place == nil, count > 2 {
        result.elements.append(.loop("repeat \(count)", [Flow(elements: [.block(call)])]))
        index += count
      } else if let place, count > 3 {
        let list = flow.elements[index..<index + count].compactMap { element in
          if case .block(let call) = element { call.arguments[place].text } else { nil }
        }
        let word = call.arguments[place].name
        let name = loopNames.contains(word) ? word : labels.name(word)
        loopNames.insert(name)
        call.arguments[place].text = name
        let head = "for \(name) in [\(list.joined(separator: ", "))]"
        result.elements.append(.loop(head, [Flow(elements: [.block(call)])]))
        index += count
      } else {
        result.elements.append(flow.elements[index])
        index += 1
      }
    }
    return result
  }

  /// How many calls from the first on are equal or differ in a single argument, and in which.
  private static func series(
    _ elements: ArraySlice<Flow.Element>, _ first: Flow.BlockCall
  ) -> (count: Int, place: Int?) {
    var (count, place) = (1, Int?.none)
    for element in elements.dropFirst() {
      guard case .block(let call) = element, call.name == first.name,
        call.arguments.map(\.name) == first.arguments.map(\.name)
      else { break }
      let places = call.arguments.indices.filter { call.arguments[$0].text != first.arguments[$0].text }
      if count == 1 { place = places.first }
      guard places.count < 2, places.first == place else { break }
      count += 1
    }
    return (count, count == 1 ? nil : place)
  }
}
