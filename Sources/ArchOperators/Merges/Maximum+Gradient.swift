import ArchGraph

extension Maximum: Extreme {}
