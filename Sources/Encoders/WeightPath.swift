/// A place in a checkpoint's tree of names: code nests as the names do.
struct WeightPath: Sendable {
    let file: Checkpoint
    let name: String

    init(_ file: Checkpoint, _ name: String = "") {
        self.file = file
        self.name = name
    }

    /// The place below by that name.
    subscript(_ part: String) -> WeightPath { WeightPath(file, name.isEmpty ? part : name + "." + part) }

    /// The name as seen from a place above.
    func name(below root: WeightPath) -> String {
        String(root.name.isEmpty ? name[...] : name.dropFirst(root.name.count + 1))
    }

    /// The tensor here, which must have this shape.
    func tensor(_ shape: Int...) throws(EncoderError) -> WeightTensor { try file.tensor(name, shape: shape) }
}
