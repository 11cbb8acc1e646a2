"""lecture_cnn, 62,958 parameters, written by archcalc.

Source: Lecture example for 32 x 32 RGB images, after LeNet-5 (LeCun et al. 1998)

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class LectureCnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 5)
        self.conv2 = nn.Conv2d(8, 16, 5)
        self.fc3 = nn.Linear(400, 120)
        self.fc4 = nn.Linear(120, 84)
        self.fc5 = nn.Linear(84, 10)

    def forward(self, image):
        x = self.conv1(image)  # [8, 28, 28]
        x = F.relu(x)  # [8, 28, 28]
        x = F.max_pool2d(x, 2)  # [8, 14, 14]
        x = self.conv2(x)  # [16, 10, 10]
        x = F.relu(x)  # [16, 10, 10]
        x = F.max_pool2d(x, 2)  # [16, 5, 5]
        x = torch.flatten(x, 1)  # [400]
        x = self.fc3(x)  # [120]
        x = F.relu(x)  # [120]
        x = self.fc4(x)  # [84]
        x = F.relu(x)  # [84]
        x = self.fc5(x)  # [10]
        x = F.softmax(x, dim=1)  # [10]
        return x


if __name__ == "__main__":
    model = LectureCnn().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 32, 32))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
