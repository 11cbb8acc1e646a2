"""vit_b_16, 86,567,656 parameters, written by archcalc.

Source: Dosovitskiy et al. 2020, An Image is Worth 16x16 Words, Table 1

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    """Multi-head attention of [..., tokens, features]; groups of heads may share their keys and values."""

    def __init__(
        self, features, heads, key_width=None, value_width=None, key_heads=None, memory_features=None,
        bias=True, output_bias=None, output=True, causal=False, window=None,
    ):
        super().__init__()
        key_width = key_width or features // heads
        value_width = value_width or key_width
        source = memory_features or features
        self.heads = heads
        self.key_heads = key_heads or heads
        self.causal = causal
        self.query = nn.Linear(features, heads * key_width, bias=bias)
        self.key = nn.Linear(source, self.key_heads * key_width, bias=bias)
        self.value = nn.Linear(source, self.key_heads * value_width, bias=bias)
        output_bias = bias if output_bias is None else output_bias
        self.output = nn.Linear(heads * value_width, features, bias=output_bias) if output else None
        self.relative_bias = None
        if window is not None:
            # A learnt bias for each pair of tokens by how far they lie apart in the window.
            height, width = window
            self.relative_bias = nn.Parameter(torch.zeros((2 * height - 1) * (2 * width - 1), heads))
            row, column = torch.arange(height * width) // width, torch.arange(height * width) % width
            down = row[:, None] - row[None, :] + height - 1
            across = column[:, None] - column[None, :] + width - 1
            self.register_buffer("places", down * (2 * width - 1) + across, persistent=False)

    def forward(self, x, memory=None):
        memory = x if memory is None else memory
        query = self.query(x).unflatten(-1, (self.heads, -1)).transpose(-2, -3)
        key = self.key(memory).unflatten(-1, (self.key_heads, -1)).transpose(-2, -3)
        value = self.value(memory).unflatten(-1, (self.key_heads, -1)).transpose(-2, -3)
        if self.key_heads != self.heads:
            key = key.repeat_interleave(self.heads // self.key_heads, dim=-3)
            value = value.repeat_interleave(self.heads // self.key_heads, dim=-3)
        mask = None
        if self.relative_bias is not None:
            mask = self.relative_bias[self.places].permute(2, 0, 1)
        if self.causal and mask is not None:
            later = torch.ones(mask.shape[1:], dtype=torch.bool, device=x.device).triu(1)
            mask = mask.masked_fill(later, float("-inf"))
        y = F.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, is_causal=self.causal and mask is None
        )
        y = y.transpose(-2, -3).flatten(-2)
        return y if self.output is None else self.output(y)


class Mlp(nn.Module):
    """The block `mlp`, 12 times."""

    def __init__(self):
        super().__init__()
        self.dense_0 = nn.Linear(768, 3072)
        self.dense_1 = nn.Linear(3072, 768)

    def forward(self, x):
        x = self.dense_0(x)  # [197, 3072]
        x = F.gelu(x)  # [197, 3072]
        x = self.dense_1(x)  # [197, 768]
        return x


class PreNormLayer(nn.Module):
    """The block `pre_norm_layer`, 12 times."""

    def __init__(self):
        super().__init__()
        self.layer_norm_0 = nn.LayerNorm(768, eps=1e-06)
        self.attention = Attention(768, 12)
        self.layer_norm_1 = nn.LayerNorm(768, eps=1e-06)
        self.mlp = Mlp()

    def forward(self, x):
        y = self.layer_norm_0(x)  # [197, 768]
        y = self.attention(y)  # [197, 768]
        x = x + y  # [197, 768]
        y = self.layer_norm_1(x)  # [197, 768]
        y = self.mlp(y)  # [197, 768]
        x = x + y  # [197, 768]
        return x


class VitB16(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 768, 16, stride=16)
        self.class_token = nn.Parameter(torch.zeros((1, 768)))
        self.position = nn.Parameter(torch.zeros((197, 768)))
        self.encoder_pre_norm_layer_0 = PreNormLayer()
        self.encoder_pre_norm_layer_1 = PreNormLayer()
        self.encoder_pre_norm_layer_2 = PreNormLayer()
        self.encoder_pre_norm_layer_3 = PreNormLayer()
        self.encoder_pre_norm_layer_4 = PreNormLayer()
        self.encoder_pre_norm_layer_5 = PreNormLayer()
        self.encoder_pre_norm_layer_6 = PreNormLayer()
        self.encoder_pre_norm_layer_7 = PreNormLayer()
        self.encoder_pre_norm_layer_8 = PreNormLayer()
        self.encoder_pre_norm_layer_9 = PreNormLayer()
        self.encoder_pre_norm_layer_10 = PreNormLayer()
        self.encoder_pre_norm_layer_11 = PreNormLayer()
        self.layer_norm = nn.LayerNorm(768, eps=1e-06)
        self.head = nn.Linear(768, 1000)

    def forward(self, image):
        x = self.patches(image)  # [768, 14, 14]
        x = x.reshape(x.shape[0], 768, 196)  # [768, 196]
        x = x.permute(0, 2, 1)  # [196, 768]
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)  # [197, 768]
        x = x + self.position  # [197, 768]
        x = self.encoder_pre_norm_layer_0(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_1(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_2(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_3(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_4(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_5(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_6(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_7(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_8(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_9(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_10(x)  # [197, 768]
        x = self.encoder_pre_norm_layer_11(x)  # [197, 768]
        x = self.layer_norm(x)  # [197, 768]
        x = x[:, :1]  # [1, 768]
        x = torch.flatten(x, 1)  # [768]
        x = self.head(x)  # [1000]
        return x


if __name__ == "__main__":
    model = VitB16().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 224, 224))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
