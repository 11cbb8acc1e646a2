import ArchGraph
import ArchPyTorch

extension NonMaximumSuppression: PyTorchWritable {
  /// Written out to keep batches together: torchvision's function returns as many boxes as there are.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      .call(
        "non_maximum_suppression",
        [.x, .position("most", PyTorchLiteral(most)), .position("overlap", PyTorchLiteral(overlap))]),
      definitions: [.nonMaximumSuppression])
  }
}

extension PyTorchDefinition {
  static let nonMaximumSuppression = PyTorchDefinition(
    "non_maximum_suppression",
    """
    def non_maximum_suppression(boxes, most, overlap):
        \"\"\"The `most` best of [batch, boxes, values]; what overlaps a better one goes, and zeros stand for the missing.\"\"\"

        def common(a, b, axis):
            end = torch.minimum(a[..., axis] + a[..., axis + 2] / 2, b[..., axis] + b[..., axis + 2] / 2)
            start = torch.maximum(a[..., axis] - a[..., axis + 2] / 2, b[..., axis] - b[..., axis + 2] / 2)
            return (end - start).clamp(min=0)

        scores = boxes[..., 4]
        kept = []
        for _ in range(most):
            score, index = scores.max(dim=1)
            best = boxes.take_along_dim(index[:, None, None], dim=1) * (score > 0)[:, None, None]
            shared = common(boxes, best, 0) * common(boxes, best, 1)
            union = boxes[..., 2] * boxes[..., 3] + best[..., 2] * best[..., 3] - shared
            scores = torch.where(shared < overlap * union, scores, torch.zeros_like(scores))
            kept.append(best)
        return torch.cat(kept, dim=1)
    """)
}
