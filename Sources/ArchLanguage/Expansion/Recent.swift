/// The few items used most recently; beyond that, the oldest are forgotten.
///
/// Blocks are called in turn, so the next item wanted is usually one of the last used; and searching through them all
/// stays cheap, however many there have been.
struct Recent<Element> {
  private var elements: [Element] = []
  private var oldest = 0
  private static var most: Int { 16 }

  mutating func add(_ element: Element) {
    guard elements.count == Self.most else { return elements.append(element) }
    elements[oldest] = element
    oldest = (oldest + 1) % Self.most
  }

  func first(where isWanted: (Element) -> Bool) -> Element? { elements.first(where: isWanted) }
}
