import ArchONNX
import Foundation

/// The shared model files and tables, where this machine has them.
package enum Models {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/reference/onnx")

  package static let arePresent = FileManager.default.fileExists(
    atPath: directory.appending(path: "models.csv").path)

  /// The names of the files, without their ending.
  package static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return files.filter { $0.hasSuffix(".onnx") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The contents of a file.
  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: directory.appending(path: name + ".onnx")))
  }

  /// A file as a model.
  package static func model(_ name: String) throws -> ONNX.Model { try ONNX.Model(ModelFile(bytes(name))) }

  /// The extents of a model's symbols when it was run, by a row of the table of models: `x=2x3; y=2`.
  package static func symbols(of model: ONNX.Model, run row: [String: String]) -> [String: Int] {
    var symbols: [String: Int] = [:]
    for input in (row["inputs_run"] ?? "").split(separator: ";") {
      let parts = input.split(separator: "=")
      guard parts.count == 2 else { continue }
      let declared = model.graph.inputs.first { $0.name == parts[0].drop { $0 == " " } }
      for (dimension, extent) in zip(declared?.dimensions ?? [], parts[1].split(separator: "x")) {
        if case .symbol(let name) = dimension { symbols[name] = Int(extent) }
      }
    }
    return symbols
  }

  /// The rows of a table by the names of its columns.
  package static func rows(_ table: String) throws -> [[String: String]] {
    let text = try String(contentsOf: directory.appending(path: table + ".csv"), encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map(fields)
    let header = lines.removeFirst()
    return lines.map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
  }

  /// The fields of a line of comma-separated values, of which some are in quotes.
  package static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      case "\r": break
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
