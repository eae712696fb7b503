public import Phrases

/// The encoders and samples that Loupe knows by a short name.
public enum Catalogue {
    /// An encoder with a short name.
    public struct EncoderEntry: Sendable {
        /// What a recipe calls it, as in `encoder(minilm)`.
        public let name: String
        /// The folder below the home's `models`.
        public let folder: String
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
            name: "minilm", folder: "all-MiniLM-L6-v2", languages: "English", layers: 6, heads: 12,
            summary: Phrase(
                "all-MiniLM-L6-v2: 6 layers, 384 dimensions, quick and good for English",
                zh: "all-MiniLM-L6-v2：6 层，384 维，速度快，适合英文"))
    ]

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
