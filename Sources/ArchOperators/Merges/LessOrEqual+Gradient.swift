import ArchGraph

extension LessOrEqual: GradientFree {}
