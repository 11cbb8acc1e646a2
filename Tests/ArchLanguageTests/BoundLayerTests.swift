import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Layers and blocks with arguments are values, which are called with the rest of their arguments.
@Suite struct BoundLayerTests {
  private static let blocks = """
    block unit(width, stride = 1, act = leaky_relu(0.3)) {
        conv(width, kernel: 3, stride: stride, padding: 1) -> act
    }
    block stage(layer, count = 2) {
        repeat count { layer }
    }

    """

  private func lines(_ body: String, settings: Settings = Settings()) throws -> [String] {
    let graph = try expand(
      Self.blocks + "network net(act = relu) {\ninput image: [4, 16, 16]\n\(body)\n}\n", settings: settings)
    return graph.nodes.dropFirst().map { "\($0.op.call) \($0.shape)" }
  }

  /// Both sides make the same layers.
  @Test(arguments: [
    ("let u = unit(width: 8)\nu(2)", "unit(8, 2)"), ("let u = unit(8)\nu(stride: 2)", "unit(8, stride: 2)"),
    ("let u = unit(stride: 2)\nu(8)", "unit(8, 2)"), ("let u = unit(act: relu)\nu(8, 2)", "unit(8, 2, relu)"),
    ("let u = unit(8)\nlet v = u(2)\nv(act: tanh)", "unit(8, 2, tanh)"),
    ("stage(unit(8))", "unit(8)\nunit(8)"), ("stage(conv(4, kernel: 1), count: 1)", "conv(4, kernel: 1)"),
    ("let c = conv(8, bias: false)\nc(kernel: 1)", "conv(8, kernel: 1, bias: false)"),
    ("let c = conv(kernel: 1)\nc(8)", "conv(8, kernel: 1)"),
    ("for f in [elu(0.5), relu, clamp(min: 0, max: 6)] { f }", "elu(0.5) -> relu -> clamp(min: 0, max: 6)"),
    ("let fs = [elu(0.5), relu]\nfs[1] -> fs[0]\nfs[1]", "relu -> elu(0.5) -> relu"),
    (
      "let join = concat(axis: 1)\njoin { branch {} branch { relu } }",
      "concat(axis: 1) { branch {} branch { relu } }"
    ),
    ("let j = concat(axis: 1)\nj(image, image)", "concat(image, image, axis: 1)"),
    ("let c = if true then elu(0.5) else relu\nc", "elu(0.5)"),
    ("let s = split(2)\na, b: s\nadd(a, b)", "a, b: split(2)\nadd(a, b)"),
    ("stage(stage(stage(relu)), count: 1)", "repeat 4 { relu }"),
    ("let r = relu()\nr", "relu"),
  ])
  func isTheSameAs(bound: String, plain: String) throws {
    #expect(try lines(bound) == lines(plain))
  }

  @Test func namesArePathsOfTheLayersThemselves() throws {
    let graph = try expand(
      Self.blocks + "network net {\ninput image: [4, 16, 16]\nlet u = unit(8)\nu\nbig: u(2)\n}\n")
    #expect(graph.layerPaths == ["unit.conv", "unit.leaky_relu", "big.conv", "big.leaky_relu"])
  }

  @Test func anInstanceOfOneHasOneSetOfWeights() throws {
    let graph = try expand(
      body: "let c = conv(4, bias: false)\nshared s: c(kernel: 1)\nimage -> s -> s\nshared t: c(kernel: 3)\nt"
    )
    #expect(graph.weights.map(\.uses) == [2, 1])
  }

  @Test func settingsAreBoundToo() throws {
    var settings = Settings()
    settings.values = [("act", "leaky_relu(0.25)")]
    #expect(try lines("act", settings: settings) == ["leaky_relu(0.25) 4 x 16 x 16"])
  }

  @Test func valuesOfTheNetworkCanBeBound() throws {
    let graph = try expand(
      """
      block joined(width, memory) { conv(width, kernel: 1) -> concat(memory) }
      network net {
          input image: [4, 16, 16]
          let j = joined(memory: image)
          j(2)
          j(3)
          let look = attend(heads: 1, keys: image, values: image)
      }
      """)
    #expect(graph.nodes.last?.shape == [7, 16, 16])
  }

