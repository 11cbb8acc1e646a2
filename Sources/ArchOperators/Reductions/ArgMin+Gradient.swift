import ArchGraph

extension ArgMin: IndexReduction {}
