import Testing

@testable import ArchAnalysis

/// Parts of memory that are taken and given back, beside a map of every byte.
@Suite struct FreeRangesTests {
  /// The lowest part with room, by looking at each place in turn.
  private struct Map {
    var isUsed: [Bool] = []

    mutating func take(_ size: Int) -> Int {
      var offset = 0
      while true {
        let used = (offset..<offset + size).last { $0 < isUsed.count && isUsed[$0] }
        guard let used else { break }
        offset = used + 1
      }
      while isUsed.count < offset + size { isUsed.append(false) }
      for place in offset..<offset + size { isUsed[place] = true }
      return offset
    }

    mutating func give(_ offset: Int, _ size: Int) {
      for place in offset..<offset + size { isUsed[place] = false }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func theLowestPartWithRoomIsTaken(seed: UInt64) {
    var dice = Dice(state: seed)
    var ranges = FreeRanges()
    var map = Map()
    var taken: [(offset: Int, size: Int)] = []
    for _ in 0..<600 {
      if taken.isEmpty || dice.next() % 5 < 3 {
        let size = Int(dice.next() % 9) + 1
        let offset = ranges.take(size)
        #expect(offset == map.take(size))
        taken.append((offset ?? 0, size))
      } else {
        let (offset, size) = taken.remove(at: Int(dice.next() % UInt64(taken.count)))
        ranges.give(offset, size)
        map.give(offset, size)
      }
      #expect(ranges.extent == map.isUsed.count)
    }
  }

  @Test func whatCannotBeCountedIsRefused() {
    var ranges = FreeRanges()
    #expect(ranges.take(Int.max - 1) == 0)
    #expect(ranges.take(2) == nil)
    #expect(ranges.take(1) == Int.max - 1)
    ranges.give(0, Int.max - 1)
    #expect(ranges.take(Int.max - 1) == 0)
  }

  private struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
