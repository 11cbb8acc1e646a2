import ArchGraph

/// An error in the meaning of a text: only facts; the wording is in `LanguageFault+Wording.swift`.
enum LanguageFault {
  // Names
  /// A name that is not a layer, with the call that is meant if it is one of another framework.
  case unknownLayer(String, candidates: [String], meant: MeantCall?)
  case unknownName(String, candidates: [String])
  case unknownMember(String, of: String, candidates: [String])
  case unknownFunction(String, candidates: [String])
  case duplicate(String, line: Int?)
  case labelIsLayer(String)
  case notCallable(String, kind: String)
  case valueAfterArrow(String)
  case networkAsLayer(String)

  // Arguments
  /// An argument that a layer does not have, with the call that is meant if it is one of another framework.
  case unknownArgument(String, of: String, candidates: [String], meant: MeantCall?)
  case missingArgument(String, of: String, help: String?)
  case repeatedArgument(String, of: String)
  /// More arguments than there are, or than are left if others are bound.
  case tooManyArguments(of: String, most: Int, isRest: Bool = false, example: String? = nil)
  /// An argument that was bound elsewhere, to this value.
  case boundArgument(String, of: String, value: String, where: String)
  /// A layer called in the middle of an expression.
  case callInExpression(String, of: String, isShared: Bool)
  /// A layer where a value was expected, or nothing at all.
  case layerAsValue(String, of: String, takesValues: Bool)
  case needsName(of: String, candidates: [String], knowsChannels: Bool, example: String?)
  /// A word that an argument does not accept, with those that it does.
  case unknownWord(String, argument: String, of: String, words: [String])
  case argument(ArgumentFault, of: String)
  case argumentsOfInstance(String)
  case valueAsArgument(String, of: String)

  /// The weights of a shared instance that nothing has called yet.
  case weightsBeforeCall(String)
  /// A layer whose weights are used as a value, but which has this many tensors.
  case noSingleWeight(String, tensors: Int)
  /// A shared layer that is given weights.
  case weightsOfShared(String, of: String, areComputed: Bool)
  /// An argument that could be a value or the weights of its layer.
  case valueOrWeight(String, value: Shape, weight: Shape)

  // Values
  case wrongType(expected: String, found: String, help: String? = nil)
  case arithmetic(String)
  case indexOutOfRange(Int, count: Int, of: String? = nil)
  /// Values of the network compared as if they were numbers.
  case comparedValues(String, String, isOrder: Bool)
  case badShape(String)
  /// An element of a list, by its index, that is unpacked into a different number of names than it has values.
  case partsOfElement(Int, names: Int, values: Int)
  /// A layer that takes one value and gets a list, or takes several and gets a list among them.
  case severalValues(of: String, count: Int, isAmongOthers: Bool = false)
  /// Labels for parts, given a different number of values, or a single value instead of a list.
  case labelsOfParts([String], values: Int?)
  /// The name carried round a loop, if a round gives a different number of values, or a single value instead of a list.
  case carried(String, width: Int, values: Int?)
  /// A network without outputs that ends with a list.
  case listAsOutput(String, count: Int)
  /// A required condition that does not hold: its author's message, and the values compared.
  case unmetRequirement(String, sides: [String])

  // Structure
  case noCurrentValue(String)
  case valueDropped(String)
  case fewBranches(String, found: Int)
  /// A layer that takes several values, named if they have names, and was not given enough.
  case needsValues(of: String, names: [String], least: Int)
  case notAMerge(String, isBlock: Bool = false)
  case layerBetweenBranches
  case expertsInExperts
  case topOfExperts(top: Int, count: Int)
  case blockCycle([String])
  case networkCycle([String])
  case constantCycle(String)
  case importCycle([String])
  case importMissing(String, reason: String)
  case importOutside(String)
  case tooManySteps(limit: Int)
  case tooDeep(limit: Int)
  case tooManyInstances
  case noInput(String)
  case unknownMetric(String, candidates: [String])
  case claimOfLayer(String, of: String)
  case badExpectation(String)
  case uncalledShared(String)
  /// A shape that reads like an image with the channels last.
  case channelsLast(String, [Int], isGiven: Bool)

  // Operators
  /// A misfit of a layer; if the cause is an input because it is the last of several, with its name and another's.
  case misfit(Misfit, of: String, input: (name: String, other: String)? = nil)
  case branches(Misfit, of: String, results: [String], help: String?)
  /// Values that do not fit together, each with the layers that made it.
  case values(of: String, results: [String], help: String?)

  // From outside the text
  case unknownSetting(String, network: String, candidates: [String])
  case unknownInput(String, network: String, candidates: [String])
  case missingSetting(String, network: String)
  case inputRank(String, declared: String, given: [Int])
}
