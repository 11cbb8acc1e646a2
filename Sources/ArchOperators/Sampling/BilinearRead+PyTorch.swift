import ArchPyTorch

extension PyTorchDefinition {
  static let readBilinear = PyTorchDefinition(
    "read_bilinear",
    """
    def read_bilinear(x, row, column):
        \"\"\"[batch, channels, height, width] at [batch, places] between its elements, zero outside.\"\"\"
        height, width = x.shape[2:]
        top, left = row.floor(), column.floor()
        y = 0
        for i in (top, top + 1):
            for j in (left, left + 1):
                weight = (1 - (row - i).abs()) * (1 - (column - j).abs())
                inside = (i >= 0) & (i < height) & (j >= 0) & (j < width)
                index = i.clamp(0, height - 1) * width + j.clamp(0, width - 1)
                values = x.flatten(2).gather(2, index.long().unsqueeze(1).expand(-1, x.shape[1], -1))
                y = y + values * (weight * inside).unsqueeze(1)
        return y
    """)
}
