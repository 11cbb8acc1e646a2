import ArchGraph

extension Concat: Rearranging {}
