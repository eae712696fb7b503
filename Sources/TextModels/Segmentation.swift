internal import Classifiers
internal import Explanations
public import Tokenizers

/// The list of words that a language's texts are cut by, where it writes no spaces.
public enum Segmentation: String, Sendable, CaseIterable {
    /// Chinese.
    case chinese

    /// What `fetch` calls the package of its list.
    public var package: String { "jieba" }
    /// The file of its list, below the home's `words`.
    var file: String { rawValue + ".txt" }
}

extension EncoderLibrary {
    /// The list of a language, read when first asked for.
    ///
    /// Throws `.wordListNotFetched` when it isn't in the home.
    public func words(of segmentation: Segmentation) throws(TextModelError) -> WordList {
        try wordLists.list(segmentation, at: home.words + "/" + segmentation.file)
    }
}

extension FittedFeatures {
    /// The list that the model's words are cut by, if any.
    public var segmenter: WordList? {
        sources.lazy.compactMap { source in
            if case .vectorizer(let vectorizer, _) = source { vectorizer.settings.segmenter } else { nil }
        }.first
    }
}

extension TextModel {
    /// The words of a text that people read in an explanation: those of the model's own list where it has one.
    public func words(in text: String) -> [Range<Int>] {
        guard let list = features.segmenter else { return Words.ranges(in: text) }
        return Words.ranges(in: text, joinedBy: Vectorizer(segmenter: list).units(in: text))
    }
}
