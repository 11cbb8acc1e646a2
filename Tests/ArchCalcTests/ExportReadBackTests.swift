import ArchCalc
import TestSupport
import Testing

/// The modules of exported files, made from their text, beside the tensors and the arguments of the network.
///
/// This needs no PyTorch; `make check-torch` runs the files.
@Suite struct ExportReadBackTests {
  private func graph(_ text: String) throws -> Graph {
    try Program(
      SourceText(name: "n.arch", text: text), path: "n.arch", catalogue: .standard, imports: NoImports()
    ).expand("n", settings: Settings()).graph
  }

  /// How many tensors were looked at.
  private func check(_ graph: Graph, _ name: String) throws -> Int {
    let export = try PyTorchExport(graph)
    let reader = try PythonReader(export.text, network: export.className)
    var users: [Int: Node] = [:]
    for node in graph.nodes { if let weights = node.weights, users[weights] == nil { users[weights] = node } }
    var count = 0
    for (index, weights) in graph.weights.enumerated() {
      for (parameter, tensor) in zip(weights.parameters, export.tensors[index]) {
        let parts = tensor.split(separator: ".")
        guard let own = parts.last, let module = reader.modules[parts.dropLast().joined(separator: ".")],
          let shape = shape(of: String(own), in: module)
        else { continue }
        count += 1
        #expect(shape == parameter.dimensions.map(\.value), "\(name): \(tensor) of \(module)")
        #expect(module.isFrozen == weights.isFrozen, "\(name): \(tensor)")
      }
      guard let user = users[index], let tensor = export.tensors[index].first,
        let module = reader.modules[tensor.split(separator: ".").dropLast().joined(separator: ".")],
        let arguments = user.windowArguments
      else { continue }
      let rank = user.inputShapes[0].rank - 1
      for (argument, expected) in arguments {
        let value = module.named[argument] ?? .number(1)
        #expect(value.axes(rank) == expected, "\(name): \(argument) of \(tensor), \(module)")
      }
    }
    return count
  }

  /// The shape of a tensor by the documentation of its module; nil where that is none of those known here.
  private func shape(of tensor: String, in module: PythonReader.Module) -> [Int]? {
    func integer(_ index: Int) -> Int {
      module.arguments.indices.contains(index) ? module.arguments[index].integer ?? -1 : -1
    }
    let groups = module.named["groups"]?.integer ?? 1
    switch module.type {
    case "nn.Conv1d", "nn.Conv2d", "nn.Conv3d", "nn.ConvTranspose1d", "nn.ConvTranspose2d",
      "nn.ConvTranspose3d":
      let isTransposed = module.type.hasPrefix("nn.ConvTranspose")
      let rank = Int(String(module.type.dropLast().last ?? "0")) ?? 0
      guard let kernel = module.arguments.count > 2 ? module.arguments[2].axes(rank) : nil else { return [] }
      if tensor == "bias" { return module.named["bias"] == .truth(false) ? [] : [integer(1)] }
      return (isTransposed ? [integer(0), integer(1) / groups] : [integer(1), integer(0) / groups]) + kernel
    case "nn.Linear":
      if tensor == "bias" { return module.named["bias"] == .truth(false) ? [] : [integer(1)] }
      return [integer(1), integer(0)]
    case "nn.BatchNorm1d", "nn.BatchNorm2d", "nn.BatchNorm3d": return [integer(0)]
    case "nn.LayerNorm":
      guard case .number? = module.arguments.first else { return nil }
      return [integer(0)]
    case "nn.Embedding": return [integer(0), integer(1)]
    default: return nil
    }
  }

  @Test func everyNetwork() throws {
    var count = 0
    for name in Zoo.some(embeddedNetworks, from: 0) { count += try check(embedded(name), name) }
    #expect(count > 6_000, "\(count)")
  }

  @Test func everySpecimen() throws {
    var count = 0
    for specimen in SpecimenNetwork.all { count += try check(specimen.graph, specimen.call) }
    #expect(count > 200, "\(count)")
  }

