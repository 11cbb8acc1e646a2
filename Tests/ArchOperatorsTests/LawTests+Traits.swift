import ArchGraph
import Testing

/// What can be observed of the traits that an operator states.
extension Subject {
  func checkTraits() throws {
    let traits = op.traits
    // Tokens are looked up in a table, or moved.
    let takesTokens = inputs.contains { $0.element == .token }
    #expect(
      try !takesTokens || traits.vocabulary != nil
        || op.output(of: inputs).shape(of: inputs).element == .token,
      "tokens of \(note)")
    if let filters = traits.filters, inputs.count == 1 {
      let channels = inputs[0][0]
      let seen = filters.groups.map { channels / $0 } ?? 1
      let weight = op.parameters(of: inputs)[0].shape.dimensions
      #expect(Array(weight.dropFirst()) == [seen] + filters.kernel.expanded(to: inputs[0].rank - 1), note)
    }
    guard op.work(from: inputs, to: try output()).unknown == nil else { return }
    try checkElements()
    try checkSums()
    try checkChannels()
  }

  /// Whether the definition, asked for one element of the output, does no more than about its share of the whole work;
  /// nil where there is no work to share, or next to none.
  func isDefinedByElement() throws -> Bool? {
    let output = try output()
    let count = output.elementCount ?? 0
    let tensors = try make { value, _ in Counted(value) }
    func operations(_ places: [Int]) -> Int {
      Counted.counting {
        Sample(of: output, at: places).run { op.define(tensors.inputs, tensors.weights, output: output) }
      }.1.operations
    }
    let whole = operations(Array(0..<count))
    guard count >= 8, whole >= count, op.work(from: inputs, to: output).unknown == nil else { return nil }
    return [0, count / 2, count - 1].allSatisfy { operations([$0]) <= 2 * whole / count + 8 }
  }

  /// What it gives for one element is what it gives for that among all.
  private func checkElements() throws {
    let output = try output()
    let count = output.elementCount ?? 0
    let tensors = try make { value, _ in value.magnitude + 0.25 }
    let whole = op.define(tensors.inputs, tensors.weights, output: output).values
    for place in [0, count / 2, count - 1] where count > 0 {
      let some = Sample(of: output, at: [place]).run {
        op.define(tensors.inputs, tensors.weights, output: output).values
      }
      #expect(some[place] == whole[place], "place \(place) of \(note)")
    }
  }

  /// Sums along the axis that is stated, and along no other.
  private func checkSums() throws {
    let output = try output()
    let tensors = try make { value, _ in value }
    let result = op.define(tensors.inputs, tensors.weights, output: output)
    for axis in output.dimensions.indices where output[axis] > 1 {
      var sums: [[Int]: Float] = [:]
      for (position, value) in zip(Positions(output.dimensions), result.values) {
        var row = position
        row[axis] = 0
        sums[row, default: 0] += value
      }
      let isOne = sums.values.allSatisfy { abs($0 - 1) < 1e-5 }
      let stated = op.traits.sumsToOne.map { $0 < 0 ? $0 + output.rank : $0 }
      #expect(isOne == (stated == axis), "sums along axis \(axis) of \(note)")
    }
  }

  /// Which channels of each input position each channel of an output position depends on.
  private func checkChannels() throws {
    let output = try output()
    guard op.traits.channels != .rearranged, output.rank > 0 else { return }
    let tensors = try make { _, index in Traced(element: index) }
    let result = op.define(tensors.inputs, tensors.weights, output: output)
    let spatial = Array(output.spatial)
    let positions = spatial.reduce(1, *)
    var first = 0
    for (index, input) in inputs.enumerated() {
      defer { first += input.elementCount ?? 0 }
      // Of what a call may have besides its value, such as weights, nothing is said.
      guard input.rank > 0, index == 0 || !O.signature.inputs.takesOne else { continue }
      let inside = Array(input.spatial).reduce(1, *)
      for place in 0..<positions {
        /// For each channel of the output, the channels that it sees of each position.
        let seen = (0..<output[0]).map { channel in
          let value = result.values[channel * positions + place]
          return (0..<inside).map { position in
            Set((0..<input[0]).filter { value.contains(first + $0 * inside + position) })
          }
        }
        switch op.traits.channels {
        case .joined, .chosen:
          for channels in seen { #expect(channels.allSatisfy { $0.count <= 1 }, "channels of \(note)") }
        case .mixed:
          for channels in seen {
            #expect(channels.allSatisfy { $0.isEmpty || $0.count == input[0] }, "channels of \(note)")
          }
        case .kept:
          let all = seen.map { channels in channels.map { !$0.isEmpty } }
          #expect(all.allSatisfy { $0 == all[0] }, "what channels of \(note) see")
          for position in 0..<inside where all[0][position] {
            #expect(seen.reduce(Set()) { $0.union($1[position]) }.count == input[0], "channels of \(note)")
          }
        case .rearranged: break
        }
      }
    }
  }
}
