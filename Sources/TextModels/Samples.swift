public import Datasets

/// The data sets that travel inside the program.
public enum Samples {
    /// The sample of the catalogue with this name.
    ///
    /// Throws `.unknownSample`.
    public static func dataset(_ name: String) throws(TextModelError) -> Dataset {
        let contents: [UInt8]
        switch name {
        case "reviews": contents = PackageResources.reviews_en_csv
        case "reviews_zh": contents = PackageResources.reviews_zh_csv
        default: throw .unknownSample(name: name, known: Catalogue.samples.map(\.name))
        }
        let options = ReadOptions(format: .csv, roles: Dataset.Roles(text: ["text"], label: "label"))
        do { return try Dataset.read(contents: contents, name: name, options: options).dataset } catch {
            throw .data(error)
        }
    }
}
