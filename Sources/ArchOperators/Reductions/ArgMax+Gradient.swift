import ArchGraph

extension ArgMax: IndexReduction {}
