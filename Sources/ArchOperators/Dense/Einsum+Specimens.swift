import ArchGraph

extension Einsum {
  /// Scores and other products of matrices, sums and diagonals of one value, products without sums, several values, points,
  /// and results that are implied or are a single number.
  public static let specimens: [Specimen<Einsum>] = [
    Specimen(Einsum("hid,hjd->hij"), on: [[2, 3, 4], [2, 5, 4]]),
    Specimen(Einsum("ij,jk"), on: [[3, 4], [4, 2]]),
    Specimen(Einsum("ij,kj->ki"), on: [[3, 4], [2, 4]]),
    Specimen(Einsum("chw->hwc"), on: [[2, 3, 4]]), Specimen(Einsum("ij->j"), on: [[3, 4]]),
    Specimen(Einsum("ij->"), on: [[3, 4]]), Specimen(Einsum("ba"), on: [[3, 4]]),
    Specimen(Einsum("ii->i"), on: [[4, 4]]), Specimen(Einsum("ii"), on: [[3, 3]]),
    Specimen(Einsum("ijij->j"), on: [[2, 3, 2, 3]]),
    Specimen(Einsum("i,j->ij"), on: [[3], [4]]), Specimen(Einsum("i,i->i"), on: [[5], [5]]),
    Specimen(Einsum("i,i->"), on: [[5], [5]]), Specimen(Einsum("ij,ij->ji"), on: [[3, 4], [3, 4]]),
    Specimen(Einsum("ii,ij->j"), on: [[3, 3], [3, 4]]),
    Specimen(Einsum("ik,jl->ij"), on: [[2, 3], [3, 2]]), Specimen(Einsum("ab,cd->"), on: [[2, 3], [4, 2]]),
    Specimen(Einsum("ij,jk,kl->il"), on: [[2, 3], [3, 4], [4, 2]]),
    Specimen(Einsum("i,j,k->kij"), on: [[2], [3], [4]]),
    Specimen(Einsum("tp,ps,qs,q->tq"), on: [[3, 2], [2, 4], [5, 4], [5]]),
    Specimen(Einsum("al,bm,lmo->abo"), on: [[2, 3], [3, 2], [3, 2, 4]]),
    Specimen(Einsum("...ij,...jk->...ik"), on: [[2, 3, 4], [2, 4, 2]]),
    Specimen(Einsum("i...,...->..."), on: [[3, 2, 4], [4]]),
    Specimen(Einsum("...c,dc->...d"), on: [[2, 3, 4], [5, 4]]),
    Specimen(Einsum("chw,dhw->chw"), on: [[2, 3, 4], [2, 3, 4]]),
    Specimen(Einsum("chw,chw->chw"), on: [[2, 3, 4], [2, 3, 4]]),
    Specimen(Einsum(",ij->ij"), on: [[], [2, 3]]), Specimen(Einsum("i,i"), on: [[1], [1]]),
  ]
}
