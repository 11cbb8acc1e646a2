import ArchGraph
import ArchOperators
import Testing

extension SequenceFact {
  static let einsum: [SequenceFact] = EinsumTests.facts
}

/// Sums of products by equations, against NumPy and PyTorch and at their limits.
@Suite struct EinsumTests {
  // Source: NumPy 2.4.6 (`numpy.einsum`), in double precision, for the inputs that `SequenceFact` makes; the multiply-adds
  // are half of what FlopCounterMode of PyTorch 2.15.0 counts for `torch.einsum` without `opt_einsum`, which gives the same
  // values.
  static let facts: [SequenceFact] = [
    SequenceFact(
      Einsum("hid,hjd->hij"), on: [[2, 3, 4], [2, 5, 4]], gives: [2, 3, 5], multiplyAdds: 120,
      checksum: 11.171875, entries: [1: -0.90625, 29: 2.75]),
    SequenceFact(
      Einsum("ij,jk"), on: [[3, 4], [4, 2]], gives: [3, 2], multiplyAdds: 24,
      checksum: 2.96875, entries: [1: -0.734375, 5: 0.15625]),
    SequenceFact(
      Einsum("kj,ij->ki"), on: [[2, 4], [3, 4]], gives: [2, 3], multiplyAdds: 24,
      checksum: -19.53125, entries: [1: -0.90625, 5: -2.15625]),
    SequenceFact(
      Einsum("chw->hwc"), on: [[2, 3, 4]], gives: [3, 4, 2],
      checksum: 36.5, entries: [1: 0, 23: 1]),
    SequenceFact(
      Einsum("ij->"), on: [[3, 4]], gives: [1],
      checksum: 7.375, entries: [0: 7.375]),
    SequenceFact(
      Einsum("ii"), on: [[3, 3]], gives: [1],
      checksum: 0.625, entries: [0: 0.625]),
    SequenceFact(
      Einsum("ijij->j"), on: [[2, 3, 2, 3]], gives: [3],
      checksum: 0.125, entries: [1: 1, 2: -0.75]),
    SequenceFact(
      Einsum("ba"), on: [[3, 4]], gives: [4, 3],
      checksum: 31.25, entries: [1: 1, 11: 0.125]),
    SequenceFact(
      Einsum("i,j->ij"), on: [[3], [4]], gives: [3, 4],
      checksum: 11.609375, entries: [1: -0.328125, 11: 0.15625]),
    SequenceFact(
      Einsum("i,i->"), on: [[5], [5]], gives: [1], multiplyAdds: 5,
      checksum: 0.53125, entries: [0: 0.53125]),
    SequenceFact(
      Einsum("ij,ij->ji"), on: [[3, 4], [3, 4]], gives: [4, 3],
      checksum: -0.515625, entries: [1: 0, 11: -0.109375]),
    SequenceFact(
      Einsum("ii,ij->j"), on: [[3, 3], [3, 4]], gives: [4], multiplyAdds: 12,
      checksum: -8.4375, entries: [1: -0.765625, 3: -0.921875]),
    SequenceFact(
      Einsum("ik,jl->ij"), on: [[2, 3], [3, 2]], gives: [2, 3],
      checksum: 16.0625, entries: [1: 0.65625, 5: -0.375]),
    SequenceFact(
      Einsum("ij,jk,kl->il"), on: [[2, 3], [3, 4], [4, 2]], gives: [2, 2], multiplyAdds: 40,
      checksum: -18.26171875, entries: [1: -1.80859375, 3: -1.640625]),
    SequenceFact(
      Einsum("tp,ps,qs,q->tq"), on: [[3, 2], [2, 4], [5, 4], [5]], gives: [3, 5], multiplyAdds: 84,
      checksum: 5.30078125, entries: [1: -1.86328125, 14: -0.0146484375]),
    SequenceFact(
      Einsum("al,bm,lmo->abo"), on: [[2, 3], [3, 2], [3, 2, 4]], gives: [2, 3, 4], multiplyAdds: 144,
      checksum: 11.23242188, entries: [1: 0, 23: -0.291015625]),
    SequenceFact(
      Einsum("...ij,...jk->...ik"), on: [[2, 3, 4], [2, 4, 2]], gives: [2, 3, 2], multiplyAdds: 48,
      checksum: -1.3125, entries: [1: -0.734375, 11: 0.453125]),
    SequenceFact(
      Einsum("i...,...->..."), on: [[3, 2, 4], [4]], gives: [2, 4],
      checksum: 14.59375, entries: [1: 0.421875, 7: 0.15625]),
    SequenceFact(
      Einsum("...c,dc->...d"), on: [[2, 3, 4], [5, 4]], gives: [2, 3, 5], multiplyAdds: 120,
      checksum: 7.015625, entries: [1: -0.90625, 29: 3.34375]),
    SequenceFact(
      Einsum("Ab,bA"), on: [[3, 2], [2, 3]], gives: [1], multiplyAdds: 6,
      checksum: 0.34375, entries: [0: 0.34375]),
    SequenceFact(
      Einsum("bB,bC"), on: [[3, 2], [3, 4]], gives: [2, 4], multiplyAdds: 24,
      checksum: -17.765625, entries: [1: -1.109375, 7: -1.015625]),
  ]

