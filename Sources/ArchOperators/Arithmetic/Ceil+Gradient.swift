import ArchGraph

extension Ceil: SteppedElementwise {}
