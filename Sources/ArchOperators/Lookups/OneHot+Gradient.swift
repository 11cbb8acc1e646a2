import ArchGraph

extension OneHot: GradientFree {}
