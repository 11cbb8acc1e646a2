import ArchGraph

extension Round: SteppedElementwise {}
