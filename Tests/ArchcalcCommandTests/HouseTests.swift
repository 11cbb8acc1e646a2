import Foundation
import Testing

/// The house as its plan says: what depends on what, in Package.swift, in the sources and in CONTRIBUTING.
@Suite struct HouseTests {
  /// A target of the package that is no test.
  struct Target {
    var name: String
    var path: String
    var dependencies: [String]
  }

  /// The targets in the order of Package.swift.
  static let targets: [Target] = {
    let text = (try? String(contentsOf: projectRoot.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
    let declaration =
      /(?:library\(|\.(?:target|executableTarget)\(\s*name:)\s*"(\w+)"(?<rest>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/
    return text.matches(of: declaration).map { match in
      let (name, rest) = (String(match.1), String(match.rest))
      // What is in brackets after the name; resources have brackets of their own.
      let list =
        rest.matches(of: /\[([^\[\]()]*)\]/).map { String($0.1) }.first {
          $0.contains("\"Arch") || $0.contains("\"CArch")
        } ?? ""
      let path = rest.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) } ?? "Sources/\(name)"
      return Target(name: name, path: path, dependencies: list.matches(of: /"(\w+)"/).map { String($0.1) })
    }
  }()

  static let house = targets.filter { $0.path.hasPrefix("Sources/") || $0.path == "architectures" }

  @Test func thePlanIsRead() {
    #expect(Self.house.count >= 15)
    #expect(Self.house.contains { $0.name == "ArchcalcCommand" && $0.dependencies.contains("ArchCalc") })
  }

  /// Each target is after those that it depends on.
  @Test func nothingPointsUpwards() {
    var below = Set<String>()
    for target in Self.house where target.name != "Architectures" {
      for dependency in target.dependencies where dependency != "Architectures" {
        #expect(below.contains(dependency), "\(target.name) depends on \(dependency)")
      }
      below.insert(target.name)
    }
  }

  /// The walls that everything else relies on.
  @Test func whatMayNotBeKnown() throws {
    func dependencies(_ name: String) throws -> [String] {
      try #require(Self.house.first { $0.name == name }).dependencies
    }
    #expect(try dependencies("ArchGraph") == ["ArchDiagnostics"])
    #expect(try dependencies("ArchAnalysis") == ["ArchDocuments", "ArchDiagnostics", "ArchGraph"])
    #expect(try dependencies("ArchLanguage") == ["ArchDocuments", "ArchDiagnostics", "ArchGraph"])
    #expect(try dependencies("ArchDocuments").isEmpty)
    #expect(try !dependencies("ArchKernels").contains("ArchGraph"))
    for name in ["ArchAnalysis", "ArchLanguage", "ArchExecution", "ArchReports", "ArchPyTorch", "ArchONNX"] {
      #expect(try !dependencies(name).contains("ArchOperators"), "\(name)")
    }
  }

  /// Files import what the target depends on, all of it and nothing else of the package.
  @Test func importsAreDependencies() throws {
    let all = Set(Self.house.map(\.name))
    for target in Self.house where !target.name.hasPrefix("C") {
      let folder = projectRoot.appending(path: target.path)
      var imported = Set<String>()
      let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /(?m)^(?:@_exported )?import (\w+)$/)
        where all.contains(String(match.1)) {
          imported.insert(String(match.1))
        }
      }
      #expect(imported == Set(target.dependencies), "\(target.name)")
    }
  }

  /// The table in CONTRIBUTING is that of Package.swift.
  @Test func theTableIsThePlan() throws {
    let text = try String(contentsOf: projectRoot.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    var listed: [String: [String]] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let path = cells[0].filter { $0 != "`" }
      listed[path] = cells[2] == "nothing" ? [] : cells[2].split(separator: ", ").map(String.init)
    }
    for target in Self.house { #expect(listed[target.path] == target.dependencies, "\(target.path)") }
    #expect(listed.count == Self.house.count)
  }

  /// No pass asks an operator for its name or its section: those are for people.
  @Test func passesDoNotGoByNames() throws {
    for name in ["ArchAnalysis", "ArchExecution", "ArchReports", "ArchLanguage", "ArchPyTorch"] {
      let folder = projectRoot.appending(path: "Sources/\(name)")
      let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(
          !text.contains(/op\.name == "|\.name\.contains\(|op\.name \{\s*case "/), "\(file.lastPathComponent)"
        )
        guard file.lastPathComponent != "LayerReference.swift" else { continue }
        #expect(!text.contains(/\.category\b/), "\(file.lastPathComponent)")
      }
    }
  }

  /// A file has one subject, and can be read in one go.
  @Test(arguments: ["Sources", "Tests"]) func filesAreShort(folder: String) throws {
    let files = try #require(
      FileManager.default.enumerator(at: projectRoot.appending(path: folder), includingPropertiesForKeys: nil)
    )
    for case let file as URL in files where file.pathExtension == "swift" {
      let lines = try String(contentsOf: file, encoding: .utf8).utf8.count { $0 == UInt8(ascii: "\n") }
      #expect(lines < 330, "\(file.lastPathComponent)")
    }
  }
}
