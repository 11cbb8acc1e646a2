import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Expands a network of a program into a graph.
///
/// A fault is reported where it is found and leaves a poisoned value behind, which causes no further faults:
/// one run reports all independent faults of a network.
///
/// One task expands one network, and no access to these properties spans a call; the run-time checks of that cost
/// a tenth of the time, and without them expansion fits in the target of a millisecond.
final class Expander {
  @exclusivity(unchecked) var program: Program
  let settings: Settings
  @exclusivity(unchecked) var builder: GraphBuilder
  var diagnostics: [Diagnostic] = []
  @exclusivity(unchecked) var calls: [CallRecord] = []
  /// The indices of the loops in the network's body.
  var rootIterations: [Int] = []
  @exclusivity(unchecked) var frame: Frame
  var seen: Set<Diagnostic> = []
  @exclusivity(unchecked) private var steps = 0
  @exclusivity(unchecked) var isAborted = false
  var constantsInProgress: Set<Name> = []
  var constants: [Int: [Name: Value]] = [:]
  var overriddenInputs = 0
  var instanceCount = 0
  /// The shared instances, and where each was declared.
  var instances: [(instance: Instance, place: Place)] = []
  /// The outputs so far, the last with each name.
  var outputs: [Name: LastOutput] = [:]
  /// The loops being run, outermost first, across all blocks being expanded.
  @exclusivity(unchecked) var rounds: [Round] = []
  /// How many loops have been run.
  var loopCount = 0
  /// The labels of the parts that a statement is about to make.
  var partLabels: PartLabels?
  /// The known meanings of each name in each module, see ``known(_:)``.
  @exclusivity(unchecked) var callables: [[KnownName]] = []

  /// The recent calls of each place in the text, by module and offset.
  @exclusivity(unchecked) var callSites: [Int: Recent<LayerKind>] = [:]

  enum KnownName {
    case unseen
    case seen(Callable?)
  }

  /// The experts whose layers are being added, or `nil` outside the braces of `experts`.
  @exclusivity(unchecked) var experts: Experts?

  /// The layer with bound arguments that is being called.
  @exclusivity(unchecked) var boundLayer: Bound?

  /// Whether `expect` statements count.
  var isClaiming = true

  /// Thrown to the nearest statement once a fault has been reported.
  struct Stop: Error {}

  /// More faults than anyone reads at once.
  static let mostFaults = 30
  /// The largest number of statements, loop iterations and calls of one expansion.
  static let mostSteps = 2_000_000
  /// How deeply blocks may call each other.
  static let deepest = 48

  init(program: Program, network: String, settings: Settings) {
    self.program = program
    self.settings = settings
    builder = GraphBuilder(network)
    frame = Frame(module: 0)
  }

  /// Counts one step, to make every expansion end.
  func step(at span: Span) throws(Stop) {
    steps += 1
    if isAborted { throw Stop() }
    if steps > Self.mostSteps { throw abort(.tooManySteps(limit: Self.mostSteps), at: span) }
    if builder.graph.scopes.count > Limits.parts {
      throw abort(.misfit(.tooMany("blocks and labelled parts", limit: Limits.parts), of: ""), at: span)
    }
  }

  /// Counts the elements of a list that a round makes anew.
  func spend(_ count: Int, at span: Span) throws(Stop) {
    steps += count
    if steps > Self.mostSteps { throw abort(.tooManySteps(limit: Self.mostSteps), at: span) }
  }

  func text(_ name: Name) -> String { program.names[name] }

  // MARK: Networks

  /// Expands a network of the first file.
  func run(_ network: NetworkSyntax) throws(Diagnostics) -> (graph: Graph, warnings: [Diagnostic]) {
    do throws(Stop) {
      try expand(network)
    } catch {}
    if !diagnostics.contains(where: { $0.severity == .error }) { warnAboutUncalled() }
    // Warnings about the texts themselves come first.
    let all = program.diagnostics + diagnostics
    if diagnostics.contains(where: { $0.severity == .error }) { throw Diagnostics(all) }
    return (builder.graph, all)
  }

  private func expand(_ network: NetworkSyntax) throws(Stop) {
    let derivation = try derivation(of: network)
    var remaining = settings.values
    var arguments: [Binding] = []
    var own: [Frame.Entry] = []
    // From the requested network to the one with a body: settings win over arguments, which win over defaults.
    for (index, entry) in derivation.enumerated() {
      let (network, module) = entry
      frame = Frame(module: module)
      for parameter in network.parameters {
        let name = parameter.word.name
        let value: Value
        if let setting = settings.values.last(where: { $0.name == text(name) }) {
          value = try self.setting(setting, at: parameter.word.span)
          remaining.removeAll { $0.name == setting.name }
        } else if let argument = arguments.first(where: { $0.name == name }) {
          value = argument.value
        } else if let defaultValue = parameter.defaultValue {
          value = try evaluate(defaultValue)
        } else {
          throw fail(.missingSetting(text(name), network: text(network.word.name)), at: parameter.word.span)
        }
        frame.push(Frame.Entry(name, value, parameter.word.span))
      }
      if index == 0 { own = frame.variables }
      guard let base = network.base, index + 1 < derivation.count else { break }
      let next = derivation[index + 1].network
      arguments = try bind(base, to: next.parameters, of: text(next.word.name), allowMissing: true)
    }
    if let setting = remaining.first {
      throw fail(
        .unknownSetting(
          setting.name, network: text(network.word.name),
          candidates: program.parameters(of: network, module: 0).map(\.name)), at: network.word.span,
        module: 0)
    }
    guard let last = derivation.last else { return }
    builder.setSource(
      derivation.lazy.compactMap(\.network.source).first
        ?? derivation.lazy.compactMap { self.program.modules[$0.module].syntax.source }.first)
    // The measured figures are for the network as its file gives it.
    builder.setPublished(settings.readsClaims ? network.published : nil)
    // Claims are about the requested network: those of one it is made from are about that one.
    isClaiming = derivation.count == 1 && settings.readsClaims
    run(last.network.body)
    isClaiming = settings.readsClaims
    if derivation.count > 1 { claims(of: network, module: 0, variables: own) }
    finish(network, body: last.network)
  }

