import ArchGraph

extension Sign: GradientFree {}
