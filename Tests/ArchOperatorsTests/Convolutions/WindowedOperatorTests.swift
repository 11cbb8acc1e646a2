import ArchGraph
import ArchOperators
import Testing

/// Convolutions, poolings and upsamplings: what they are for, and the largest numbers.
@Suite struct WindowedOperatorTests {
  static let operators = Catalogue([
    Conv.self, DepthwiseConv.self, ConvTranspose.self, LocallyConnected.self, MaxPool.self, AvgPool.self,
    LPPool.self, GlobalAvgPool.self, GlobalMaxPool.self, AdaptiveAvgPool.self, AdaptiveMaxPool.self,
    Upsample.self, SpaceToDepth.self, DepthToSpace.self,
  ])

  @Test(arguments: operators.names) func refusesInputsThatAreNoMap(name: String) throws {
    let calls = [
      "conv": "conv(1, kernel: 1)", "depthwise_conv": "depthwise_conv(kernel: 1)",
      "conv_transpose": "conv_transpose(1, kernel: 1)",
      "locally_connected": "locally_connected(1, kernel: 1)",
      "global_avg_pool": "global_avg_pool", "global_max_pool": "global_max_pool",
    ]
    let op = try CallText(calls[name] ?? "\(name)(1)").makeOperator()
    for shape: Shape in [[4], [1, 2, 3, 4, 5], []] {
      let expected = Misfit.rank(
        expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: shape)
      #expect(throws: expected) { try op.output(of: [shape]) }
    }
    let tokens = Shape([2, 3], of: .token)
    #expect(throws: Misfit.element(expected: .number, found: tokens)) { try op.output(of: [tokens]) }
    let most = type(of: op).signature.inputs.counts.upperBound
    for count in [0, 2] where count == 0 || count > most {
      #expect(throws: Misfit.inputs(expected: "one input", found: count)) {
        try op.output(of: Array(repeating: [1, 4, 4], count: count))
      }
    }
  }

  /// No argument makes a rule trap or walk: each figure comes at once, or is refused.
  @Test(.timeLimit(.minutes(1)), arguments: operators.names)
  func largeNumbersAreCountedOrRefused(name: String) throws {
    let numbers = [1, 3, 1 << 20, 1 << 40]
    let shapes: [Shape] = [
      [1, 1, 1], [4, 6, 5], [1, 1 << 40], [1 << 20, 1 << 20, 1 << 20], [1, (1 << 31) - 1, 1 << 31],
    ]
    let type = try #require(Self.operators[name])
    let arguments = type.signature.arguments
    var (taken, refused) = (0, 0)
    for first in numbers {
      for second in numbers {
        for third in numbers {
          for padding in [0, 3, .integer(1 << 40), "same"] as [ArgumentValue] {
            let values: [ArgumentValue?] = arguments.map { argument in
              switch argument.name {
              case "filters", "block", "size", "scale", "kernel": .integer(first)
              case "stride", "multiplier": .integer(second)
              case "dilation", "groups": .integer(third)
              case "padding": padding
              default: nil
              }
            }
            guard let op = try? type.init(Arguments(type.signature, values)) else { continue }
            for input in shapes {
              guard let output = try? op.output(of: [input]).shape(of: [input]), output.elementCount != nil
              else {
                refused += 1
                continue
              }
              taken += 1
              #expect(op.parameters(of: [input]).allSatisfy { $0.shape.rank > 0 })
              let work = op.work(from: [input], to: output)
              for entry in work.entries { #expect((try? entry.count.value()) ?? 0 >= 0) }
              let read = try work[.activationReads].value()
              #expect((0...(input.elementCount ?? 0)).contains(read), "\(op.call) on \(input)")
              if case .axes(let axes) = op.reach(from: [input], to: output) {
                #expect(axes.count == input.rank - 1)
              }
            }
          }
        }
      }
    }
    #expect(taken > 0)
    #expect(refused > 0 || name.hasPrefix("global") || name.hasPrefix("adaptive") || name == "max_pool")
  }
}
