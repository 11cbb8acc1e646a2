/// Which states of a recurrent layer are its output.
public enum RecurrentReturns: String, CaseIterable, Hashable, Sendable {
  /// Those of all steps.
  case sequence
  /// The last one of each direction: of the backward direction that of the first token.
  case last
  /// Those of all steps and, after them, that of the cell after the last step: of an LSTM only.
  case all
}