  /// The network, the one it is made from, and so on, up to one with a body.
  private func derivation(of network: NetworkSyntax) throws(Stop) -> [(network: NetworkSyntax, module: Int)] {
    var found: [(network: NetworkSyntax, module: Int)] = [(network, 0)]
    while let (current, module) = found.last, let base = current.base {
      let name = text(base.word.name)
      guard let entry = program.modules[module].visible[base.word.name] else {
        let candidates = program.modules[module].visible.values.compactMap { entry -> String? in
          if case .network(let other) = entry.declaration { text(other.word.name) } else { nil }
        }
        throw fail(.unknownName(name, candidates: candidates), at: base.word.span, module: module)
      }
      guard case .network(let next) = entry.declaration else {
        throw fail(
          .wrongType(expected: "a network", found: "the block `\(name)`"), at: base.word.span, module: module)
      }
      if found.count >= Program.longestDerivation {
        throw fail(.tooDeep(limit: Program.longestDerivation), at: base.word.span, module: module)
      }
      if found.contains(where: { $0.network === next }) {
        throw fail(
          .networkCycle(found.map { text($0.network.word.name) } + [name]), at: base.word.span, module: module
        )
      }
      found.append((next, entry.module))
    }
    return found
  }

  /// The claims of a network made from another; they see the labels of its body.
  private func claims(
    of network: NetworkSyntax, module: Int, variables: [Frame.Entry]
  ) {
    let body = frame
    frame = Frame(module: module)
    for entry in body.variables + variables.filter({ body.find($0.name) == nil }) { frame.push(entry) }
    frame.current = body.current
    run(network.body)
    frame = body
  }

  private func finish(_ network: NetworkSyntax, body: NetworkSyntax) {
    if builder.graph.inputs.isEmpty, diagnostics.isEmpty {
      report(.noInput(text(network.word.name)), at: network.word.span, module: 0)
      return
    }
    for (index, input) in settings.inputs.enumerated() where index >= overriddenInputs {
      let names = builder.graph.inputs.map { builder.graph.nodes[$0].name }
      if let name = input.name, !names.contains(name) {
        report(
          .unknownInput(name, network: text(network.word.name), candidates: names), at: network.word.span,
          module: 0)
      }
    }
    guard builder.graph.outputs.isEmpty, let current = frame.current else { return }
    if let node = current.node { builder.output(node, named: nil) }
    if let list = current.list {
      report(
        .listAsOutput(text(network.word.name), count: list.values.count), at: network.word.span, module: 0)
    }
  }

  /// A setting as a value, read as an expression of the language.
  private func setting(_ setting: (name: String, text: String), at span: Span) throws(Stop) -> Value {
    let source = SourceText(name: "--set \(setting.name)", text: setting.text)
    var names = program.names
    var lexer = Lexer(source)
    lexer.run(&names)
    var parser = Parser(tokens: lexer.tokens, source: source, names: names)
    if let comment = lexer.comments.first, lexer.faults.isEmpty {
      diagnostics.append(
        SyntaxFault.commentForDivision.diagnostic(at: Place(source, Int(comment.lower)..<Int(comment.upper))))
      throw Stop()
    }
    var expression: Expression?
    if lexer.faults.isEmpty {
      expression = try? parser.expression()
      parser.skipLineBreaks()
      if expression != nil, parser.kind != .end {
        parser.note(.expected("the end of the value", found: parser.describe(parser.token)))
      }
    }
    let faults = lexer.faults.map { ($0.0, $0.1) } + parser.faults.map { ($0.fault, $0.range) }
    program.names = parser.names
    guard faults.isEmpty, let expression else {
      diagnostics += faults.map { $0.0.diagnostic(at: Place(source, $0.1)) }
      throw Stop()
    }
    let module = program.modules.count
    program.modules.append(
      Program.Module(source: source, syntax: FileSyntax(), visible: program.modules[0].visible))
    let outer = frame
    frame = Frame(module: module)
    defer { frame = outer }
    return try evaluate(expression)
  }

  /// Warns about instances that nothing calls, usually a mistake; the analysis reports what is suspicious in any graph.
  private func warnAboutUncalled() {
    for (instance, place) in instances where !instance.isCalled {
      diagnostics.append(LanguageFault.uncalledShared(text(instance.name)).diagnostic(at: place, trail: []))
    }
  }
}

extension Program {
  /// Expands one of the networks of the first file.
  ///
  /// - Returns: the graph, and warnings about it.
  /// - Throws: everything that is wrong with it.
  public func expand(
    _ name: String, settings: Settings = Settings()
  ) throws(Diagnostics) -> (graph: Graph, warnings: [Diagnostic]) {
    if diagnostics.contains(where: { $0.severity == .error }) { throw Diagnostics(diagnostics) }
    if let network = syntax(ofNetwork: name) {
      return try Expander(program: self, network: name, settings: settings).run(network)
    }
    throw Diagnostics([
      LanguageFault.unknownName(name, candidates: networks.map(\.name)).diagnostic(at: .unknown, trail: [])
    ])
  }
}
