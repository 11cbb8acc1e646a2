import ArchGraph

/// What is wrong with the meaning of a text: facts only, the wording is in `LanguageFault+Wording.swift`.
enum LanguageFault {
  // Names
  /// A layer that nothing is called, with the call that is meant where it is that of another framework.
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
  /// An argument that a layer does not have, with the call that is meant where it is that of another framework.
  case unknownArgument(String, of: String, candidates: [String], meant: MeantCall?)
  case missingArgument(String, of: String, help: String?)
  case repeatedArgument(String, of: String)
  /// More arguments than there are; or than are left, where others are bound.
  case tooManyArguments(of: String, most: Int, isRest: Bool = false, example: String? = nil)
  /// An argument that was bound elsewhere, to this value.
  case boundArgument(String, of: String, value: String, where: String)
  /// A layer that is called in the middle of an expression.
  case callInExpression(String, of: String, isShared: Bool)
  /// A layer where one takes a value, or nothing at all.
  case layerAsValue(String, of: String, takesValues: Bool)
  case needsName(of: String, candidates: [String], knowsChannels: Bool, example: String?)
  /// A word that an argument does not know, with those that it knows.
  case unknownWord(String, argument: String, of: String, words: [String])
  case argument(ArgumentFault, of: String)
  case argumentsOfInstance(String)
  case valueAsArgument(String, of: String)

  /// The weights of a shared instance that nothing has called yet.
  case weightsBeforeCall(String)
  /// A layer whose weights are to be a value, with so many tensors.
  case noSingleWeight(String, tensors: Int)
  /// A shared layer that is given weights.
  case weightsOfShared(String, of: String, areComputed: Bool)
  /// An argument that could be a value or the weights of its layer.
  case valueOrWeight(String, value: Shape, weight: Shape)

  // Values
  case wrongType(expected: String, found: String, help: String? = nil)
  case arithmetic(String)
  case indexOutOfRange(Int, count: Int, of: String? = nil)
  /// Values of the network that are compared as if they were numbers.
  case comparedValues(String, String, isOrder: Bool)
  case badShape(String)
  /// An element of a list, by its place, that is taken apart by another number of names than it has values.
  case partsOfElement(Int, names: Int, values: Int)
  /// A layer that takes one value and meets a list, or takes several and meets a list among them.
  case severalValues(of: String, count: Int, isAmongOthers: Bool = false)
  /// Labels of parts, where there is another number of values, or one value and no list.
  case labelsOfParts([String], values: Int?)
  /// What goes round a loop, where a round gives another number of values, or one value and no list.
  case carried(String, width: Int, values: Int?)
  /// A network without outputs that ends with a list.
  case listAsOutput(String, count: Int)
  /// A condition that must hold and does not: what its author says of it, and the values of what is compared.
  case unmetRequirement(String, sides: [String])

  // Structure
  case noCurrentValue(String)
  case valueDropped(String)
  case fewBranches(String, found: Int)
  /// A layer that takes several values, by these names where they have any, and was not given enough.
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
  /// What a layer cannot take; where that is an input because it is the last of several, with its name and that of another.
  case misfit(Misfit, of: String, input: (name: String, other: String)? = nil)
  case branches(Misfit, of: String, results: [String], help: String?)
  /// Values that do not fit together, each with what made it.
  case values(of: String, results: [String], help: String?)

  // From outside the text
  case unknownSetting(String, network: String, candidates: [String])
  case unknownInput(String, network: String, candidates: [String])
  case missingSetting(String, network: String)
  case inputRank(String, declared: String, given: [Int])
}
