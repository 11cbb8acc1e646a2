import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Loads the texts that a network imports.
public protocol ImportLoader {
  /// The text of a file, named by its path relative to the root of all imports.
  ///
  /// - Throws: ``ImportFailure`` with the reason if there is none.
  func load(_ path: String) throws(ImportFailure) -> SourceText
}

/// Why an imported file could not be read.
public struct ImportFailure: Error {
  /// The reason, as a clause: "there is no such file".
  public var reason: String

  /// States the reason.
  public init(_ reason: String) { self.reason = reason }
}

/// A loader for texts that import nothing.
public struct NoImports: ImportLoader {
  /// A loader that finds no file.
  public init() {}

  /// Finds nothing.
  public func load(_ path: String) throws(ImportFailure) -> SourceText {
    throw ImportFailure("a network given as text cannot import anything")
  }
}

/// A text of the language with all its imports, ready to be expanded.
public struct Program: Sendable {
  /// One file, with its declarations and those it can see in others.
  struct Module: Sendable {
    let source: SourceText
    let syntax: FileSyntax
    var visible: [Name: (module: Int, declaration: Declaration)] = [:]
  }

  /// The faults in the form of the texts.
  public internal(set) var diagnostics: [Diagnostic] = []
  var modules: [Module] = []
  var names = Names()
  private(set) var catalogue: Catalogue
  /// The figures that claims can be about, or `nil` if any name is allowed.
  private(set) var figures: [String]?

  /// A network as declared in its file.
  public struct NetworkDeclaration: Sendable {
    /// Its name.
    public var name: String
    /// Where it comes from, as the file states it.
    public var source: String?
    /// The names of its parameters.
    public var parameters: [String]
    /// The parameters that must be set.
    public var missing: [String]
    /// The network that it is made from.
    public var base: String?

    /// A declaration.
    public init(
      name: String, source: String? = nil, parameters: [String] = [], missing: [String] = [],
      base: String? = nil
    ) {
      self.name = name
      self.source = source
      self.parameters = parameters
      self.missing = missing
      self.base = base
    }

    /// Whether it can be expanded without settings.
    public var isComplete: Bool { missing.isEmpty }
  }

  /// Reads a text and what it imports.
  ///
  /// Faults are kept in ``diagnostics``; a program with errors expands to nothing.
  ///
  /// - Parameters:
  ///   - path: the path of the text relative to the root of its imports.
  ///   - catalogue: the operators that it can use.
  ///   - figures: the names of the figures that claims can be about; `nil` leaves that to whoever checks them.
  public init(
    _ source: SourceText, path: String = "", catalogue: Catalogue, figures: [String]? = nil,
    imports: some ImportLoader
  ) {
    self.catalogue = catalogue
    self.figures = figures
    var reader = ModuleReader(program: self, imports: imports)
    _ = reader.read(source, path: path, importedFrom: [])
    self = reader.program
    collectNetworks()
  }

  /// The networks of the first file, in the order of the text.
  public private(set) var networks: [NetworkDeclaration] = []
  /// The index and the syntax of each network; if two have the same name, the first counts.
  private var byName: [String: (place: Int, syntax: NetworkSyntax)] = [:]

  private mutating func collectNetworks() {
    guard let first = modules.first else { return }
    for declaration in first.syntax.declarations {
      guard case .network(let network) = declaration else { continue }
      let (parameters, name) = (parameters(of: network, module: 0), names[network.word.name])
      if byName[name] == nil { byName[name] = (networks.count, network) }
      networks.append(
        NetworkDeclaration(
          name: name, source: network.source ?? first.syntax.source,
          parameters: parameters.map(\.name),
          missing: parameters.filter { !$0.hasValue }.map(\.name),
          base: network.base.map { names[$0.word.name] }))
    }
  }

  /// The network of the first file with this name.
  public func network(named name: String) -> NetworkDeclaration? {
    byName[name].map { networks[$0.place] }
  }

  /// The syntax of the network with this name.
  func syntax(ofNetwork name: String) -> NetworkSyntax? { byName[name]?.syntax }

  /// The parameters of a network that can be set: its own, followed by those of the network it is made from.
  func parameters(of network: NetworkSyntax, module: Int) -> [(name: String, hasValue: Bool)] {
    var found: [(name: String, hasValue: Bool)] = []
    var given: (names: Set<Name>, positions: Int) = ([], 0)
    var next: (network: NetworkSyntax, module: Int)? = (network, module)
    var steps = 0
    while let (network, module) = next, steps < Self.longestDerivation {
      steps += 1
      for (index, parameter) in network.parameters.enumerated() {
        let name = names[parameter.word.name]
        guard !found.contains(where: { $0.name == name }) else { continue }
        let isGiven = index < given.positions || given.names.contains(parameter.word.name)
        found.append((name, parameter.defaultValue != nil || isGiven))
      }
      next = nil
      guard let base = network.base else { break }
      given.names = Set(base.arguments.compactMap { $0.word?.name })
      given.positions = base.arguments.count { $0.word == nil }
      if case .network(let other)? = modules[module].visible[base.word.name]?.declaration,
        let owner = modules[module].visible[base.word.name]?.module
      {
        next = (other, owner)
      }
    }
    return found
  }

