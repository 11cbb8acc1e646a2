/// Which states of a recurrent layer are its output.
public enum RecurrentReturns: String, CaseIterable, Hashable, Sendable {
  /// The states of all steps.
  case sequence
  /// The last state of each direction: for the backward direction that of the first token.
  case last
  /// The states of all steps, followed by the cell after the last step: for an LSTM only.
  case all
}
