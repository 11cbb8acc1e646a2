import ArchGraph

extension ArgMin: GradientFree {}
