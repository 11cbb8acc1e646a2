extension Analysis.Totals {
  /// The same totals as a tally of all layers.
  package var tally: Tally {
    var tally = Tally()
    tally.layers = layers
    tally.parameters = parameters
    tally.frozen = frozen
    tally.vectors = vectors
    tally.stored = stored
    tally.active = active
    tally.buffers = buffers
    tally.cached = cached
    tally.masked = masked
    tally.padded = padded
    tally.inside = inside
    tally.multiplyAdds = multiplyAdds
    tally.flops = flops
    tally.activations = activations
    tally.work = work
    tally.unknownLayers = unknownLayers.count
    tally.counted = counted
    return tally
  }
}
