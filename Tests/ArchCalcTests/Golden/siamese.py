"""siamese, 38,951,745 parameters, written by archcalc.

Source: Koch, Zemel and Salakhutdinov 2015, Siamese Neural Networks for One-shot Image Recognition,
Figure 4

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class KochTower(nn.Module):
    """The block `koch_tower`, 2 times."""

    def __init__(self):
        super().__init__()
        self.conv_0 = nn.Conv2d(1, 64, 10)
        self.conv_1 = nn.Conv2d(64, 128, 7)
        self.conv_2 = nn.Conv2d(128, 128, 4)
        self.conv_3 = nn.Conv2d(128, 256, 4)
        self.dense = nn.Linear(9216, 4096)

    def forward(self, x):
        x = self.conv_0(x)  # [64, 96, 96]
        x = F.relu(x)  # [64, 96, 96]
        x = F.max_pool2d(x, 2)  # [64, 48, 48]
        x = self.conv_1(x)  # [128, 42, 42]
        x = F.relu(x)  # [128, 42, 42]
        x = F.max_pool2d(x, 2)  # [128, 21, 21]
        x = self.conv_2(x)  # [128, 18, 18]
        x = F.relu(x)  # [128, 18, 18]
        x = F.max_pool2d(x, 2)  # [128, 9, 9]
        x = self.conv_3(x)  # [256, 6, 6]
        x = F.relu(x)  # [256, 6, 6]
        x = torch.flatten(x, 1)  # [9216]
        x = self.dense(x)  # [4096]
        x = torch.sigmoid(x)  # [4096]
        return x


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.tower_0 = KochTower()
        self.dense = nn.Linear(4096, 1)

    def forward(self, left, right):
        tower_0 = self.tower_0(left)  # [4096]
        x = self.tower_0(right)  # [4096]
        x = torch.abs(tower_0 - x)  # [4096]
        x = self.dense(x)  # [1]
        x = torch.sigmoid(x)  # [1]
        return x


if __name__ == "__main__":
    model = Siamese().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 1, 105, 105), torch.randn(1, 1, 105, 105))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
