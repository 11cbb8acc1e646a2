import ArchGraph
import Testing

@testable import ArchOperators

/// What others count of recurrent layers.
@Suite struct RecurrentCountTests {
  /// What FlopCounterMode of PyTorch 2.15 counts for an LSTM and a GRU.
  @Test func recurrentLayersCountTheFirstState() throws {
    for (tokens, features, units) in [(10, 32, 64), (20, 64, 32)] {
      let input: Shape = [tokens, features]
      #expect(try multiplyAdds(LSTM(units), on: [input]) == 245_760)
      #expect(try multiplyAdds(GRU(units), on: [input]) == 184_320)
    }
  }

  /// The summaries of the networks in Keras' guide "Working with RNNs".
  @Test func kerasCountsBiasesItsOwnWay() throws {
    let input: Shape = [10, 64]
    #expect(try parameters(LSTM(128, biases: .one), on: [input]) == 98_816)
    #expect(try parameters(GRU(256), on: [input]) == 247_296)
    #expect(try parameters(LSTM(64, bidirectional: true, biases: .one), on: [[5, 10]]) == 38_400)
    #expect(try parameters(RNN(128, biases: .one), on: [[10, 256]]) == 49_280)
  }
}
