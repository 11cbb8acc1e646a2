import ArchGraph

extension InputLayer: GradientFree {}
