import ArchGraph

extension Ceil: GradientFree {}
