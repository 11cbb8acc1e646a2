import ArchGraph
import ArchPyTorch

extension RoIAlign: PyTorchWritable {
  /// Written out to keep batches together and depend only on PyTorch; `torchvision.ops.roi_align` gives the same.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      .call(
        "roi_align",
        [
          .x, .y, .position("size", PyTorchLiteral(size.expanded(to: 2))),
          .named("scale", PyTorchLiteral(scale), default: 1.0),
          .named("sampling_ratio", PyTorchLiteral(samplingRatio), default: 2),
          .named("aligned", PyTorchLiteral(aligned), default: false),
        ]), definitions: [.roiAlign])
  }
}

extension PyTorchDefinition {
  static let roiAlign = PyTorchDefinition(
    "roi_align",
    """
    def roi_align(x, boxes, size, scale=1.0, sampling_ratio=2, aligned=False):
        \"\"\"[batch, channels, height, width] in each of [batch, boxes, 4], cut into bins that are means of places.\"\"\"
        shift = 0.5 if aligned else 0.0
        y = x.unsqueeze(1)
        for axis in (0, 1):
            start = boxes[..., 1 - axis] * scale - shift
            length = boxes[..., 3 - axis] * scale - shift - start
            if not aligned:
                length = length.clamp(min=1)
            extent, count = x.shape[2 + axis], size[axis] * sampling_ratio
            steps = (torch.arange(count, dtype=x.dtype, device=x.device) + 0.5) / sampling_ratio
            place = start.unsqueeze(2) + (length / size[axis]).unsqueeze(2) * steps
            inside = (place >= -1) & (place <= extent)
            place = place.clamp(0, extent - 1)
            # How much each element of the axis has of each place.
            distance = (place.unsqueeze(3) - torch.arange(extent, dtype=x.dtype, device=x.device)).abs()
            shares = (1 - distance).clamp(min=0) * inside.unsqueeze(3)
            shares = shares.unflatten(2, (size[axis], sampling_ratio)).mean(3).unsqueeze(2)
            y = (shares.unsqueeze(-1) * y.unsqueeze(3)).sum(4) if axis == 0 else (shares.unsqueeze(3) * y.unsqueeze(4)).sum(5)
        return y
    """)
}
