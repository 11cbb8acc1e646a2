import ArchGraph

extension Tile: Repeating {}
