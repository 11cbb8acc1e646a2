import ArchGraph

extension Minimum: Extreme {}
