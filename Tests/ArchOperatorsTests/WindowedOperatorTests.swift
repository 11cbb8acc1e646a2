import ArchGraph
import ArchOperators
import Testing

/// Convolutions, poolings and upsamplings against PyTorch, against counting one by one, and what they refuse.
@Suite struct WindowedOperatorTests {
  static let operators = Catalogue([
    Conv.self, DepthwiseConv.self, ConvTranspose.self, LocallyConnected.self, MaxPool.self, AvgPool.self,
    LPPool.self, GlobalAvgPool.self, GlobalMaxPool.self, AdaptiveAvgPool.self, AdaptiveMaxPool.self,
    Upsample.self, SpaceToDepth.self, DepthToSpace.self,
  ])

  // MARK: PyTorch

  @Test func factsCoverEveryOperator() {
    #expect(
      Set(PyTorchFact.all.map { $0.call.prefix { $0 != "(" } }) == Set(Self.operators.names.map { $0[...] }))
    #expect(PyTorchFact.all.count == 193)
    #expect(PyTorchFact.all.count { $0.multiplyAdds != nil } == 76)
    #expect(PyTorchFact.all.count { $0.values.count == 3 } == 184)
  }

  @Test(arguments: PyTorchFact.all) func producesTheShapeOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    #expect(try op.output(of: [fact.input]).shape(of: [fact.input]) == fact.output)
  }

  @Test(arguments: PyTorchFact.all) func hasTheParametersOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    #expect(try op.parameters(of: [fact.input]).count(.weight).value() == fact.parameters)
  }

  @Test(arguments: PyTorchFact.all.filter { $0.multiplyAdds != nil })
  func countsTheMultiplyAddsOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    let work = op.work(from: [fact.input], to: fact.output)
    #expect(try work[.multiplyAdds].value() == fact.multiplyAdds)
  }

  @Test(arguments: PyTorchFact.all.filter { !$0.values.isEmpty })
  func computesTheValuesOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    var next = 0
    func tensor(_ shape: Shape) -> Tensor<Float> {
      Tensor(shape) { _ in
        defer { next += 1 }
        return Float(next * 37 % 19 - 9) / 8
      }
    }
    let input = tensor(fact.input)
    let weights = op.parameters(of: [fact.input]).map { tensor($0.shape) }
    let values = op.define([input], weights, output: fact.output).values.map(Double.init)
    let weighed = values.enumerated().reduce(0) { $0 + $1.element * Double($1.offset % 13 + 1) }
    let found = [values.reduce(0, +), weighed, try #require(values.last)]
    for (found, expected) in zip(found, fact.values) {
      #expect(abs(found - expected) < 0.0002 + abs(expected) * 1e-6)
    }
  }

  // MARK: Other sources

  /// The examples in Keras' documentation of `LocallyConnected2D`, and the three such layers of DeepFace.
  @Test func locallyConnectedLayersAreThoseOfKerasAndDeepFace() throws {
    let layers: [(LocallyConnected, Shape, Shape, Int)] = [
      (
        LocallyConnected(64, kernel: 3), [3, 32, 32], [64, 30, 30], 30 * 30 * (3 * 3 * 3 * 64) + 30 * 30 * 64
      ),
      (
        LocallyConnected(32, kernel: 3), [64, 30, 30], [32, 28, 28],
        28 * 28 * (3 * 3 * 64 * 32) + 28 * 28 * 32
      ),
      (LocallyConnected(16, kernel: 9), [16, 63, 63], [16, 55, 55], 62_774_800),
      (LocallyConnected(16, kernel: 7, stride: 2), [16, 55, 55], [16, 25, 25], 7_850_000),
      (LocallyConnected(16, kernel: 5), [16, 25, 25], [16, 21, 21], 2_829_456),
    ]
    for (layer, input, output, parameters) in layers {
      #expect(try layer.output(of: [input]).shape(of: [input]) == output)
      #expect(try layer.parameters(of: [input]).count(.weight).value() == parameters)
    }
  }

  /// A depthwise convolution is a convolution of as many groups as channels.
  @Test func depthwiseConvolutionIsGroupedConvolution() throws {
    let input: Shape = [6, 9, 8]
    let depthwise = DepthwiseConv(kernel: 3, stride: 2, padding: 1, multiplier: 2)
    let grouped = Conv(12, kernel: 3, stride: 2, padding: 1, groups: 6)
    let output = try grouped.output(of: [input]).shape(of: [input])
    #expect(try depthwise.output(of: [input]).shape(of: [input]) == output)
    #expect(depthwise.parameters(of: [input]).map(\.shape) == grouped.parameters(of: [input]).map(\.shape))
    #expect(
      try depthwise.work(from: [input], to: output).vector()
        == grouped.work(from: [input], to: output).vector())
    #expect(depthwise.reach(from: [input], to: output) == grouped.reach(from: [input], to: output))
  }

  // MARK: Elements read, counted one by one

  @Test func convolutionReadsWhatLiesUnderATap() throws {
    for (kernel, stride, dilation, sides, extent) in Self.windows {
      let op = Conv(
        1, kernel: .all(kernel), stride: .all(stride), padding: .explicit([sides]), dilation: .all(dilation))
      let input: Shape = [1, extent]
      guard let output = try? op.output(of: [input]).shape(of: [input]) else { continue }
      var read: Set<Int> = []
      for step in 0..<output[1] {
        for tap in 0..<kernel { read.insert(step * stride - sides.before + tap * dilation) }
      }
      let found = try op.work(from: [input], to: output)[.activationReads].value()
      #expect(found == read.count { (0..<extent).contains($0) }, "\(op.call) on \(input)")
    }
  }

  @Test func transposedConvolutionReadsWhatItDoesNotCutOff() throws {
    for (kernel, stride, dilation, sides, extent) in Self.windows {
      let op = ConvTranspose(
        1, kernel: .all(kernel), stride: .all(stride), padding: .explicit([sides]),
        outputPadding: .all((kernel + extent) % max(stride, dilation)), dilation: .all(dilation), bias: false)
      let input: Shape = [1, extent]
      guard let output = try? op.output(of: [input]).shape(of: [input]) else { continue }
      var (inputs, taps): (Set<Int>, Set<Int>) = ([], [])
      for position in 0..<extent {
        for tap in 0..<kernel
        where (0..<output[1]).contains(position * stride + tap * dilation - sides.before) {
          inputs.insert(position)
          taps.insert(tap)
        }
      }
      let work = op.work(from: [input], to: output)
      #expect(try work[.activationReads].value() == inputs.count, "\(op.call) on \(input)")
      #expect(try work[.weightReads].value() == taps.count, "\(op.call) on \(input)")
    }
  }

  private static let windows: [(Int, Int, Int, Padding.Sides, Int)] = {
    var found: [(Int, Int, Int, Padding.Sides, Int)] = []
    for kernel in 1...4 {
      for stride in 1...5 {
        for dilation in 1...5 {
          for sides in [(0, 0), (1, 0), (0, 2), (3, 3), (4, 1)] {
            for extent in [1, 2, 3, 5, 8, 13] {
              found.append((kernel, stride, dilation, .init(sides.0, sides.1), extent))
            }
          }
        }
      }
    }
    return found
  }()

  // MARK: Large numbers

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

  /// Figures too large to be counted one by one that follow from smaller ones.
  @Test func readsOfLongAxes() throws {
    func read(_ op: some Operator, _ extent: Int) throws -> Int {
      let input: Shape = [1, extent]
      return try op.work(from: [input], to: op.output(of: [input]).shape(of: [input]))[.activationReads]
        .value()
    }
    // Two taps 3 apart, every 5: positions 0, 3, 5, 8, 10, …, two of every five but for the last window.
    #expect(try read(Conv(1, kernel: 2, stride: 5, dilation: 3), 1 << 40) == 2 * (((1 << 40) - 4) / 5 + 1))
    // Taps 2 apart at every step: all positions.
    #expect(try read(Conv(1, kernel: 3, dilation: 2), 1 << 40) == 1 << 40)
    // Taps and steps 2 apart: every second position.
    #expect(try read(Conv(1, kernel: .all(1 << 20), stride: 2, dilation: 2), 1 << 40) == 1 << 39)
    // As many taps as the axis has positions, and padding all round: one by one, each is met.
    #expect(try read(MaxPool(.all(1 << 40), stride: 1, padding: .same), 1 << 40) == 1 << 40)
    #expect(try read(AvgPool(2, stride: .all(1 << 20)), 1 << 40) == 2 << 20)
    #expect(try read(ConvTranspose(1, kernel: 1, padding: 5), 1 << 30) == (1 << 30) - 10)
  }

  /// Windows of uneven sizes are listed up to a limit; beyond it the reach is the whole axis.
  @Test func adaptiveReachIsListedOnlyWhereItIsShort() {
    func reach(_ size: Int, _ extent: Int) -> Reach {
      AdaptiveAvgPool(.all(size)).reach(from: [[1, extent]], to: [1, size])
    }
    #expect(reach(2, 3) == .axes([.listed([0..<2, 1..<3])]))
    #expect(reach(3, 12) == .axes([.regular(.init(taps: 4, stride: 4, dependsOnExtent: true))]))
    #expect(reach(1, 12) == .axes([.everything]))
    #expect(reach(4097, 5000) == .axes([.everything]))
    guard case .axes(let axes) = reach(4096, 5000), case .listed(let ranges) = axes[0] else {
      Issue.record("4096 windows are listed")
      return
    }
    #expect(ranges.count == 4096)
    #expect(ranges.last?.upperBound == 5000)
  }
}
