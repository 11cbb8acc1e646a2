import ArchGraph

extension ArgMax: GradientFree {}
