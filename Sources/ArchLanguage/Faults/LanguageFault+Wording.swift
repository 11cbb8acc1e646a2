import ArchDiagnostics
import ArchDocuments
import ArchGraph

extension LanguageFault {
  /// The fault as a diagnostic.
  func diagnostic(at place: Place, trail: [String]) -> Diagnostic {
    let wording = wording
    return Diagnostic(
      wording.code, severity: wording.severity, wording.title, at: place, evidence: wording.evidence,
      trail: trail,
      help: wording.help)
  }

  struct Wording {
    var code: String
    var severity = Diagnostic.Severity.error
    var title: String
    var evidence: [String] = []
    var help: String?

    init(_ code: String, _ title: String, _ evidence: [String] = [], help: String? = nil) {
      self.code = code
      self.title = title
      self.evidence = evidence
      self.help = help
    }
  }

  private var wording: Wording {
    switch self {
    case .unknownLayer("require", _, _):
      Wording(
        "unknown-layer", "there is no layer or block called `require`",
        help: "a demand is written without brackets: `require condition, \"message\"`")
    case .unknownLayer(let name, let candidates, let meant):
      Wording(
        "unknown-layer", "there is no layer or block called `\(name)`",
        help: ForeignWords.helpForLayer(name, meant)
          ?? Spelling.question(for: name, among: candidates) ?? "`archcalc layers` lists the layers")
    case .unknownName(let name, let candidates):
      Wording(
        "unknown-name", "nothing here is called `\(name)`",
        help: ForeignWords.known(name).map { "did you mean the layer `\($0)`?" }
          ?? Spelling.question(for: name, among: candidates))
    case .unknownMember(let name, let owner, let candidates):
      Wording(
        "unknown-member", "\(owner) has no `\(name)`",
        help: owner.hasPrefix("the layer ") || owner.hasPrefix("the block ")
          ? "a layer is no value; a label runs it and names what it gives: `y: …`"
          : Spelling.question(for: name, among: candidates)
            ?? (candidates.isEmpty ? nil : "it has \(Spelling.list(candidates))"))
    case .unknownFunction(let name, let candidates):
      Wording(
        "unknown-function", "there is no function called `\(name)`",
        help: name == "range"
          ? "`repeat 3 as i { … }` counts from 0"
          : Spelling.question(for: name, among: candidates)
            ?? "the functions are \(Spelling.list(candidates))")
    case .duplicate(let name, let line):
      Wording(
        "duplicate-name", "`\(name)` is declared twice",
        line.map { ["it was first declared on line \($0)"] } ?? [],
        help: "give one of them another name")
    case .labelIsLayer(let name):
      Wording(
        "name-of-layer", "`\(name)` is already the name of a layer or block",
        help: "try `\(name)1`")
    case .notCallable(let name, let kind):
      Wording("not-a-layer", "`\(name)` is \(kind), not a layer or block")
    case .valueAfterArrow(let name):
      Wording(
        "value-after-arrow", "the value `\(name)` cannot follow an arrow",
        help: "a value begins a chain: `\(name) -> …`")
    case .networkAsLayer(let name):
      Wording(
        "network-as-layer", "`\(name)` is a network and cannot be called as a layer",
        help: "put what both need into a `block` and call that")

    case .unknownArgument(let name, let owner, let candidates, let meant):
      Wording(
        "unknown-argument", "`\(owner)` has no argument `\(name)`",
        help: ForeignWords.helpForArgument(name, of: owner, candidates, meant)
          ?? Spelling.question(for: name, among: candidates)
          ?? (candidates.isEmpty ? "it has no arguments" : "its arguments are \(Spelling.list(candidates))")
      )
    case .missingArgument(let name, let owner, let help):
      Wording(
        "missing-argument", "`\(owner)` needs the argument `\(name)`",
        help.map { ["`\(name)` is \($0)"] } ?? [])
    case .repeatedArgument(let name, let owner):
      Wording("repeated-argument", "the argument `\(name)` of `\(owner)` is given twice")
    case .tooManyArguments(let owner, let most, let isRest, let example):
      Wording(
        "too-many-arguments",
        "`\(owner)` takes \(most == 0 ? "no" : most == 1 ? "one" : "at most \(most)") \(isRest ? "more " : "")\(most == 1 ? "argument" : "arguments")",
        help: example.map { "a list is written in square brackets: `\($0)`" }
      )
    case .boundArgument, .callInExpression, .layerAsValue, .weightsOfShared, .comparedValues, .notAMerge,
      .indexOutOfRange:
      callWording
    case .needsName(let owner, let candidates, let knowsChannels, let example):
      Wording(
        "argument-needs-name", "this argument of `\(owner)` must be named",
        knowsChannels ? ["the channels of the input are inferred, not given"] : [],
        help: example.map { "`\($0)`" }
          ?? (candidates.isEmpty
            ? nil : "its named arguments are \(Spelling.list(candidates)): `\(candidates[0]): …`"))
    case .argument(let fault, let owner):
      Wording(
        "wrong-argument", "`\(fault.argument)` of `\(owner)` must be \(fault.expected)",
        ["it is \(Self.shortened(fault.found))"], help: fault.help ?? Self.cure(fault))
    case .argumentsOfInstance(let name):
      Wording(
        "arguments-of-instance", "the shared instance `\(name)` takes no arguments",
        help: "they were given where it was declared: `shared \(name): …(…)`")

    case .valueAsArgument(let value, let owner):
      Wording(
        "value-as-argument", "the value `\(value)` cannot be an argument of `\(owner)`",
        help: "it is passed by an arrow: `\(value) -> \(owner)…`")

    case .weightsBeforeCall(let name):
      Wording(
        "weights-before-call", "`\(name)` has no weights yet: its first call makes them",
        help: "use them after the first `\(name)`")
    case .noSingleWeight(let name, let tensors):
      Wording(
        "no-single-weight",
        tensors == 0
          ? "the layer `\(name)` has no weights" : "the layer `\(name)` has \(tensors) weight tensors",
        help: tensors == 0 ? nil : "only a single weight tensor can be a value: `bias: false` leaves one"
      )
    case .valueOrWeight(let name, let value, let weight):
      Wording(
        "value-or-weight", "`\(name)` can be read in two ways here",
        ["the value of `\(name)` is \(value)", "the weight of its layer is \(weight)"],
        help: "`\(name).weight` is the weight; for the value write `v: \(name) -> identity` and pass `v`")

    case .wrongType(let expected, let found, let help):
      Wording("wrong-type", "expected \(expected), found \(Self.shortened(found))", help: help)
    case .arithmetic(let what): Wording("arithmetic", what)
    case .badShape(let what):
      Wording(
        "bad-shape", "this is not a shape: \(what)",
        help: "a shape is a list of positive whole numbers, such as [3, 224, 224]")
    case .partsOfElement(let place, let names, let values):
      Wording(
        "parts-of-element",
        "element \(place) of the list has \(values) value\(values == 1 ? "" : "s"), not \(names)",
        help: "give one name for each value: `for [a, b] in [[64, 2], [128, 3]] { … }`")
    case .severalValues(let name, let count, let isAmongOthers):
      Wording(
        "several-values",
        isAmongOthers
          ? "`\(name)` takes single values, but one of these is a list of \(count)"
          : "`\(name)` takes one value, but this is a list of \(count)",
        help: count == 0 ? nil : Self.elements(count, isAmongOthers ? nil : name))
    case .labelsOfParts(let labels, let values):
      Wording(
        "labels-of-parts",
        "\(Spelling.list(labels)) are \(labels.count) labels, but the chain gives \(values.map { "a list of \($0)" } ?? "one value")",
        help: values == nil
          ? "`split(\(labels.count))` turns a value into a list, and `[a, b]` is one"
          : "give one label for each value")
    case .carried(let name, let width, let values):
      Wording(
        "carried-values",
        "the body of the loop must give a list of \(width), like `\(name)`, but gives \(values.map { "a list of \($0)" } ?? "one value")",
        help: "end the body with such a list: `[a, b]`, or a block that gives one")
    case .listAsOutput(let name, let count):
      Wording(
        "list-as-output", "the network `\(name)` ends with a list of \(count) values, but has no output",
        help: "`output name: …` declares its output; a list becomes `name[0]` and so on")
    case .unmetRequirement(let message, let sides):
      Wording("unmet-requirement", "a condition does not hold: \(message)", sides)

    case .noCurrentValue(let name):
      Wording(
        "no-value", "there is no value for `\(name)` to work on",
        help: "begin with an `input`, or name the value: `x -> \(name)`")
    case .valueDropped(let name):
      Wording(
        "value-dropped", "the value before this arrow is not used: `\(name)` lists all its inputs",
        help: "list the value with the others, or begin a new line")
    case .fewBranches(let name, let found):
      Wording(
        "few-branches", "`\(name)` needs at least two branches, but has \(found == 0 ? "none" : "one")",
        help: "an empty `branch {}` is the value itself")
    case .needsValues(let name, let names, let least) where least != 2 || names.count > 2:
      Wording(
        "merge-needs-values",
        "`\(name)` needs the values \(Spelling.list(names.prefix(max(1, least)).map { $0 }))",
        help: "write `\(name)(\(names.prefix(max(1, least)).joined(separator: ", ")))` with labels")
    case .needsValues(let name, _, _):
      Wording(
        "merge-needs-values", "`\(name)` needs at least two values",
        help: "write `\(name)(a, b)` with labels, or `\(name) { branch { … } branch { … } }`")
    case .layerBetweenBranches:
      Wording(
        "misplaced", "a layer is not allowed here",
        ["between the branches of a merge only `branch`, loops, `if` and `let` are allowed"])
    case .expertsInExperts:
      Wording(
        "experts-in-experts", "`experts` cannot be nested inside experts",
        help: "put them one after another")
    case .topOfExperts(let top, let count):
      Wording(
        "top-of-experts", "a token cannot be sent to \(top) of \(count) \(count == 1 ? "expert" : "experts")",
        help: "`top` is at most the number of experts")
    case .blockCycle(let names):
      Wording(
        "block-cycle", "a block cannot contain itself",
        ["the calls are \(names.map { "`\($0)`" }.joined(separator: " -> "))"],
        help: "`repeat` repeats a part of a network")
    case .networkCycle(let names):
      Wording(
        "network-cycle", "a network cannot be derived from itself",
        ["each is derived from the next: \(names.map { "`\($0)`" }.joined(separator: " -> "))"])
    case .constantCycle(let name): Wording("constant-cycle", "the value of `\(name)` depends on itself")
    case .importCycle(let files):
      Wording(
        "import-cycle", "files import each other in a circle", [files.joined(separator: " -> ")],
        help: "put what both need into a third file")
    case .importMissing(let path, let reason): Wording("import-missing", "cannot import `\(path)`", [reason])
    case .importOutside(let path):
      Wording(
        "import-outside", "`\(path)` lies outside the directory of the network",
        help: "imports must stay at or below the directory of the first file")
    case .tooManySteps(let limit):
      Wording(
        "too-many-steps", "the network takes more than \(limit) steps to expand",
        help: "is a `repeat` too large?")
    case .tooDeep(let limit):
      Wording("too-deep", "blocks, networks or values are nested more than \(limit) deep")
    case .tooManyInstances: Wording("too-many-instances", "the network has too many shared instances")
    case .noInput(let name):
      Wording(
        "no-input", "the network `\(name)` has no input",
        help: "`input image: [3, 224, 224]` gives channels, height and width")
    case .unknownMetric(let name, let candidates):
      Wording(
        "unknown-figure", "there is no figure called `\(name)`",
        help: ForeignWords.figure(name).map { "did you mean `\($0)`?" }
          ?? Spelling.question(for: name, among: candidates)
          ?? "the figures are \(Spelling.list(candidates))")
    case .claimOfLayer(let metric, let name):
      Wording(
        "claim-of-layer", "a claim is about a label, but `\(name)` is the name of a layer",
        help: "label the one you mean: `fc1: \(name)…`, then `expect \(metric)(fc1) …`")
    case .unknownWord(let name, let argument, let owner, let words):
      Wording(
        "unknown-word", "`\(argument)` of `\(owner)` cannot be `\(name)`",
        help: Spelling.question(for: name, among: words)
          ?? "it can be \(Spelling.list(words, joinedBy: "or"))")
    case .badExpectation(let what): Wording("bad-expectation", what)

    case .uncalledShared(let name):
      {
        var wording = Wording("uncalled-shared", "the shared instance `\(name)` is never called")
        wording.severity = .warning
        wording.help = "call it by its name, as a layer: `x -> \(name)`"
        return wording
      }()

    case .channelsLast(let name, let extents, let isGiven):
      {
        let meant = [extents[2], extents[0], extents[1]].map(String.init)
        var wording = Wording(
          "channels-last", "the input `\(name)` has \(extents[0]) channels: shapes list channels first",
          ["it is \(Shape(extents)): \(extents[0]) channels of \(extents[1]) x \(extents[2])"])
        wording.severity = .warning
        wording.help =
          isGiven
          ? "did you mean `\(meant.joined(separator: "x"))`? `--layout hwc` takes shapes with the channels last"
          : "did you mean `[\(meant.joined(separator: ", "))]`?"
        return wording
      }()

    case .misfit(let misfit, let name, let input): Self.misfit(misfit, of: name, input)
    case .branches(let misfit, let name, _, _) where misfit.code != "mismatched-shapes":
      Self.misfit(misfit, of: name)
    case .values(let name, let results, let help):
      Wording("mismatched-shapes", "the inputs of `\(name)` have different shapes", results, help: help)
    case .branches(let misfit, let name, let results, let help):
      Wording(
        misfit.code,
        "the branches of `\(name)` have different shapes",
        results,
        help: help
          ?? {
            if case .shapes(_, let except?) = misfit {
              return
                "branches that are concatenated must match in every dimension but the \(except == 0 ? "first" : "\(except + 1)th")"
            }
            return "branches must match in every dimension here"
          }())

    case .unknownSetting(let name, let network, let candidates):
      Wording(
        "unknown-setting", "`\(network)` has no parameter `\(name)`",
        help: Spelling.question(for: name, among: candidates)
          ?? (candidates.isEmpty ? "it has no parameters" : "its parameters are \(Spelling.list(candidates))")
      )
    case .unknownInput(let name, let network, let candidates):
      Wording(
        "unknown-input", "`\(network)` has no input `\(name)`",
        help: "its inputs are \(Spelling.list(candidates))")
    case .inputRank(let name, let declared, let given):
      Wording(
        "input-rank", "the shape given for `\(name)` has the wrong number of axes",
        ["`\(name)` is \(declared), the given shape is \(given.map(String.init).joined(separator: " x "))"],
        help: "channels come first, and the batch is not part of the shape: use `--batch`")
    case .missingSetting(let name, let network):
      Wording(
        "missing-setting", "the network `\(network)` needs a value for its parameter `\(name)`",
        help: "give it with `--set \(name)=…`")
    }
  }

  private static func misfit(_ misfit: Misfit, of name: String, _ input: (name: String, other: String)? = nil)
    -> Wording
  {
    let wording = misfit.wording(for: name)
    let current =
      input.map { ["that is `\($0.name)`, the last input; `\($0.other) -> …` starts from another"] } ?? []
    return Wording(misfit.code, wording.title, wording.evidence + current, help: wording.help)
  }
}
