import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph

/// The values of a run as people and programs read them.
package struct RunReport {
  let run: GivenRun

  /// A report of a run.
  package init(_ run: GivenRun) { self.run = run }

  /// The version of the JSON form.
  private static let schema = 1
  /// The most numbers of a vector in one line.
  private static let mostInLine = 10
  /// The most names listed of what was made up.
  private static let mostNames = 6

  func shape(_ node: Node.ID) -> [Int] { run.graph.nodes[node].shape.dimensions }

  // MARK: Text

  /// Each value with its shape, as matrices one channel after another; at the end what was made up.
  package func text(width: Int?) -> String {
    var text = ""
    for (index, value) in run.values.enumerated() {
      let extents = shape(value.node)
      if index > 0 { text += "\n" }
      text +=
        "\(run.graph.path(of: value.node)) (\(extents.map(String.init).joined(separator: ", ")))\n"
      text += Self.text(value.numbers, extents)
    }
    return text + (madeUp.map { "\n\($0)\n" } ?? "")
  }

  /// What was made up, or `nil` if nothing was.
  var madeUp: String? {
    let names = run.madeUp.inputs + run.madeUp.weights
    guard !names.isEmpty else { return nil }
    let more = names.count - Self.mostNames
    let listed = names.prefix(Self.mostNames).joined(separator: ", ")
    return "made up from seed \(run.seed): \(listed)\(more > 0 ? " and \(more) more" : "")"
  }

  /// Numbers in columns of equal width: a vector in lines, a map one matrix after the other.
  static func text(_ numbers: [Float], _ extents: [Int]) -> String {
    let words = Self.words(numbers)
    let width = words.reduce(0) { max($0, $1.utf8.count) }
    func row(_ words: ArraySlice<String>) -> String {
      words.map { String(repeating: " ", count: width + 2 - $0.utf8.count) + $0 }.joined() + "\n"
    }
    let columns = extents.last ?? 1
    guard extents.count > 1 else {
      return stride(from: 0, to: words.count, by: mostInLine).map {
        row(words[$0..<min(words.count, $0 + mostInLine)])
      }.joined()
    }
    let rows = extents[extents.count - 2]
    let leading = Array(extents.dropLast(2))
    var text = ""
    for (matrix, position) in Positions(leading).enumerated() {
      if extents.count > 2, numbers.count > rows * columns {
        let depth = position.dropFirst().map { ", depth \($0)" }.joined()
        text += "\(matrix > 0 ? "\n" : "")channel \(position[0])\(depth)\n"
      }
      for line in 0..<rows {
        let start = (matrix * rows + line) * columns
        text += row(words[start..<start + columns])
      }
    }
    return text
  }

  /// Integers as such; others with as many decimals as their size leaves room for.
  private static func words(_ numbers: [Float]) -> [String] {
    let finite = numbers.filter(\.isFinite)
    let largest = finite.reduce(Float(0)) { max($0, abs($1)) }
    if largest < 1e7, finite.allSatisfy({ $0 == $0.rounded() }) {
      return numbers.map { $0.isFinite ? "\(Int($0))" : "\($0)" }
    }
    guard largest >= 1e-3, largest < 1e7 else { return numbers.map { "\($0)" } }
    let digits = "\(Int(largest))".utf8.count
    let decimals = max(1, 6 - digits)
    var words = numbers.map { number in
      number.isFinite
        ? NumberText.fixed(Double(number), decimals: decimals).filter { $0 != "," } : "\(number)"
    }
    // Decimals that are 0 everywhere are left out.
    let places = numbers.indices.filter { numbers[$0].isFinite }
    var spare = decimals - 1
    for place in places where spare > 0 {
      spare = min(spare, words[place].reversed().prefix { $0 == "0" }.count)
    }
    for place in places { words[place].removeLast(spare) }
    return words
  }

  // MARK: JSON

  /// The values as nested arrays, which can be given to another run; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", run.graph.name)
      json.integer("seed", Int(truncatingIfNeeded: run.seed))
      json.compact { json in
        json.object("made_up") { json in
          json.array("inputs") { json in for name in run.madeUp.inputs { json.string(nil, name) } }
          json.array("weights") { json in for name in run.madeUp.weights { json.string(nil, name) } }
        }
      }
      json.array("values") { json in
        for value in run.values {
          json.object { json in
            let outputs = run.graph.outputs.filter { $0.node == value.node }
            json.string("path", run.graph.path(of: value.node))
            json.string("output", outputs.first.map { $0.name ?? run.graph.path(of: $0.node) })
            json.compact { json in
              json.array("shape") { json in for extent in shape(value.node) { json.integer(nil, extent) } }
              var place = 0
              Self.write(value.numbers, shape(value.node)[...], &place, "numbers", &json)
            }
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func write(
    _ numbers: [Float], _ extents: ArraySlice<Int>, _ place: inout Int, _ key: String?, _ json: inout JSONText
  ) {
    guard let extent = extents.first else {
      // The shortest decimal that gives the same 32-bit number.
      json.number(key, Double("\(numbers[place])"))
      place += 1
      return
    }
    var next = place
    json.array(key) { json in
      for _ in 0..<extent { write(numbers, extents.dropFirst(), &next, nil, &json) }
    }
    place = next
  }
}
