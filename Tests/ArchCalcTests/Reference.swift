import ArchCalc
import ArchDocuments
import Architectures
import Foundation
import Testing

/// The published tables that are kept beside the project, not in it.
enum Reference {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/reference")

  static var isThere: Bool { FileManager.default.fileExists(atPath: directory.path()) }

  /// The rows of a table, each by the names of its columns; cells in quotes may hold commas.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: directory.appending(path: name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map(cells)
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { cells.append("") } else { cells[cells.count - 1].append(character) }
    }
    return cells.map { $0.filter { $0 != "\"" } }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips what compares with the tables where they are not.
  static var withReference: Self { .enabled(if: Reference.isThere, "the reference tables are not here") }
}

/// A figure as a table prints it: `159K`, `1.8e9`, `36.5M`, `94.86%`, `38,951,745`.
enum Printed {
  /// A number with the unit and the decimals of a printed one, so that the two can be compared as texts.
  static func like(_ text: String, _ value: Double, kilo: Double = 1000) -> String {
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let unit = text.dropFirst(number.count)
    let decimals = number.split(separator: ".").dropFirst().first?.count ?? 0
    let scale: Double =
      switch unit {
      case "K": kilo
      case "M": kilo * kilo
      case "G", "B": 1e9
      case "%": 0.01
      case "": 1
      default: Double("1" + unit) ?? .nan
      }
    let written = NumberText.fixed(value / scale, decimals: decimals)
    return (number.contains(",") ? written : written.filter { $0 != "," }) + unit
  }
}

/// Compares figures with printed ones, row by row.
///
/// A row that differs must be among the differences, with the very figure that we have instead; and a difference that
/// is none must not be there.
final class Comparison {
  /// What we have where a table has something else, and why.
  typealias Differences = [String: (ours: String, reason: String)]

  private var differences: Differences
  private(set) var compared = 0

  init(_ differences: Differences = [:]) { self.differences = differences }

  /// Compares texts.
  func expect(
    _ key: String, _ ours: String, prints published: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    compared += 1
    guard let difference = differences.removeValue(forKey: key) else {
      #expect(ours == published, "\(key)", sourceLocation: sourceLocation)
      return
    }
    #expect(ours == difference.ours, "\(key): \(difference.reason)", sourceLocation: sourceLocation)
    #expect(ours != published, "\(key) does not differ any more", sourceLocation: sourceLocation)
  }

  /// Compares a number at the digits that are printed.
  func expect(
    _ key: String, _ ours: Int, prints published: String, kilo: Double = 1000,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(
      key, Printed.like(published, Double(ours), kilo: kilo), prints: published,
      sourceLocation: sourceLocation)
  }

  /// Ends the comparison: every difference was met, and as many figures were compared as there are.
  func finish(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(compared == count, "figures compared", sourceLocation: sourceLocation)
    #expect(differences.isEmpty, "differences of no row", sourceLocation: sourceLocation)
  }
}

/// A network with the figures of its parts, which are named by their paths.
struct Figures {
  let analysis: Analysis
  private let paths: [String]

  var graph: Graph { analysis.graph }
  var parameters: Int { analysis.totals.parameters }
  var multiplyAdds: Int { analysis.totals.multiplyAdds }

  init(_ graph: Graph, fields: Bool = false) throws {
    analysis = try Analysis(graph, fields: fields)
    paths = graph.paths
  }

  /// A network that archcalc ships, with other values of its parameters and another image.
  init(_ name: String, _ values: KeyValuePairs<String, String> = [:], image: [Int]? = nil) throws {
    var settings = Settings(values: values.map { (name: $0.key, text: $0.value) })
    if let image { settings.inputs = [(nil, image)] }
    settings.readsClaims = false
    try self.init(embedded(name, settings: settings))
  }

  /// The last network of a text, which may import the files that archcalc ships.
  init(text: String, image: [Int]? = nil) throws {
    let program = Program(
      SourceText(name: "test.arch", text: text), path: "test.arch", catalogue: .standard,
      imports: EmbeddedImports())
    let name = program.networks.last?.name ?? ""
    try self.init(program.expand(name, settings: Settings(inputs: image.map { [(nil, $0)] } ?? [])).graph)
  }

  /// The layers of a part: of that very path, or below it.
  func layers(_ part: String) -> [Node.ID] {
    paths.indices.filter { id in
      let path = paths[id]
      guard path.hasPrefix(part) else { return false }
      return path.count == part.count || [".", "["].contains(path.dropFirst(part.count).first)
    }
  }

  func path(_ id: Node.ID) -> String { paths[id] }

  func parameters(_ part: String) -> Int { layers(part).reduce(0) { $0 + analysis.layers[$1].parameters } }

  func multiplyAdds(_ part: String) -> Int {
    layers(part).reduce(0) { $0 + analysis.layers[$1].multiplyAdds }
  }

  /// Multiply-adds and additions.
  func connections(_ part: String) throws -> Int {
    try layers(part).reduce(0) { try $0 + WorkView.connections.value(of: analysis.layers[$1].work) }
  }

  /// The elements of the biases of convolutions and dense layers.
  func biases(_ part: String) -> Int {
    var count = 0
    for id in layers(part) where graph.nodes[id].op is Conv || graph.nodes[id].op is Dense {
      guard let weights = graph.nodes[id].weights else { continue }
      for parameter in graph.weights[weights].parameters where parameter.name == "bias" {
        count += parameter.shape.elementCount ?? 0
      }
    }
    return count
  }

  /// The shape after a part as papers print it, `112x112x64`.
  func size(_ part: String) throws -> String {
    let id = try #require(layers(part).last, "there is no part `\(part)`")
    return Self.size(graph.nodes[id].shape)
  }

  /// Height, width and channels, or the features alone.
  static func size(_ shape: Shape) -> String {
    (shape.rank == 3 ? [shape[1], shape[2], shape[0]] : shape.dimensions).map(String.init)
      .joined(separator: "x")
  }

  /// The same with a vector as a map of one position, `1x1x1000`.
  func mapSize(_ part: String) throws -> String {
    let id = try #require(layers(part).last, "there is no part `\(part)`")
    return Self.mapSize(graph.nodes[id].shape)
  }

  static func mapSize(_ shape: Shape) -> String { (shape.rank == 1 ? "1x1x" : "") + size(shape) }

  /// The window of a convolution or pooling along its first axis.
  func window(_ id: Node.ID) throws -> WindowAxis? {
    let node = graph.nodes[id]
    let window: Window? =
      switch node.op {
      case let op as Conv: op.window
      case let op as DepthwiseConv: op.window
      case let op as MaxPool: op.window
      case let op as AvgPool: op.window
      default: nil
      }
    return try window?.axes(over: node.inputShapes[0].spatial).first
  }
}

/// An embedded network, expanded with settings.
func embedded(_ name: String, settings: Settings = Settings()) throws -> Graph {
  let program = try #require(EmbeddedNetworks.program(of: name), "there is no network `\(name)`")
  return try program.expand(name, settings: settings).graph
}
