/// A place in a weight file's tree of names: code nests as the checkpoint's names do.
struct WeightPath: Sendable {
    let file: WeightFile
    let name: String

    init(_ file: WeightFile, _ name: String = "") {
        self.file = file
        self.name = name
    }

    /// The place below by that name.
    subscript(_ part: String) -> WeightPath { WeightPath(file, name.isEmpty ? part : name + "." + part) }

    /// The tensor here, which must have this shape.
    func tensor(_ shape: Int...) throws(EncoderError) -> WeightTensor { try file.tensor(name, shape: shape) }
}
