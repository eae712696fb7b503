import Datasets
import Encoders
import TextModels

/// Whether what a model was made with and from is here, and still the same.
struct ModelCheck: Sendable {
    /// What became of a thing whose hash is known.
    enum Finding: Sendable {
        /// It is here, with the same hash.
        case same
        /// It is here, with another one.
        case changed
        /// It isn't here.
        case absent
    }

    /// Each encoder by its name.
    let encoders: [(name: String, finding: Finding)]
    /// The file that the training texts came from; nil when none is known.
    let data: (file: String, finding: Finding)?

    init(_ model: TextModel, in session: Session, shouldStop: () -> Bool) {
        encoders = model.features.encoders.map { reference, hash in
            // An encoder that isn't here or can't be read gives its full error when it is used.
            guard let encoder = try? session.library.encoder(reference) else {
                return (reference.name, .absent)
            }
            return (reference.name, encoder.hash == hash ? .same : .changed)
        }
        guard let file = model.provenance.dataFile, let hash = model.provenance.dataHash else {
            data = nil
            return
        }
        // A sample travels inside the program, so there is no file of it.
        let isSample = Catalogue.samples.contains { $0.name == file }
        let found =
            isSample
            ? (try? Samples.dataset(file))?.source?.hash
            : session.files.exists(file)
                ? Source.hash(ofFile: session.files.reading(file), shouldStop: shouldStop) : nil
        data = (file, found.map { $0 == hash ? .same : .changed } ?? .absent)
    }
}
