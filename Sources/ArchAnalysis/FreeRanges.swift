/// The unused parts of a growing block of memory, ordered by offset: finding the lowest that is large enough and
/// joining neighbours take time that grows with the logarithm of their number.
///
/// A treap: a search tree by offset, a heap by random priority, each node with the size of the largest part below it.
struct FreeRanges {
  private struct Part {
    var offset: Int
    var size: Int
    var largest: Int
    var priority: UInt64
    var left = -1, right = -1
  }

  private var parts: [Part] = []
  private var unused: [Int] = []
  private var root = -1
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// How far the block has grown; everything after is free.
  private(set) var extent = 0

  /// Takes the lowest part that has room, or grows the block, or returns `nil` if its extent would be too large to
  /// count.
  mutating func take(_ size: Int) -> Int? {
    if root >= 0, parts[root].largest >= size {
      let place = lowest(size)
      let (offset, rest) = (parts[place].offset, parts[place].size - size)
      remove(at: offset)
      if rest > 0 { insert(offset + size, rest) }
      return offset
    }
    // A free part at the end of the block joins the room after it.
    var offset = extent
    if let last = last, parts[last].offset + parts[last].size == extent {
      offset = parts[last].offset
      remove(at: offset)
    }
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow else { return nil }
    extent = end
    return offset
  }

  /// Returns a part.
  mutating func give(_ offset: Int, _ size: Int) {
    guard size > 0 else { return }
    var (offset, size) = (offset, size)
    let (before, after) = neighbours(of: offset)
    if let before, before.offset + before.size == offset {
      remove(at: before.offset)
      (offset, size) = (before.offset, before.size + size)
    }
    if let after, offset + size == after.offset {
      remove(at: after.offset)
      size += after.size
    }
    insert(offset, size)
  }

  // MARK: The tree

  private func lowest(_ size: Int) -> Int {
    var place = root
    while true {
      let part = parts[place]
      if part.left >= 0, parts[part.left].largest >= size {
        place = part.left
      } else if part.size >= size {
        return place
      } else {
        place = part.right
      }
    }
  }

  private var last: Int? {
    guard root >= 0 else { return nil }
    var place = root
    while parts[place].right >= 0 { place = parts[place].right }
    return place
  }

  private func neighbours(of offset: Int) -> (before: Part?, after: Part?) {
    var (before, after): (Part?, Part?) = (nil, nil)
    var place = root
    while place >= 0 {
      if parts[place].offset < offset {
        before = parts[place]
        place = parts[place].right
      } else {
        after = parts[place]
        place = parts[place].left
      }
    }
    return (before, after)
  }

  private mutating func update(_ place: Int) {
    var largest = parts[place].size
    if parts[place].left >= 0 { largest = max(largest, parts[parts[place].left].largest) }
    if parts[place].right >= 0 { largest = max(largest, parts[parts[place].right].largest) }
    parts[place].largest = largest
  }

  /// The parts before an offset, and the others.
  private mutating func split(_ place: Int, at offset: Int) -> (Int, Int) {
    guard place >= 0 else { return (-1, -1) }
    if parts[place].offset < offset {
      let (left, right) = split(parts[place].right, at: offset)
      parts[place].right = left
      update(place)
      return (place, right)
    }
    let (left, right) = split(parts[place].left, at: offset)
    parts[place].left = right
    update(place)
    return (left, place)
  }

  private mutating func join(_ left: Int, _ right: Int) -> Int {
    guard left >= 0 else { return right }
    guard right >= 0 else { return left }
    if parts[left].priority > parts[right].priority {
      parts[left].right = join(parts[left].right, right)
      update(left)
      return left
    }
    parts[right].left = join(left, parts[right].left)
    update(right)
    return right
  }

  private mutating func insert(_ offset: Int, _ size: Int) {
    // A xorshift generator, so that every run makes the same plan.
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let part = Part(offset: offset, size: size, largest: size, priority: state)
    let place: Int
    if let free = unused.popLast() {
      parts[free] = part
      place = free
    } else {
      parts.append(part)
      place = parts.count - 1
    }
    let (left, right) = split(root, at: offset)
    root = join(join(left, place), right)
  }

  private mutating func remove(at offset: Int) {
    let (left, rest) = split(root, at: offset)
    let (own, right) = split(rest, at: offset + 1)
    if own >= 0 { unused.append(own) }
    root = join(left, right)
  }
}
