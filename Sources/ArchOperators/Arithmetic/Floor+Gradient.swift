import ArchGraph

extension Floor: GradientFree {}
