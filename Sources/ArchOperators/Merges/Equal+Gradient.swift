import ArchGraph

extension Equal: GradientFree {}
