import ArchPyTorch

extension Rotary {
  /// The divisor of positions.
  var divisor: Double { scaling.form == .linear ? scale : 1 }

  /// The other changes to the angles: form, scale, length, turns and magnitude, as far as the form has them, or `nil`
  /// for none.
  var pytorchScaling: PyTorchLiteral? {
    guard scaling.form != .linear else { return nil }
    var items = ["\"\(scaling.form.rawValue)\"", "\(scale)"]
    if let length = scaling.length { items.append("\(length)") }
    if scaling.form == .llama3 || scaling.form == .yarn {
      items.append("(\(scaling.bounds[0]), \(scaling.bounds[1]))")
    }
    if scaling.form == .yarn { items.append("\(scaling.magnitude(scale: scale))") }
    return PyTorchLiteral(text: "(\(items.joined(separator: ", ")))")
  }
}

extension PyTorchDefinition {
  /// The angles of rotary positions from one position to the next.
  static let rotarySteps = PyTorchDefinition(
    "rotary_steps",
    """
    def rotary_steps(base, width, places, form="linear", scale=1.0, length=None, turns=None, magnitude=1.0):
        \"\"\"How far each pair of features is turned from one position to the next.\"\"\"
        pair = torch.arange(0, width, 2, dtype=torch.float32)
        if form in ("ntk", "dynamic"):
            stretch = scale if form == "ntk" else scale * max(places, length) / length - (scale - 1)
            return (base * stretch ** (width / max(1, width - 2))) ** (-pair / width)
        step = base ** (-pair / width)
        if form == "llama3":
            rounds = length * step / (2 * math.pi)
            kept = ((rounds - turns[0]) / (turns[1] - turns[0])).clamp(0, 1)
            return (1 - kept) * step / scale + kept * step
        if form == "yarn":
            edge = lambda rounds: width * math.log(length / (rounds * 2 * math.pi)) / (2 * math.log(base))
            low, high = max(math.floor(edge(turns[1])), 0), min(math.ceil(edge(turns[0])), width - 1)
            slowed = ((pair / 2 - low) / (0.001 if high == low else high - low)).clamp(0, 1)
            return slowed * step / scale + (1 - slowed) * step
        return step
    """)

  /// Positions by rotating pairs of features.
  static let rotate = PyTorchDefinition(
    "rotate",
    """
    def rotate(x, base, first=0, width=None, interleaved=False, scale=1.0, scaling=None):
        \"\"\"Turns pairs of features of [..., tokens, features] by angles that grow with the position.\"\"\"
        width, scaling = width or x.shape[-1], scaling or ()
        position = torch.arange(first, first + x.shape[-2], dtype=torch.float32, device=x.device) / scale
        angle = position[:, None] * rotary_steps(base, width, first + x.shape[-2], *scaling).to(x.device)
        size = scaling[4] if len(scaling) > 4 else 1.0
        cosine, sine = angle.cos() * size, angle.sin() * size
        turned, rest = x[..., :width], x[..., width:]
        if interleaved:
            a, b = turned[..., 0::2], turned[..., 1::2]
            turned = torch.stack((a * cosine - b * sine, b * cosine + a * sine), dim=-1).flatten(-2)
        else:
            a, b = turned.chunk(2, dim=-1)
            turned = torch.cat((a * cosine - b * sine, b * cosine + a * sine), dim=-1)
        return torch.cat((turned, rest), dim=-1)
    """)
}
