import ArchArguments
import ArchCalc
import ArchDocuments

/// The program as a function from its arguments to what it prints.
enum CommandLineProgram {
  static let version = "0.1.0"

  /// The commands by name, which are known before any is declared.
  static let subcommands: [(name: String, type: any Subcommand.Type)] = [
    ("summary", SummaryCommand.self), ("table", TableCommand.self), ("compare", CompareCommand.self),
    ("reconcile", ReconcileCommand.self), ("explain", ExplainCommand.self), ("check", CheckCommand.self),
    ("validate", ValidateCommand.self), ("memory", MemoryCommand.self),
    ("train", TrainCommand.self), ("fit", FitCommand.self), ("run", RunCommand.self),
    ("draw", DrawCommand.self), ("plot", PlotCommand.self), ("report", ReportCommand.self),
    ("export", ExportCommand.self),
    ("show", ShowCommand.self),
    ("list", ListCommand.self),
    ("layers", LayersCommand.self), ("format", FormatCommand.self), ("completions", CompletionsCommand.self),
  ]

  static let root = program(subcommands.map { $0.type.declaration })

  /// The program with some of its commands.
  private static func program(_ commands: [Command]) -> Command {
    Command(
      "archcalc",
      summary:
        "Shapes, parameters, work, memory and receptive fields of neural networks, without a framework.",
      discussion: [
        "A NETWORK is the name of a network that archcalc knows (`archcalc list`), an architecture file "
          + "(`./mine.arch`), or one network of a file (`./mine.arch:small`); "
          + "values of its parameters may follow: 'mobilenet_v1(width: 0.5)'."
      ],
      examples: [
        Example("archcalc summary vgg16", "the layer table of VGG-16"),
        Example("archcalc explain lecture_cnn conv1", "the working of every number of one layer"),
        Example("archcalc compare resnet50 resnet101", "what differs, and what each difference costs"),
        Example("archcalc check ./mine.arch", "whether the claims of a file hold"),
      ],
      subcommands: commands)
  }

  static func run(_ arguments: [String], in environment: Environment) -> Outcome {
    var outcome = Outcome()
    // Declaring a command takes as long as a small network does: if one is named, the others are not needed.
    let named = subcommands.first { $0.name == arguments.first }
    let root = named.map { program([$0.type.declaration]) } ?? root
    do throws(UsageFault) {
      switch try parse(arguments, for: root) {
      case .version: outcome.output = "archcalc \(version)\n"
      case .help(let path): outcome.output = help(for: path, in: root, width: environment.width ?? 100)
      case .invocation(let invocation): outcome = run(invocation, in: environment)
      }
    } catch {
      outcome.errors = "archcalc: \(error.message.visible)\n"
      if case .unknownCommand(let word, _, _) = error, NetworkSource.looksLikeNetwork(word) {
        outcome.errors += "  did you mean `archcalc summary \(word)`?\n"
      }
      outcome.status = ExitStatus.usage
    }
    return outcome
  }

  private static func run(_ invocation: Invocation, in environment: Environment) -> Outcome {
    var session = Session(environment: environment, invocation: invocation)
    guard let command = subcommands.first(where: { $0.name == invocation.path.first })?.type else {
      return Outcome(
        errors: help(for: [], in: root, width: environment.width ?? 100), status: ExitStatus.usage)
    }
    do throws(Failure) {
      try command.run(invocation, &session)
    } catch {
      session.report(error)
    }
    return session.finished
  }
}

extension NetworkSource {
  /// The networks named by a word of the command line.
  static func named(_ operand: String) throws(Failure) -> NetworkSource {
    do throws(SourceFault) { return try find(operand) } catch { throw .source(error) }
  }

  /// The single network named by a word of the command line.
  static func oneNamed(_ operand: String) throws(Failure) -> (source: NetworkSource, name: String) {
    do throws(SourceFault) { return try one(operand) } catch { throw .source(error) }
  }
}
