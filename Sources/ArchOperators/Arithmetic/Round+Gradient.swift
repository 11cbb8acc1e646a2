import ArchGraph

extension Round: GradientFree {}
