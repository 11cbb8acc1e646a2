import ArchGraph

extension Greater: GradientFree {}
