import ArchGraph
import ArchPyTorch

extension BoxDecode: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "BoxDecode",
        [.position("classes", PyTorchLiteral(classes)), .position("anchors", PyTorchLiteral(anchors))]),
      definitions: [.boxDecode])
  }
}

extension PyTorchDefinition {
  static let boxDecode = PyTorchDefinition(
    "BoxDecode",
    """
    class BoxDecode(nn.Module):
        \"\"\"The boxes that a map of YOLOv3 predicts: centre, size, the probability of an object and of each class.\"\"\"

        def __init__(self, classes, anchors):
            super().__init__()
            self.classes = classes
            # The sizes of the anchors in parts of the image; they are given, not learnt.
            self.register_buffer("anchor_sizes", torch.ones(anchors, 2))

        def forward(self, x):
            batch, _, height, width = x.shape
            x = x.unflatten(1, (-1, 5 + self.classes)).permute(0, 3, 4, 1, 2)
            columns = torch.arange(width, device=x.device).view(1, 1, width, 1)
            rows = torch.arange(height, device=x.device).view(1, height, 1, 1)
            centre_x = (torch.sigmoid(x[..., 0]) + columns) / width
            centre_y = (torch.sigmoid(x[..., 1]) + rows) / height
            sizes = self.anchor_sizes * torch.exp(x[..., 2:4])
            boxes = torch.cat([centre_x.unsqueeze(-1), centre_y.unsqueeze(-1), sizes, torch.sigmoid(x[..., 4:])], dim=-1)
            return boxes.reshape(batch, -1, 5 + self.classes)
    """)
}