  /// What the order costs: three matrices from the left.
  @Test func multipliesFromTheLeft() throws {
    func multiplyAdds(_ equation: String, _ inputs: [Shape]) throws -> Int {
      let op = Einsum(equation)
      return try op.work(from: inputs, to: op.output(of: inputs).shape(of: inputs))[.multiplyAdds].value()
    }
    // A(BC) would take 2*100*100 + 100*100*2 = 40,000.
    let matrices: [Shape] = [[100, 2], [2, 100], [100, 2]]
    #expect(try multiplyAdds("ij,jk,kl->il", matrices) == 100 * 2 * 100 + 100 * 100 * 2)
    #expect(
      try multiplyAdds("jk,kl,ij->il", [matrices[1], matrices[2], matrices[0]]) == 2 * 100 * 2 + 100 * 2 * 2)
    // The scores of twelve heads of ViT-B/16, which `matmul` has too.
    let heads: [Shape] = [[12, 197, 64], [12, 197, 64]]
    let product = Matmul(transposeB: true).work(from: heads, to: [12, 197, 197])
    #expect(try multiplyAdds("hid,hjd->hij", heads) == product[.multiplyAdds].value())
  }

  /// The same values and the same work, however the result is said.
  @Test func impliedResultsAreThoseOfTheAlphabet() throws {
    for (implied, written, shapes) in [
      ("ij,jk", "ij,jk->ik", [[3, 4], [4, 2]]), ("ba", "ba->ab", [[3, 4]]),
      ("b...a", "b...a->...ab", [[3, 2, 4]]),
      ("zA, yz", "zA,yz->Ay", [[2, 3], [4, 2]]),
    ] as [(String, String, [Shape])] {
      let (a, b) = (Einsum(implied), Einsum(written))
      let output = try a.output(of: shapes).shape(of: shapes)
      #expect(try b.output(of: shapes).shape(of: shapes) == output)
      let inputs = shapes.map { shape in Tensor<Float>(shape) { Float($0.reduce(0) { 5 * $0 + $1 } % 7) } }
      #expect(a.define(inputs, [], output: output).values == b.define(inputs, [], output: output).values)
    }
  }

  private static let refusals: [Refusal] = [
    Refusal(
      Einsum("ij,jk->ik"), on: [[2, 3]], .inputs(expected: "the 2 values of its equation", found: 1)),
    Refusal(
      Einsum("ij->i"), on: [[2, 3], [3]], .inputs(expected: "the one value of its equation", found: 2)),
    Refusal(
      Einsum("ij,jk->ik"), on: [Shape([2, 3], of: .token), [3, 2]],
      .element(expected: .number, found: Shape([2, 3], of: .token))),
    Refusal(
      Einsum("bij,bjk->bik"), on: [[2, 3], [3, 4]],
      .conflict(
        "value 1 of `einsum` is 2 x 3, and its axes in the equation are `bij`",
        help: "shapes are those of one example: leave the letter of the batch out of all")),
    Refusal(
      Einsum("i...jk->jk..."), on: [[2, 3]],
      .conflict(
        "value 1 of `einsum` is 2 x 3, and its axes in the equation are `i...jk`",
        help: "each axis needs a letter; `...` is any number of axes")),
    Refusal(
      Einsum("ij,jk->ik"), on: [[2, 3], [4, 2]],
      .conflict("`j` has 3 elements in value 1 of `einsum`, and 4 in value 2", help: nil)),
    Refusal(
      Einsum("ii->i"), on: [[2, 3]],
      .conflict("`i` has 2 elements in value 1 of `einsum`, and 3 in value 1", help: nil)),
    Refusal(
      Einsum("...i,...i->..."), on: [[2, 3], [1, 3]],
      .conflict(
        "an axis of `...` has 2 elements in value 1 of `einsum`, and 1 in value 2",
        help:
          "an axis of one element is not repeated: `expand` repeats it, or a `reshape` takes it and its letter away"
      )),
    Refusal(
      Einsum("ij=>i"), on: [[2, 3]],
      .conflict(
        "`ij=>i` is no equation",
        help: "`=` cannot stand there: an equation is letters, `,`, `...` and one `->`")),
    Refusal(
      Einsum("abcd,efgh,i->abcdefghi"), on: [[1, 1, 1, 1], [1, 1, 1, 1], [1]],
      .tooMany("axes of a value", limit: Limits.rank)),
  ]

  @Test(arguments: refusals) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.makeOperator().output(of: refusal.inputs) }
  }

  /// Texts that are no equations.
  @Test(arguments: [
    ("ij->ik", EinsumFault.unknownLetter("k")), ("ij->ii", .repeatedLetter("i")), ("i.j->i", .points),
    ("...i...->i", .points), ("...i->i", .pointsLeftOut), ("i->...i", .pointsOfNone), ("i>j", .sign(">")),
    ("i->j->k", .sign("-")), ("i->i,j", .sign(",")), ("1->1", .sign("1")), ("äi->i", .sign("ä")),
  ]) func refusesWhatIsNoEquation(text: String, fault: EinsumFault) throws {
    #expect(throws: fault) { try EinsumEquation(text) }
    let found = #expect(throws: ArgumentFault.self) {
      try Einsum(Arguments(Einsum.signature, [.word(text)]))
    }
    #expect(found?.argument == "equation")
    #expect(found?.help == fault.description)
  }

  /// A letter must be left for the batch.
  @Test func leavesALetterForTheBatch() throws {
    let all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    #expect(throws: ArgumentFault.self) { try Einsum(Arguments(Einsum.signature, [.text(all + "->a")])) }
    let equation = try EinsumEquation(String(all.dropFirst()) + "->b")
    #expect(equation.text(isBatched: true).hasSuffix("->ab"))
    #expect(try EinsumEquation("bn,nz").text(isBatched: true) == "Bbn,Bnz->Bbz")
    #expect(try EinsumEquation("...bn,n").text(isBatched: true) == "z...bn,zn->z...b")
  }

  /// The largest extents cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1))) func extentsCostNoTime() throws {
    let most = 1 << 40
    let op = Einsum("ij,kl,mi->jlm")
    let inputs: [Shape] = [[most, most], [most, most], [most, most]]
    let output = try op.output(of: inputs).shape(of: inputs)
    #expect(output == [most, most, most])
    #expect((try? op.work(from: inputs, to: output).vector()) == nil)
    #expect((try? op.backward(from: inputs, to: output).inputs[0]?.vector()) == nil)
    #expect(op.workingMemory(of: inputs, to: output, batch: 1, threads: 1) > 1e24)
  }
}
