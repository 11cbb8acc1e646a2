import ArchGraph

extension GreaterOrEqual: GradientFree {}
