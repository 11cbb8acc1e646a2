/// The input positions that one position of an operator's output depends on.
public enum Reach: Hashable, Sendable {
  /// The same position of every input, all channels. An input with one position on an axis gives it to all; one
  /// with fewer axes is aligned at the last.
  case pointwise
  /// A stretch on each spatial axis, the same relation at every position; of an input with another number of axes, such as
  /// weights that are a value, everything.
  case axes([AxisReach])
  /// The spatial axes of the output are those of the input in another order.
  case permuted([Int])
  /// Not limited to a window: any position of the input.
  case everything
  /// Not tracked: each input has its own relation.
  case unknown
}

extension Window {
  /// The reach of the window over an input of these spatial extents; nothing if it does not fit.
  public func reach(over spatial: ArraySlice<Int>) -> Reach {
    guard let axes = try? axes(over: spatial) else { return .everything }
    return .axes(axes.map { .regular(.init($0)) })
  }
}
