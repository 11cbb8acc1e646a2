import ArchGraph

extension Count {
  /// This many of each of some elements.
  static func each(_ count: Int, of elements: [Factor]) -> Count {
    count == 1 ? Count(elements) : Count([Factor("per_element", count)], elements)
  }
}
