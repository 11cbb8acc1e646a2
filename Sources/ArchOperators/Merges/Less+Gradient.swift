import ArchGraph

extension Less: GradientFree {}
