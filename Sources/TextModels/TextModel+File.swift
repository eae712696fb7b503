internal import Classifiers
internal import Encoders
internal import FoundationEssentials
internal import Tensors
internal import Tokenizers

/// The JSON header of a model file.
///
/// Arrays stand in sections of their own; nothing in it is code.
private struct ModelHeader: Codable {
    var labels: [String]
    var recipe: RecipeCoding
    var features: FittedCoding
    var head: HeadCoding
    var convergence: ConvergenceCoding
    var provenance: TextModel.Provenance
    /// From layout 2 on.
    var calibration: Calibration?
    var abstention: Double?
    /// What a head keeps for updates, and what its training texts looked like; files of before lack both.
    var statistics: StatisticsCoding?
    var profile: ProfileCoding?
    /// From layout 3 on: the threshold of each label, where a text may have several.
    var thresholds: [Double]?

    struct ConvergenceCoding: Codable {
        var iterations: Int
        var gradient: Double
        var converged: Bool
        var objective: Double
        var hasFiniteOptimum: Bool

        var convergence: Convergence {
            Convergence(
                iterations: iterations, gradient: gradient, converged: converged, objective: objective,
                hasFiniteOptimum: hasFiniteOptimum)
        }
    }
}

extension TextModel {
    /// Writes the model into one file, which appears whole or not at all; gives its size in bytes.
    public func write(to path: String) throws(TextModelError) -> Int {
        do {
            let bytes = try encoded()
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            return bytes.count
        } catch { throw .unwritable(path: path, reason: SystemReason.of(error)) }
    }

    /// The size of its file in bytes.
    public func fileSize() throws(TextModelError) -> Int {
        do { return try encoded().count } catch {
            throw .unwritable(path: "model", reason: SystemReason.of(error))
        }
    }

    /// The bytes of its file.
    private func encoded() throws -> [UInt8] {
        var provenance = provenance
        let keys = provenance.textKeys
        provenance.textKeys = []
        var arrays = ModelArchive(header: [])
        let fitted = FittedCoding(features, into: &arrays)
        let header = ModelHeader(
            labels: labels, recipe: RecipeCoding(recipe), features: fitted,
            head: HeadCoding(head, into: &arrays),
            convergence: .init(
                iterations: convergence.iterations, gradient: convergence.gradient,
                converged: convergence.converged,
                objective: convergence.objective, hasFiniteOptimum: convergence.hasFiniteOptimum),
            provenance: provenance, calibration: calibration, abstention: abstention,
            statistics: statistics.map { StatisticsCoding($0, into: &arrays) },
            profile: profile.map { ProfileCoding($0, into: &arrays) }, thresholds: thresholds)
        arrays.add("textKeys", keys)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        arrays.header = Array(try encoder.encode(header))
        return arrays.encoded()
    }

    /// Opens a model file.
    ///
    /// Throws `.badModelFile` with the reason when it is foreign, damaged or of another version; the library is asked for
    /// the list of words that some models are cut by.
    public init(contentsOf path: String, library: EncoderLibrary) throws(TextModelError) {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(filePath: path))) } catch {
            throw .unreadable(path: path, reason: SystemReason.of(error))
        }
        let archive = try ModelArchive(decoding: bytes, path: path)
        func refuse(_ part: String) -> TextModelError {
            .badModelFile(path: path, fault: .inconsistent(part))
        }
        guard let header = ModelHeader(archive.header) else { throw refuse("header") }
        let words = try library.words(of: header.features, path: path)
        guard let recipe = header.recipe.recipe(words: words) else { throw refuse("recipe") }
        guard let features = header.features.fitted(from: archive, words: words),
            features.columns == header.head.columns
        else {
            throw refuse("features")
        }
        guard let head = header.head.model(from: archive, labels: header.labels.count) else {
            throw refuse("weights")
        }
        guard Set(header.labels).count == header.labels.count, !header.labels.contains("") else {
            throw refuse("labels")
        }
        guard header.provenance.isPlausible(labels: header.labels.count, blocks: features.blocks.count)
        else {
            throw refuse("provenance")
        }
        guard header.calibration?.isSound(classes: header.labels.count) ?? true,
            header.abstention.map({ (0...1).contains($0) }) ?? true
        else { throw refuse("calibration") }
        guard header.thresholds.map({ head.takes(thresholds: $0) }) ?? !head.isLabelwise else {
            throw refuse("thresholds")
        }
        let statistics = header.statistics?.statistics(
            from: archive, columns: features.columns, labels: header.labels.count)
        guard header.statistics == nil || statistics?.counts == header.provenance.counts else {
            throw refuse("statistics")
        }
        let profile = header.profile?.profile(from: archive)
        guard header.profile == nil || profile?.blocks.count == features.blocks.count else {
            throw refuse("profile")
        }
        var provenance = header.provenance
        provenance.textKeys = archive.numbers("textKeys", as: UInt64.self) ?? []
        self.init(
            recipe: recipe, features: features, head: head, convergence: header.convergence.convergence,
            labels: header.labels, provenance: provenance, calibration: header.calibration,
            abstention: header.abstention,
            thresholds: header.thresholds, statistics: statistics, profile: profile)
    }
}

extension ModelHeader {
    /// Nil when the bytes are no header.
    fileprivate init?(_ bytes: [UInt8]) {
        guard let header = try? JSONDecoder().decode(ModelHeader.self, from: Data(bytes)) else { return nil }
        self = header
    }
}

extension EncoderLibrary {
    /// The list of words that features name; nil when they name none.
    ///
    /// Throws `.badModelFile` when the list here is another.
    fileprivate func words(of features: FittedCoding, path: String) throws(TextModelError) -> WordList? {
        guard let wanted = features.wordList else { return nil }
        guard let segmentation = Segmentation(rawValue: wanted.name) else {
            throw .badModelFile(path: path, fault: .inconsistent("recipe"))
        }
        let list = try words(of: segmentation)
        guard list.digest == wanted.digest else {
            throw .badModelFile(
                path: path, fault: .otherWords(expected: wanted.digest, found: list.digest))
        }
        return list
    }
}

extension TextModel.Provenance {
    /// Whether the figures can belong to a model of so many labels and feature blocks.
    fileprivate func isPlausible(labels: Int, blocks: Int) -> Bool {
        // So many rows that no sum overflows.
        let possible = 0...1 << 40
        return possible.contains(rows) && counts.count == labels && counts.allSatisfy(possible.contains)
            && blockSpread.count == labels * blocks && blockSpread.allSatisfy { $0.isFinite && $0 >= 0 }
            && blockNorms.count == blocks && blockNorms.allSatisfy(\.isFinite)
    }
}