  /// They are equal if the layer is the same and all that is bound.
  @Test(arguments: [
    ("conv(8, kernel: 1)", "conv(8, kernel: 1)", true), ("conv(8, kernel: 1)", "conv(8, kernel: 3)", false),
    ("conv(8)", "conv", false), ("conv(8)", "dense(8)", false), ("unit(8)", "unit(width: 8)", true),
    ("unit(act: elu(0.5))", "unit(act: elu(0.5))", true), ("unit(act: elu(0.5))", "unit(act: elu)", false),
  ])
  func equality(left: String, right: String, isEqual: Bool) throws {
    #expect(
      try lines("if \(left) == \(right) { relu } else { tanh }") == [
        "\(isEqual ? "relu" : "tanh") 4 x 16 x 16"
      ])
  }

  private func faults(_ body: String) -> [String] {
    do {
      _ = try lines(body)
      return []
    } catch {
      return (error as? Diagnostics)?.items.map(\.code) ?? []
    }
  }

  @Test(arguments: [
    ("let u = unit(8)\nu(width: 3)", "bound-argument"),
    ("let u = unit(8)\nu(1, relu, 2)", "too-many-arguments"),
    ("let u = unit(height: 8)", "unknown-argument"), ("let u = unit(stride: 2)\nu", "missing-argument"),
    ("let c = conv(8, kernl: 3)", "unknown-argument"), ("let c = conv(8)\nc", "missing-argument"),
    ("let c = conv(8)\nc(8, kernel: 3)", "argument-needs-name"),
    ("let c = conv(8, filters: 8)", "repeated-argument"),
    ("let c = conv(0)\nc(kernel: 1)", "wrong-argument"),
    ("let c = conv(kernel: relu)\nc(8)", "wrong-argument"),
    ("let y = conv(8, kernel: 1)\nadd(y, image)", "layer-as-value"),
    ("relu(conv(8, kernel: 1))", "layer-as-value"),
    ("let s = add(image, image)", "call-in-expression"),
    ("let s = add(conv(8, kernel: 1), image)", "call-in-expression"),
    ("shared t: relu\nlet s = t(image)", "call-in-expression"), ("let s = foo(3)", "unknown-function"),
    ("let s = LeakyReLU(0.1)", "unknown-layer"), ("let s = conv(8, kernel: 1)\ns.channels", "unknown-member"),
    ("for p in split(2) { p }", "wrong-type"), ("let u = unit(8)\nexpect params == u", "wrong-type"),
  ])
  func faultsAreSaid(body: String, code: String) {
    #expect(faults(body) == [code])
  }

  /// No composition runs for ever, or deeper than the stack.
  @Test func compositionEnds() throws {
    let head =
      "block twice(f) { f -> f }\nblock self(f) { f(f) }\nblock wide(f, g) { g(f: f, g: g)\ng(f: f, g: g) }\n"
    let tail = { (body: String) in head + "network net {\ninput image: [4, 4, 4]\n\(body)\n}\n" }
    let nested = (0..<12).reduce("relu") { text, _ in "twice(\(text))" }
    #expect(try expand(tail(nested)).nodes.count == 4097)
    for body in [
      "self(self)", "let w = wide(f: relu)\nw(g: w)", (0..<50).reduce("relu") { text, _ in "twice(\(text))" },
      "let a = self(self)\na",
    ] {
      #expect(throws: Diagnostics.self) { try expand(tail(body)) }
    }
  }

  /// Lists of lists among the arguments, and layers that hold one another twice, take no time.
  @Test func doublingValuesEnd() throws {
    func network(_ first: String, _ next: (String) -> String) -> String {
      var lets = ""
      for letter in ["a", "b"] {
        lets += "let \(letter)0 = \(first)\n"
        for index in 1..<50 { lets += "let \(letter)\(index) = \(next("\(letter)\(index - 1)"))\n" }
      }
      let body = "\(lets)let f = hold(a: a49)\nlet g = hold(a: b49)\nif f == g { tanh }"
      return "block hold(a, b) { relu }\nnetwork net {\ninput image: [4, 4, 4]\n\(body)\n}\n"
    }
    #expect(throws: Diagnostics.self) { try expand(network("[1]") { "[\($0), \($0)]" }) }
    #expect(try expand(network("relu") { "hold(\($0), \($0))" }).nodes.last?.op.name == "tanh")
  }

  /// A shared instance may hold the one of the round before, and so on: only so deep.
  @Test func bindingsInEachOtherAreLimited() {
    let rounds =
      "shared s0: wrap(relu)\n" + (1..<80).map { "let f\($0) = wrap(f\($0 - 1))" }.joined(separator: "\n")
    let text =
      "block wrap(f) { f }\nnetwork net {\ninput image: [4, 4, 4]\nlet f0 = wrap(relu)\n\(rounds)\n}\n"
    #expect(throws: Diagnostics.self) { try expand(text) }
  }
}
