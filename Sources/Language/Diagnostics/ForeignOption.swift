internal import Phrases

/// Options of other tools: what Loupe calls them, or why it has none.
enum ForeignOption {
    /// The option that is meant, when the component has it.
    static func near(_ name: String, among options: [String]) -> String? {
        synonyms[name.lowercased()].flatMap { options.contains($0) ? $0 : nil }
    }

    /// What to do instead, when no option does it.
    static func advice(_ name: String) -> Phrase? {
        let name = name.lowercased()
        return rows.first { $0.names.contains(name) }?.advice
    }

    private static let synonyms = [
        "ngram_range": "ngrams", "ngram": "ngrams", "n": "ngrams", "range": "ngrams", "min_df": "min_docs",
        "max_df": "max_docs", "stopwords": "stop_words", "stop": "stop_words", "sublinear_tf": "sublinear",
        "c": "C", "regularization": "C", "cost": "C", "max_length": "max_tokens",
        "max_seq_length": "max_tokens", "model": "name", "model_name": "name", "normalize": "normalise",
        "normalize_embeddings": "normalise", "weights": "class_weight", "class_weights": "class_weight",
        "smoothing": "alpha", "laplace": "alpha", "vocab_size": "max_features", "top_k": "max_features",
    ]

    private static let rows: [(names: [String], advice: Phrase)] = [
        (
            ["max_iter", "tol", "epochs", "n_iter", "iterations", "learning_rate", "lr", "batch_size"],
            Phrase(
                "leave it out: a head is fitted until it can't get better", zh: "去掉它：分类头会训练到不能更好为止")
        ),
        (
            [
                "solver", "dual", "multi_class", "n_jobs", "verbose", "warm_start", "device", "backend",
                "dtype",
            ],
            Phrase("leave it out: Loupe chooses this itself", zh: "去掉它：这由 Loupe 自己决定")
        ),
        (
            ["random_state", "seed"],
            Phrase("leave it out: the same rows always give the same model", zh: "去掉它：同样的行总是得到同样的模型")
        ),
        (
            ["lowercase", "lower", "strip_accents"],
            Phrase("leave it out: words are compared in lower case", zh: "去掉它：词总是按小写比较")
        ),
        (
            ["tokenizer", "analyzer", "token_pattern", "preprocessor"],
            Phrase(
                "leave it out: words() and tfidf() take words, characters() takes characters",
                zh: "去掉它：words() 和 tfidf() 取词，characters() 取字符")
        ),
        (
            ["use_idf", "smooth_idf", "idf"],
            Phrase(
                "leave it out: tfidf() weighs by rarity, words() doesn't",
                zh: "去掉它：tfidf() 按稀有程度加权，words() 不加权")
        ),
        (
            ["probability", "proba"],
            Phrase("leave it out: logistic() always has probabilities", zh: "去掉它：logistic() 总会给出概率")
        ),
        (
            ["kernel"],
            Phrase(
                "leave it out: the heads are plain, so that they can be explained", zh: "去掉它：分类头都很简单，因此可以解释"
            )
        ),
    ]
}
