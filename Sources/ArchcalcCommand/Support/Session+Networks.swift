import ArchArguments
import ArchCalc

extension Invocation {
  /// The settings of the options that all commands on a network share.
  func settings() throws(Failure) -> Settings {
    var settings = Settings()
    settings.isTraining = flag("training") || path == ["train"] || path == ["fit"]
    settings.readsClaims = path == ["check"] || (values("set").isEmpty && values("input").isEmpty)
    for text in values("set") {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw .command(.notASetting(text))
      }
      settings.values.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
    }
    for text in values("input") {
      var input = try Self.input(text, as: "--input \(text)")
      input.shape = layoutChoice.channelsFirst(input.shape)
      guard input.name != nil || !settings.inputs.contains(where: { $0.name == nil }) else {
        throw .command(.firstInputTwice)
      }
      // As with any option, the last one counts.
      settings.inputs.removeAll { $0.name == input.name }
      settings.inputs.append(input)
    }
    return settings
  }

  /// The shape of an input, `3x224x224` or `left=1x105x105`, written by the user as `words`.
  static func input(_ text: String, as words: String) throws(Failure) -> (name: String?, shape: [Int]) {
    let equals = text.firstIndex(of: "=")
    let name = equals.map { String(text[..<$0]) }
    let extents = equals.map { text[text.index(after: $0)...] } ?? text[...]
    let numbers = extents.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "," || $0 == "X" }
      .map { Int($0.filter { $0 != " " }) ?? 0 }
    guard (1...8).contains(numbers.count), numbers.allSatisfy({ $0 >= 1 }) else {
      throw .command(.notAShape(words))
    }
    return (name, numbers)
  }

  /// The number of examples at once.
  func batch() throws(Failure) -> Int {
    do throws(UsageFault) { return try integer("batch", in: 1...Limits.extent) ?? 1 } catch {
      throw .usage(error)
    }
  }
}

extension Session {
  /// The networks named by the operands and `--all`, or `nil`, with all faults reported, if one is not found.
  mutating func sources(_ invocation: Invocation) throws(Failure) -> [NetworkSource]? {
    var isFaulty = false
    let sources = try sources(invocation, isFaulty: &isFaulty)
    return isFaulty ? nil : sources
  }

  /// The networks named by the operands and `--all`, without those that are not found, which are reported.
  mutating func sources(_ invocation: Invocation, isFaulty: inout Bool) throws(Failure) -> [NetworkSource] {
    var sources: [NetworkSource] = []
    for operand in invocation.operands {
      do throws(Failure) {
        sources.append(try NetworkSource.named(operand))
      } catch {
        report(error)
        isFaulty = true
      }
    }
    if invocation.flag("all") {
      sources += NetworkSource.embedded
    }
    guard !sources.isEmpty || isFaulty else {
      throw .usage(.missingOperand(operand: "NETWORK", isAnother: false, command: invocation.commandName))
    }
    return sources
  }

  /// The networks of sources, analysed, or `nil`, with all faults reported, if one cannot be.
  mutating func analyse(
    _ sources: [NetworkSource], fields: Bool = true
  ) -> [(name: String, group: String?, analysis: Analysis)]? {
    var networks: [(name: String, group: String?, analysis: Analysis)] = []
    var isFaulty = false
    for source in sources {
      for name in source.names {
        do throws(Failure) {
          let analysis = try analyse(source, name, fields: fields)
          networks.append((name + source.settingsText, source.family, analysis))
        } catch {
          report(error)
          isFaulty = true
        }
      }
    }
    return isFaulty ? nil : networks
  }

  /// Expands and analyses the network named by an operand; anything suspicious is reported.
  mutating func analyse(_ operand: String, fields: Bool = true) throws(Failure) -> Analysis {
    let (source, name) = try NetworkSource.oneNamed(operand)
    return try analyse(source, name, fields: fields)
  }

  /// Expands and analyses a network with its own settings and those of the options.
  ///
  /// - Parameter reportsShifts: whether merges of misaligned paths are worth a warning: many designs intend them.
  mutating func analyse(
    _ source: NetworkSource, _ name: String, fields: Bool = true, reportsShifts: Bool = false,
    countings: [Counting] = []
  ) throws(Failure) -> Analysis {
    let (settings, batch) = try settings(of: source, name)
    try checkFamily(source.source, name, given: settings.values.map(\.name))
    return try analyse(
      source.source, name, settings: settings, batch: batch, fields: fields, reportsShifts: reportsShifts,
      countings: countings)
  }

  /// The settings of a network, from the options and its own, and the number of examples at once.
  func settings(of source: NetworkSource, _ name: String) throws(Failure) -> (settings: Settings, batch: Int)
  {
    var settings = try invocation.settings()
    let batch = try add(source, name, to: &settings)
    settings.readsClaims = settings.readsClaims && source.settings.isEmpty
    return (settings, batch)
  }

  /// Adds the settings after a network's name, which take precedence over those of options.
  ///
  /// - Returns: the number of examples at once.
  private func add(_ source: NetworkSource, _ name: String, to settings: inout Settings) throws(Failure)
    -> Int
  {
    var batch = try invocation.batch()
    let parameters = source.source.network(named: name)?.parameters ?? []
    for setting in source.settings {
      switch setting.name {
      case "input":
        let text = String(setting.text.filter { $0 != "[" && $0 != "]" })
        var input = try Invocation.input(text, as: "input: \(setting.text)")
        input.shape = invocation.layoutChoice.channelsFirst(input.shape)
        settings.inputs.removeAll { $0.name == input.name }
        settings.inputs.append(input)
      case "batch" where !parameters.contains("batch"):
        guard let number = Int(setting.text), (1...Limits.extent).contains(number) else {
          throw .command(.notABatch(setting.text))
        }
        batch = number
      default: settings.values.append(setting)
      }
    }
    return batch
  }

  /// Throws if a network is a template for others and settings do not complete it, naming those.
  private func checkFamily(_ program: any GraphSource, _ name: String, given: [String]) throws(Failure) {
    guard let network = program.network(named: name) else { return }
    let missing = network.missing.filter { !given.contains($0) }
    guard !missing.isEmpty else { return }
    let members = program.networks.filter { $0.base == name && $0.isComplete }.map(\.name)
    guard !members.isEmpty else { return }
    throw .command(.family(name, missing: missing, members: members))
  }

  mutating func analyse(
    _ program: any GraphSource, _ name: String, settings: Settings, batch: Int, fields: Bool = true,
    reportsShifts: Bool = false, countings: [Counting] = []
  ) throws(Failure) -> Analysis {
    let countings = try invocation.countings() + countings
    let types = try invocation.elementTypes()
    let expanded: (graph: Graph, warnings: [Diagnostic])
    do throws(Diagnostics) {
      expanded = try program.expand(name, settings: settings)
    } catch {
      throw .diagnostics(error.items)
    }
    let (graph, warnings) = expanded
    let weightTypes = try types.weightTypes(of: graph, operand: name)
    do throws(Diagnostics) {
      if batch > 1, var refusal = warnings.first(where: { $0.code == ModelSource.withoutBatch }) {
        refusal.severity = .error
        refusal.title = "the batch of this file cannot be changed"
        throw Diagnostics([refusal])
      }
      let analysis = try Analysis(
        graph, batch: batch, fields: fields, countings: countings, training: invocation.namesTraining,
        weightTypes: weightTypes)
      report(warnings + analysis.warnings)
      if reportsShifts { report(analysis.misalignmentWarnings) }
      return analysis
    } catch {
      throw .diagnostics(error.items)
    }
  }
}
