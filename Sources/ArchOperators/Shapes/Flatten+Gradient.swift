import ArchGraph

extension Flatten: Rearranging {}
