public import Phrases

/// The encoders and samples that Loupe knows by a short name.
public enum Catalogue {
    /// An encoder with a short name.
    public struct EncoderEntry: Sendable {
        /// What a recipe calls it, as in `encoder(minilm)`.
        public let name: String
        /// The folder below the home's `models`.
        public let folder: String
        /// What Hugging Face calls it.
        public let model: String
        /// The languages it was trained on.
        public let languages: String
        /// The number of its layers.
        public let layers: Int
        /// The number of attention heads of a layer.
        public let heads: Int
        /// One line about it.
        public let summary: Phrase
    }

    /// A data set that travels inside the program.
    public struct SampleEntry: Sendable {
        /// What `load sample` calls it.
        public let name: String
        /// One line about it.
        public let summary: Phrase
    }

    /// The encoders, in the order in which help lists them.
    public static let encoders = [
        EncoderEntry(
            name: "minilm", folder: "all-MiniLM-L6-v2",
            model: "sentence-transformers/all-MiniLM-L6-v2", languages: "English", layers: 6, heads: 12,
            summary: Phrase(
                "all-MiniLM-L6-v2: 6 layers, 384 dimensions, quick and good for English",
                zh: "all-MiniLM-L6-v2：6 层，384 维，速度快，适合英文")),
        EncoderEntry(
            name: "e5", folder: "multilingual-e5-small", model: "intfloat/multilingual-e5-small",
            languages: "Chinese, English and 92 more", layers: 12, heads: 12,
            summary: Phrase(
                "multilingual-e5-small: 12 layers, 384 dimensions, for Chinese and 93 other languages; fetch e5 gets it",
                zh: "multilingual-e5-small：12 层，384 维，适合中文等 94 种语言；用 fetch e5 获取")),
    ]

    /// The encoder with this short name, folder or name at Hugging Face.
    static func encoder(named name: String) -> EncoderEntry? {
        encoders.first { $0.name == name || $0.folder == name || $0.model == name }
    }

    /// The samples, in the order in which help lists them.
    public static let samples = [
        SampleEntry(
            name: "reviews",
            summary: Phrase(
                "300 short product reviews in English, bad / medium / good",
                zh: "300 篇英文商品短评，标签为 bad / medium / good")),
        SampleEntry(
            name: "reviews_zh",
            summary: Phrase(
                "the same 300 reviews in Chinese, bad / medium / good",
                zh: "同样 300 篇短评的中文版，标签为 bad / medium / good")),
    ]
}
