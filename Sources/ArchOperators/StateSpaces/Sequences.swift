import ArchGraph

/// The common part of scans of several sequences.
extension Operator {
  /// Sequences of features, as many as the signature names.
  func sequences(_ inputs: [Shape]) throws(Misfit) -> [Shape] {
    let count = Self.signature.inputs.names.count
    guard inputs.count == count else {
      let words = [2: "two", 3: "three", 4: "four", 6: "six"]
      throw .inputs(expected: "\(words[count] ?? "\(count)") inputs", found: inputs.count)
    }
    for input in try several(inputs) where input.rank != 2 {
      throw .rank(expected: "sequences of features, such as 128 x 512", found: input)
    }
    return inputs
  }

  /// Sequences of one shape, as many as the signature names, whose features are divided among this many heads.
  func sequences(_ inputs: [Shape], heads: Int) throws(Misfit) -> [Shape] {
    let inputs = try sequences(inputs)
    for index in inputs.indices {
      try expect(index, of: inputs, toBe: inputs[0].dimensions, help: "all must have the same shape")
    }
    guard heads > 0, inputs[0][1] % heads == 0 else {
      throw .indivisible(
        what: "its \(inputs[0][1]) features", count: inputs[0][1], by: "heads", divisor: heads)
    }
    return inputs
  }

  /// Checks that an input named in the signature has extents that fit the others.
  ///
  /// - Parameter help: the extents it must have.
  func expect(
    _ input: Int, of inputs: [Shape], toBe extents: [Int], help: String
  ) throws(Misfit) {
    guard inputs[input].dimensions != extents else { return }
    let names = Self.signature.inputs.names
    throw .conflict(
      "`\(name)` cannot combine `\(names[input])` of \(inputs[input]) with `\(names[0])` of \(inputs[0])",
      help: help)
  }
}

extension Work {
  /// Adds this many operations for each of some elements, under the number's name in formulas.
  mutating func add(
    _ kind: Kind, _ count: Int = 1, for elements: [Factor], named name: String = "per_element"
  ) {
    guard count > 0 else { return }
    self[kind] = self[kind] + (count == 1 ? Count(elements) : Count([Factor(name, count)], elements))
  }

  /// Adds the cost of a function of one element for each of some elements.
  mutating func add(
    _ function: some Elementwise, for elements: [Factor], named name: String = "per_element"
  ) {
    for (kind, count) in function.costPerElement { add(kind, count, for: elements, named: name) }
  }

  /// Records that all elements of sequences are read, with the names in the signature.
  mutating func readAll(of inputs: [Shape], _ signature: Signature) {
    var reads = Count()
    for (name, input) in zip(signature.inputs.names, inputs) {
      let tokens = input[0] == inputs[0][0] ? "tokens" : "memory_tokens"
      reads.add([Factor(tokens, input[0]), Factor("\(name)_features", input[1])])
    }
    self[.activationReads] = reads
  }
}
