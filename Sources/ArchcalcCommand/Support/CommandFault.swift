import ArchCalc
import ArchEngines

/// Why a command cannot do its task: only the facts; ``CommandFault/wording`` has the words.
enum CommandFault: Error {
  // MARK: The way something was written

  /// `--set` without a name and a value.
  case notASetting(String)
  /// Two shapes for the first input.
  case firstInputTwice
  /// Words that are not a shape.
  case notAShape(String)
  /// A number of examples that is not valid.
  case notABatch(String)
  /// A file whose ending promises another form than the command writes.
  case unknownEnding(String, command: String, endings: [String])
  /// Options of which one excludes the other.
  case together([String])
  /// An unknown name in a list of columns or figures.
  case unknownName(String, noun: String, known: [String])
  /// An unknown convention.
  case unknownConvention(String)
  /// An option that takes `NAME=VALUE` but has something else.
  case notAPair(option: String, String, example: String)
  /// Words that are not a number of decimals.
  case notDecimals(String)
  /// `--checkpoint` with an invalid value.
  case notACheckpoint(String)
  /// `--memory` with something that is not an amount.
  case notAnAmount(String)
  /// Words that are not an element type.
  case notAType(String)
  /// A type that only weights can have, for other values.
  case typeOfWeights(String)
  /// A type for the weights of layers that have none.
  case typeWithoutWeights(String, type: String)
  /// Several element types where there can be only one.
  case severalTypes(String)
  /// `fit` without the memory.
  case noMemory
  /// A number of epochs without the size of an epoch.
  case epochsOfNothing
  /// `--tokens` for a network that takes none.
  case noTokens(String)
  /// A figure to explain together with conventions to reconcile with.
  case figureWithConventions
  /// Words that are not a figure.
  case notAFigure(String)
  /// A saved report when layers are counted by a convention.
  case conventionOfReport(String)
  /// A figure of whole networks among the columns of layers.
  case notOfLayersColumn(Figure)
  /// An option that takes names but has none.
  case noNames(option: String, noun: String)
  /// `--digits` with a style of numbers without digits.
  case digitsWithout(style: String)
  /// Another engine that cannot be used.
  case engine(EngineFault)
  /// An option of `export` that belongs to another form.
  case optionOfAnotherForm(String, form: String)
  /// Binary output to a terminal.
  case binaryToTerminal
  /// Numbers that belong in a file beside another, when there is no other.
  case externalDataAlone
  /// An option for a network when its file is shown.
  case fileWithOption(String)
  /// Rows of one network's table, for several networks.
  case rowsOfSeveralNetworks
  /// A column that whole networks do not have.
  case notOfNetworks(String)
  /// A figure that layers cannot be sorted by.
  case notOfLayers(Figure)
  /// `--python` without another engine.
  case pythonAlone
  /// A shell without completions.
  case unknownShell(String)
  /// A mistake in a request for a picture.
  case picture(PictureMistake)

  // MARK: What it is about

  /// A network that others are made from and that needs values.
  case family(String, missing: [String], members: [String])
  /// A layer of the reference that does not exist.
  case unknownLayer(String)
  /// A path without a layer in a network.
  case unknownPath(String, network: String, help: String)
  /// A file that cannot be read.
  case unreadable(String, reason: String)
  /// A file that cannot be written.
  case unwritable(String, reason: String)
  /// A document that is not JSON.
  case notJSON(String, reason: String)
  /// A saved report that cannot be compared.
  case badReport(String, ReportFault)
  /// Figures beyond 64-bit integers.
  case tooLarge(String)
  /// A layer whose kernel contradicts its rules.
  case stopped(String, at: Place)
}

extension CommandFault {
  /// Whether the command line is wrong, rather than what it names.
  var isUsage: Bool {
    switch self {
    case .family, .unknownLayer, .unknownPath, .unreadable, .unwritable, .notJSON, .badReport, .tooLarge,
      .stopped:
      false
    case .picture(let mistake): mistake.isUsage
    default: true
    }
  }

