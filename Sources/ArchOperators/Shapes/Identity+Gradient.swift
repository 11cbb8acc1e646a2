import ArchGraph

extension Identity: Rearranging {}
