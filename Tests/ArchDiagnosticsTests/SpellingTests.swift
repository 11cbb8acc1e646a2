import ArchDiagnostics
import Testing

@Suite struct SpellingTests {
  static let layers = ["max_pool", "avg_pool", "conv", "dense", "relu", "batch_norm", "softmax"]

  @Test(arguments: [
    ("maxpool", "max_pool"), ("cnv", "conv"), ("desne", "dense"), ("batchnorm", "batch_norm"),
    ("ReLU", "relu"),
    ("convolution", "conv"),
  ]) func findsTheWordThatWasMeant(typed: String, meant: String) {
    #expect(Spelling.nearest(to: typed, among: Self.layers).first == meant)
  }

  @Test(arguments: ["transformer", "", "x", "🙂"]) func offersNothingForWordsThatAreFar(typed: String) {
    #expect(Spelling.nearest(to: typed, among: Self.layers) == [])
    #expect(Spelling.question(for: typed, among: Self.layers) == nil)
  }

  @Test func asksAsASentence() {
    #expect(Spelling.question(for: "max_poll", among: Self.layers) == "did you mean `max_pool`?")
    #expect(Spelling.list(["a", "b", "c"]) == "`a`, `b` and `c`")
  }
}