  /// Blocks that differ in one argument, in the middle, at the end, in one of two, and in none.
  @Test(arguments: [
    "block b(f) { conv(f, kernel: 1) }\nnetwork n {\ninput x: [3, 9, 9]\nb(8)\nb(16)\nb(8)\n}",
    "block b(k, s) { conv(4, kernel: k, stride: s) }\nnetwork n {\ninput x: [4, 33, 33]\nb(1, 1)\nb(3, 2)\nb(1, 1)\nb(3, 1)\nb(1, 2)\n}",
    "block b(g) { conv(8, kernel: 3, padding: 1, groups: g) -> batch_norm }\nnetwork n {\ninput x: [8, 9, 9]\nb(1)\nb(2)\nb(1)\nb(8)\n}",
    "block a(f) { conv(f, kernel: 1) }\nblock b(f, g) { a(f) -> a(g) }\nnetwork n {\ninput x: [3, 9, 9]\nb(4, 2)\nb(4, 3)\nb(5, 2)\nb(4, 2)\n}",
    "block b(f) { dense(f) -> relu }\nnetwork n {\ninput x: [3]\nb(8)\nfrozen {\nb(16)\n}\nb(8)\n}",
    "block b(d) { conv(2, kernel: 3, dilation: d, padding: same) }\nnetwork n {\ninput x: [2, 9, 9]\nb(1)\nb([1, 2])\nb(2)\nb(1)\n}",
  ])
  func blocksThatDiffer(text: String) throws {
    #expect(try check(graph(text), text) > 0)
  }

  /// Shared weights in forms that need modules of their own: the tensors are one, the paddings two.
  @Test func sharedWeightsInTwoForms() throws {
    let text = """
      network n {
        input x: [2, 9, 9]
        shared c: conv(2, kernel: 3, stride: 2, padding: same)
        a: c
        b: pad(1) -> c
        add { branch { a -> global_avg_pool } branch { b -> global_avg_pool } }
      }
      """
    let graph = try self.graph(text)
    let export = try PyTorchExport(graph)
    #expect(try check(graph, "shared") > 0)
    // An even map is padded after, an odd one on both sides.
    #expect(export.text.contains("F.pad(") || export.text.contains("padding=1"), "\(export.text)")
  }

  /// PyTorch's own rearrangements know maps of two axes only; others are written out.
  @Test(arguments: [([8, 4], false), ([8, 4, 4], true), ([8, 4, 4, 4], false)] as [([Int], Bool)])
  func rearrangementsByRank(shape: [Int], isNative: Bool) throws {
    var builder = GraphBuilder("n")
    let input = try builder.input("x", Shape(shape))
    let rearranged = try builder.apply(SpaceToDepth(2), to: [input])
    builder.output(try builder.apply(DepthToSpace(2), to: [rearranged]), named: nil)
    let text = try PyTorchExport(builder.graph).text
    #expect(
      text.contains("F.pixel_unshuffle(") == isNative && text.contains("F.pixel_shuffle(") == isNative,
      "\(text)")
  }

  /// A part that nobody uses is Python nevertheless.
  @Test func aPartThatNobodyUses() throws {
    let text = """
      block b { dense(3) -> relu }
      network n {
        input x: [2]
        unused: x -> b
        x -> dense(4)
      }
      """
    let graph = try self.graph(text)
    let lines = try PyTorchExport(graph).text.split(separator: "\n")
    #expect(
      !lines.contains {
        $0.drop { $0 == " " }.hasPrefix("= ") || $0.hasSuffix("return ") || $0.hasSuffix("return")
      })
    #expect(try check(graph, "unused") > 0)
  }
}

extension Node {
  /// The arguments of a convolution that PyTorch has by the same names.
  fileprivate var windowArguments: [(String, [Int])]? {
    let rank = (inputShapes.first?.rank ?? 1) - 1
    func axes(_ axes: Axes) -> [Int] { (0..<rank).map { axes($0) } }
    switch op {
    case let op as Conv:
      return [
        ("stride", axes(op.window.stride)), ("dilation", axes(op.window.dilation)),
        ("groups", axes(.all(op.groups))),
      ]
    case let op as ConvTranspose: return [("groups", axes(.all(op.groups)))]
    default: return nil
    }
  }
}
