import Foundation
import Testing

@testable import ArchcalcCommand

/// Runs the program in process, as a pipe would see it.
func archcalc(_ arguments: String..., width: Int? = nil) -> Outcome {
  CommandLineProgram.run(arguments, in: Environment(width: width))
}

/// The folder of the project.
let projectRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Whether generated pages are to be written again.
let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil

/// Expects a generated file to be what it would be now; written again where that is asked for.
func expectCurrent(
  _ path: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = projectRoot.appending(path: path)
  if isRecording {
    let folder = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
  let page = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  #expect(page == text, "\(path) is out of date: `make docs` writes it anew", sourceLocation: sourceLocation)
}

/// A folder that is gone after the test.
struct Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path()
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

/// The built program beside the tests.
enum Program {
  static var url: URL? {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<6 {
      let file = folder.appending(path: "archcalc")
      if FileManager.default.isExecutableFile(atPath: file.path()) { return file }
      folder = folder.deletingLastPathComponent()
    }
    let built = projectRoot.appending(path: ".build/debug/archcalc")
    return FileManager.default.isExecutableFile(atPath: built.path()) ? built : nil
  }
}
