import ArchGraph

extension Triangle: Rearranging {}
