/// The few things that were in use last; of more, those that came first are forgotten.
///
/// Blocks call in turns, so what is wanted next is one of the last that were; and looking through them all
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
