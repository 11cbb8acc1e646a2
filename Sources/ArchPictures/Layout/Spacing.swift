/// The distances of a layout, in pixels.
struct Spacing {
  /// Between boxes side by side.
  var between = 18.0
  /// Between lines beside each other.
  var lines = 9.0
  /// Below a box, for the text beside its line.
  var label = 13.0
  /// Above a box, for the end of a line.
  var arrow = 14.0
  /// Between a line and a text beside it.
  var beside = 4.0
  /// Between columns.
  var columns = 34.0
}