  /// The longest chain of networks made from each other.
  static let longestDerivation = 16

  /// A position in a module's text as a place.
  func place(_ span: Span, in module: Int) -> Place { Place(modules[module].source, span.range) }
}

/// Reads a file after the files it imports.
private struct ModuleReader<Loader: ImportLoader> {
  var program: Program
  let imports: Loader
  private var indices: [String: Int] = [:]
  /// The bytes of all texts so far.
  private var size = 0

  init(program: Program, imports: Loader) {
    self.program = program
    self.imports = imports
  }

  mutating func read(_ source: SourceText, path: String, importedFrom chain: [String]) -> Int {
    let index = program.modules.count
    indices[path] = index
    size += source.bytes.count
    let (syntax, diagnostics) = Parser.parse(source, names: &program.names)
    program.diagnostics += program.helped(diagnostics, in: source)
    program.modules.append(Program.Module(source: source, syntax: syntax))
    for declaration in syntax.declarations {
      declare(declaration, from: index, in: index, at: declaration.word.span)
    }
    for entry in syntax.imports {
      read(entry.path, span: entry.span, from: index, path: path, chain: chain + [path])
    }
    return index
  }

  private mutating func read(_ written: String, span: Span, from importer: Int, path: String, chain: [String])
  {
    let place = program.place(span, in: importer)
    func report(_ fault: LanguageFault) { program.diagnostics.append(fault.diagnostic(at: place, trail: [])) }
    guard let target = Self.resolve(written, relativeTo: path) else { return report(.importOutside(written)) }
    if let start = chain.firstIndex(of: target) {
      return report(.importCycle((chain[start...] + [target]).map { $0.isEmpty ? "the first file" : $0 }))
    }
    let imported: Int
    if let known = indices[target] {
      imported = known
    } else {
      guard chain.count < 32 else {
        return report(.importMissing(written, reason: "files import each other too deeply"))
      }
      guard size <= Limits.source else {
        return report(
          .importMissing(
            written,
            reason:
              "the files before it have \(size) bytes, and together they may have at most \(Limits.source)"))
      }
      do throws(ImportFailure) {
        imported = read(try imports.load(target), path: target, importedFrom: chain)
      } catch {
        return report(.importMissing(written, reason: error.reason))
      }
    }
    for declaration in program.modules[imported].syntax.declarations {
      declare(declaration, from: imported, in: importer, at: span)
    }
  }

  private mutating func declare(_ declaration: Declaration, from owner: Int, in module: Int, at span: Span) {
    let name = declaration.word.name
    if let known = program.modules[module].visible[name] {
      // A file imported in two ways is still one file.
      if known.module == owner, owner != module { return }
      let line = known.module == module ? program.place(known.declaration.word.span, in: module).line : nil
      program.diagnostics.append(
        LanguageFault.duplicate(program.names[name], line: line).diagnostic(
          at: program.place(span, in: module), trail: []))
    } else if let type = program.catalogue[program.names[name]], !type.signature.isYielding {
      if owner == module {
        program.diagnostics.append(
          LanguageFault.labelIsLayer(program.names[name]).diagnostic(
            at: program.place(span, in: module), trail: []))
      }
    } else {
      program.modules[module].visible[name] = (owner, declaration)
    }
  }

  /// The path of an import from the root of all imports, or `nil` if it leads outside.
  private static func resolve(_ written: String, relativeTo importer: String) -> String? {
    guard !written.isEmpty, !written.hasPrefix("/"), !written.utf8.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    // Files built into the program have the same name wherever they are imported.
    if written.hasPrefix("archcalc/"), !written.has("..") { return written }
    var parts = importer.split(separator: "/").dropLast().map(String.init)
    for part in written.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

extension Program {
  /// The text of its file.
  ///
  /// - Parameter prefix: a prefix for the paths of its imports, for a reader who has the text elsewhere.
  public func fileText(importingFrom prefix: String = "") -> String {
    var bytes = modules[0].source.bytes
    for entry in modules[0].syntax.imports.sorted(by: { $0.span.lower > $1.span.lower }) {
      guard let quote = bytes[entry.span.range].firstIndex(of: UInt8(ascii: "\"")) else { continue }
      bytes.insert(contentsOf: Array(prefix.utf8), at: quote + 1)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
