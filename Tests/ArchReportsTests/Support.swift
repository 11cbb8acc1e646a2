import ArchCalc

/// A network that the program carries.
func embedded(_ name: String, folding: Bool = true) throws -> ComparedNetwork {
  guard let program = EmbeddedNetworks.program(of: name) else {
    throw Diagnostics([Diagnostic("unknown-network", "there is no network called `\(name)`", at: .unknown)])
  }
  return ComparedNetwork(try Analysis(try program.expand(name).graph), folding: folding)
}

/// The graph of a network that the program carries.
func shipped(_ name: String) throws -> Graph {
  guard let program = EmbeddedNetworks.program(of: name) else {
    throw Diagnostics([Diagnostic("unknown-network", "there is no network called `\(name)`", at: .unknown)])
  }
  return try program.expand(name).graph
}

/// A network of these lines.
func network(_ lines: String, input: String = "[3, 32, 32]", batch: Int = 1) throws -> ComparedNetwork {
  try ComparedNetwork(Analysis(graph(lines, input: input), batch: batch))
}

func graph(_ lines: String, input: String = "[3, 32, 32]") throws -> Graph {
  let text = "network n {\n    input image: \(input)\n\(lines)\n}\n"
  return try Program(SourceText(name: "n.arch", text: text), catalogue: .standard, imports: NoImports())
    .expand("n")
    .graph
}

/// Random numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