  /// The fault as a diagnostic.
  var diagnostic: Diagnostic {
    let (code, title, help) = wording
    var place = Place.unknown
    if case .stopped(_, let at) = self { place = at }
    return Diagnostic(code, title, at: place, help: help)
  }

  /// The code, the fault, and a way out.
  var wording: (code: String, title: String, help: String?) {
    switch self {
    case .notASetting(let text):
      return (
        "setting", "`--set \(text)` is not a setting", "write `--set name=value`, such as `--set classes=10`"
      )
    case .firstInputTwice:
      return (
        "input", "`--input` gives the first input two shapes", "name the other input: `--input name=SHAPE`"
      )
    case .picture(let mistake): return mistake.wording
    case .notAShape(let words):
      return ("shape", "`\(words)` is not a shape", "write channels, height and width: `3x224x224`")
    case .notABatch(let text):
      return ("batch", "`batch: \(text)` is not a number of examples", "write a positive whole number")
    case .unknownEnding(let ending, let command, let endings):
      let known = Spelling.list(endings.map { "." + $0 }, joinedBy: "or")
      return ("ending", "`\(command)` cannot write `.\(ending)` files", "use a name that ends in \(known)")
    case .together(let options):
      return (
        "options", "\(Spelling.list(options)) cannot be used together", "each chooses the rows"
      )
    case .unknownName(let name, let noun, let known):
      return (
        "name", "there is no \(noun) called `\(name)`",
        Spelling.question(for: name, among: known) ?? "the \(noun)s are \(Spelling.list(known))"
      )
    case .unknownConvention(let name):
      let plain = String(name.prefix { $0 != "/" })
      let names = Convention.names
      if names.contains(plain) {
        let words = LibrarySpelling.Word.allCases.map(\.rawValue)
        return (
          "convention", "`\(name)` is not a spelling of `\(plain)`",
          "after the slash, write words joined by `+`: \(Spelling.list(words))"
        )
      }
      return (
        "convention", "there is no convention called `\(name)`",
        Spelling.question(for: plain, among: names)
          ?? "the conventions are \(Spelling.list(names))"
      )
    case .notAPair(let option, let text, let example):
      return ("pair", "`--\(option) \(text)` has no `=`", "write it as `--\(option) \(example)`")
    case .notDecimals(let text):
      return (
        "decimals", "`--decimals \(text)` is not a number of decimals",
        "write a number from 0 to 12, alone or for a column: `--decimals 1` or `--decimals params=1,top1=2`"
      )
    case .notACheckpoint(let text):
      return (
        "checkpoint", "`--checkpoint \(text)` is not a way to checkpoint",
        "write `none`, `blocks`, or `every=N` with a number of layers"
      )
    case .notAnAmount(let text):
      return (
        "amount", "`--memory \(text)` is not an amount of memory",
        "write a number with its unit: `24GiB` is 24 x 2^30 bytes, `24GB` is 24 x 10^9"
      )
    case .notAType(let text):
      let types = ElementType.allCases.map(\.rawValue)
      let words = types.map { "`\($0)`" }.joined(separator: ", ")
      return (
        "type", text.isEmpty ? "`--dtype` has no type" : "`--dtype` does not know the type `\(text)`",
        Spelling.question(for: text, among: types) ?? "it takes \(words)"
      )
    case .typeOfWeights(let type):
      return (
        "type", "`\(type)` is a type of weights: its elements share scales",
        "write `--dtype weights=\(type)` and another type for activations, such as `activations=float16`"
      )
    case .typeWithoutWeights(let path, let type):
      return (
        "type", "`\(path)` has no weights that could be `\(type)`",
        "name a layer or block with weights; `activations=` and `cache=` are the types of other values"
      )
    case .severalTypes(let text):
      return (
        "type", "a training step is computed with one element type, not with \(text)",
        "write one, such as `--dtype bfloat16`"
      )
    case .noMemory:
      return ("options", "`fit` needs to know how much memory is available", "add `--memory 24GiB`")
    case .epochsOfNothing:
      return (
        "options", "`--epochs` needs to know what an epoch is", "add `--examples N` or `--tokens N`"
      )
    case .noTokens(let name):
      return (
        "options", "`\(name)` does not take tokens",
        "write `--examples N`, the number of examples in an epoch"
      )
    case .figureWithConventions:
      return (
        "options", "`--figure` and `--with` cannot be used together",
        "one explains a figure, the other counts as other tools do"
      )
    case .notAFigure(let text):
      return (
        "figure", "`\(text)` is not a figure",
        "write it as it was printed: `4.145G`, `3.86 GFLOPs`, `25.6M params`, `528MB` or `25,557,032`"
      )
    case .conventionOfReport(let name):
      return (
        "convention", "`\(name)` is a saved report, which has no counts by other conventions",
        "compare the networks themselves"
      )
    case .notOfLayersColumn(let figure):
      return (
        "column", "layers have no \(figure.longTitle) of their own",
        "`archcalc table NETWORK --columns \(figure.name)` shows that of the network"
      )
    case .noNames(let option, let noun): return ("name", "`--\(option)` needs at least one \(noun)", nil)
    case .digitsWithout(let style):
      return ("digits", "`--digits` has no effect with `--numbers \(style)`", "use it with `--numbers si`")
    case .engine(let fault): return fault.wording
    case .optionOfAnotherForm(let option, let form):
      return ("options", "`--\(option)` has no effect with `--format \(form)`", "leave it out")
    case .binaryToTerminal:
      return (
        "terminal", "a model is not text, so it cannot be shown", "write it to a file: `--output NAME.onnx`"
      )
    case .externalDataAlone:
      return (
        "output", "the weights would go into a file beside the model",
        "give the model a name, `--output NAME.onnx`, or leave them out: `--no-weights`"
      )
    case .fileWithOption(let option):
      return (
        "file", "`--\(option)` does not apply to a file shown as it is",
        "add `--expanded` or `--folded` to apply it"
      )
    case .rowsOfSeveralNetworks:
      return (
        "rows", "a table of several networks has one row for each",
        "`--depth`, `--group`, `--fold-norms` and `--all-layers` are for the layers of one network"
      )
    case .notOfNetworks(let column):
      return (
        "column", "`\(column)` is not a column of whole networks",
        "use \(Spelling.list(Figure.all.map(\.name), joinedBy: "or"))"
      )
    case .notOfLayers(let figure):
      return (
        "sort", "layers cannot be sorted by \(figure.longTitle)",
        "use \(Spelling.list(Figure.all.filter(\.isSum).map(\.name), joinedBy: "or"))"
      )
    case .pythonAlone:
      return ("python", "`--python` needs another engine", "add `--against torch` or `--against onnxruntime`")
    case .unknownShell(let shell):
      return ("shell", "there are no completions for `\(shell)`", "the shells are bash, zsh and fish")
    case .family(let name, let missing, let members):
      return (
        "family", "`\(name)` is a family of networks, and needs \(Spelling.list(missing))",
        "its members are \(Spelling.list(members)); or give the values with `--set`"
      )
    case .unknownLayer(let name):
      return (
        "unknown-layer", "there is no layer called `\(name)`",
        ForeignWords.layer(name).map { "it is called `\($0)` here" }
          ?? Spelling.question(for: name, among: Catalogue.standard.names) ?? "`archcalc layers` lists them"
      )
    case .unknownPath(let path, let network, let help):
      return ("unknown-layer", "`\(network)` has no layer called `\(path)`", help)
    case .unreadable(let name, let reason): return ("unreadable", "cannot read `\(name)`: \(reason)", nil)
    case .unwritable(let name, let reason): return ("unwritable", "cannot write `\(name)`: \(reason)", nil)
    case .notJSON(let name, let reason): return ("bad-json", "`\(name)` is not valid JSON: \(reason)", nil)
    case .badReport(let name, let fault):
      return ("bad-report", "cannot compare with `\(name)`: \(fault.reason)", fault.help)
    case .tooLarge(let network): return ("overflow", ModelTooLarge().title(of: network), nil)
    case .stopped(let path, _):
      return ("kernel", "`\(path)` cannot be run", "`archcalc validate` shows what contradicts its rules")
    }
  }
}
