import ArchDiagnostics
import ArchGraph
import ArchLanguage

/// Networks like a named one: those of its file, and itself with other inputs, widths and classes.
///
/// A figure that somebody printed often belongs to such a network.
package struct NetworkVariant: Sendable {
  /// Its description, in a few words.
  package var label: String
  /// How far it is from the network itself, which has 0.
  package var cost: Double
  /// The network.
  package var graph: Graph

  /// A network at some distance from the named one.
  package init(label: String, cost: Double, graph: Graph) {
    self.label = label
    self.cost = cost
    self.graph = graph
  }
}

extension GraphSource {
  /// Networks like one of the source's, each different in one respect.
  ///
  /// - Parameters:
  ///   - own: the network.
  ///   - settings: what was chosen for it.
  package func variants(like own: Graph, of name: String, settings: Settings) -> [NetworkVariant] {
    var variants: [NetworkVariant] = []
    var settings = settings
    settings.readsClaims = false
    var room = Self.mostLayers - own.nodes.count
    func add(_ label: String, _ cost: Double, _ name: String, _ settings: Settings) {
      // Variants of a network that does not fit would not fit either.
      guard room >= own.nodes.count else { return }
      room -= own.nodes.count
      guard let graph = try? expand(name, settings: settings).graph else { return }
      variants.append(NetworkVariant(label: label, cost: cost, graph: graph))
    }
    for network in networks where network.name != name && network.isComplete {
      var plain = settings
      plain.values = []
      add(network.name, Self.distance(name, network.name), network.name, plain)
    }
    let parameters = network(named: name)?.parameters ?? []
    for parameter in parameters where !settings.values.contains(where: { $0.name == parameter }) {
      for (value, cost) in Self.values(of: parameter) {
        var other = settings
        other.values.append((parameter, value))
        add("\(name)(\(parameter): \(value))", cost, name, other)
      }
    }
    if let input = own.inputs.first, own.nodes[input].shape.rank == 3,
      own.nodes[input].shape.element == .number
    {
      let shape = own.nodes[input].shape
      for size in Self.resolutions where shape[1] != size || shape[2] != size {
        var other = settings
        other.inputs.removeAll { $0.name == nil || $0.name == own.nodes[input].name }
        other.inputs.append((own.nodes[input].name, [shape[0], size, size]))
        add("\(name) at \(shape[0])x\(size)x\(size)", size == 224 || size == 227 ? 1.5 : 2, name, other)
      }
    }
    return variants
  }

  /// The most layers of all networks together: beyond that no others are tried.
  private static var mostLayers: Int { 1_000_000 }

  /// The image sizes at which networks are usually trained and compared.
  private static var resolutions: [Int] {
    [
      28, 32, 64, 96, 128, 160, 192, 224, 227, 231, 240, 256, 260, 288, 299, 300, 320, 331, 336, 380, 384,
      416, 448, 456,
      480, 512, 528, 572, 600, 608, 640, 800, 1024, 1280,
    ]
  }

  /// The distance of another network of the file: names that begin alike are nearest.
  private static func distance(_ name: String, _ other: String) -> Double {
    other.hasPrefix(name) || name.hasPrefix(other) ? 1.2 : 1.7
  }

  /// Values of a parameter that are worth trying, each with its distance from the usual one.
  private static func values(of parameter: String) -> [(text: String, cost: Double)] {
    switch parameter {
    case "classes", "num_classes":
      ["10", "21", "20", "80", "91", "100", "365", "1000", "1001", "21841"].map { ($0, 2) }
    case "width", "multiplier", "alpha", "width_multiplier":
      ["0.25", "0.35", "0.5", "0.75", "1.0", "1.25", "1.3", "1.4", "1.5", "2.0"].map { ($0, 2) }
    case "size", "image_size", "resolution": resolutions.map { ("\($0)", 2) }
    case "tokens", "length", "context", "sequence":
      [128, 256, 512, 1024, 2048, 4096, 8192].map { ("\($0)", 2) }
    default:
      ["true", "false"].map { ($0, 2) } + [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64].map { ("\($0)", 2.5) }
    }
  }
}
