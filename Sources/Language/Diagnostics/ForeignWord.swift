internal import Phrases

/// A word of another tool, and what Loupe says instead.
public struct ForeignWord: Sendable, Equatable {
    /// The tool, such as `scikit-learn`.
    public let origin: String
    /// A line of Loupe that does it, or advice.
    public var instead: String { line.text }
    /// Whether Loupe has no such thing, so that there is only advice.
    public let isAdvice: Bool
    private let line: Phrase

    private init(origin: String, instead: String) {
        self.origin = origin
        let none = "nothing: "
        isAdvice = instead.hasPrefix(none)
        let advice = String(instead.dropFirst(none.count))
        line =
            isAdvice
            ? Phrase("leave it out: " + advice, zh: "去掉它：" + (Self.chinese[advice] ?? advice))
            : Phrase(instead, zh: Self.chinese[instead] ?? instead)
    }

    /// Looks a word up, in any case of letters.
    public static func find(_ word: String) -> ForeignWord? { table[word.lowercased()] }

    private static let table: [String: ForeignWord] = {
        var table: [String: ForeignWord] = [:]
        for (origin, instead, words) in rows {
            for word in words where table[word] == nil {
                table[word] = ForeignWord(origin: origin, instead: instead)
            }
        }
        return table
    }()

    private static let python = "Python"
    private static let pandas = "pandas"
    private static let sklearn = "scikit-learn"
    private static let transformers = "transformers"

    private static let rows: [(origin: String, instead: String, words: [String])] =
        dataRows + modelRows + languageRows + moreRows + chineseRows

    private static let dataRows: [(String, String, [String])] = [
        (
            pandas, "reviews = load \"reviews.csv\" text body label sentiment",
            ["read_csv", "read_table", "dataframe"]
        ),
        ("R", "reviews = load \"reviews.csv\" text body label sentiment", ["read", "readr", "fread"]),
        ("Stata", "reviews = load \"reviews.csv\" text body label sentiment", ["use", "insheet", "infile"]),
        (pandas, "show reviews limit 5", ["head", "tail", "display"]),
        (
            "R", "describe reviews",
            ["summary", "str", "glimpse", "summarise", "summarize", "tabulate", "codebook"]
        ),
        (pandas, "describe reviews", ["info", "value_counts", "shape", "dtypes", "nunique"]),
        (pandas, "reviews = deduplicate reviews", ["drop_duplicates", "duplicated"]),
        ("R", "reviews = deduplicate reviews", ["distinct", "unique"]),
        (pandas, "reviews = drop reviews where body missing", ["dropna", "fillna", "isnull", "isna"]),
        (pandas, "clear_cases = keep reviews where rating > 1", ["query", "loc", "iloc"]),
        ("R", "clear_cases = keep reviews where rating > 1", ["filter", "subset"]),
        ("SQL", "keep reviews where rating > 1", ["select", "where", "having"]),
        ("SQL", "drop reviews where rating > 1", ["delete"]),
        ("SQL", "describe reviews", ["count", "group"]),
        ("SQL", "reviews = label reviews as bad when rating < 0, good otherwise", ["update", "case"]),
        (
            "R", "reviews = label reviews as bad when rating < 0, good otherwise",
            ["mutate", "cut", "ifelse", "case_when"]
        ),
        (
            "Stata", "reviews = label reviews as bad when rating < 0, good otherwise",
            ["gen", "generate", "replace", "recode"]
        ),
        (pandas, "write reviews to \"reviews.csv\"", ["to_csv", "to_json", "to_excel"]),
        ("R", "write reviews to \"reviews.csv\"", ["write_csv", "fwrite", "saverds"]),
        (
            sklearn, "train, test = split reviews test 20% seed 7",
            ["train_test_split", "stratifiedshufflesplit", "shufflesplit"]
        ),
        ("R", "train, test = split reviews test 20% seed 7", ["createdatapartition", "initial_split"]),
    ]

    private static let modelRows: [(String, String, [String])] = [
        (sklearn, "words(ngrams: 1..2)", ["countvectorizer", "bag_of_words", "bow"]),
        (
            sklearn, "tfidf(ngrams: 1..2)",
            ["tfidfvectorizer", "tfidftransformer", "tf_idf", "hashingvectorizer"]
        ),
        (
            sklearn, "logistic(C: 1)",
            ["logisticregression", "logisticregressioncv", "logit", "sgdclassifier"]
        ),
        ("R", "logistic(C: 1)", ["glm", "glmnet", "multinom", "mlogit"]),
        (sklearn, "linear_svm(C: 1)", ["linearsvc", "svc", "svm", "linearsvm"]),
        (
            sklearn, "naive_bayes()",
            ["multinomialnb", "complementnb", "gaussiannb", "bernoullinb", "naivebayes", "nb"]
        ),
        (sklearn, "tfidf() | scale() | logistic()", ["pipeline", "make_pipeline", "columntransformer"]),
        (sklearn, "tfidf() + encoder(minilm)", ["featureunion", "make_union", "hstack", "concat"]),
        (sklearn, "scale()", ["standardscaler", "minmaxscaler"]),
        (sklearn, "normalise()", ["normalizer", "normalize"]),
        (
            sklearn, "model = fit tfidf() | logistic() on train",
            ["fit_transform", "fit_predict", "train", "learn"]
        ),
        (
            sklearn, "predict model for \"a text\"",
            ["predict_proba", "decision_function", "classify", "infer"]
        ),
        (
            sklearn, "report model on test",
            [
                "accuracy_score", "f1_score", "precision_score", "recall_score", "classification_report",
                "accuracy",
                "score", "evaluate", "precision_recall_fscore_support", "metrics", "test",
            ]
        ),
        (
            sklearn, "confusion model on test",
            ["confusion_matrix", "confusionmatrix", "confusionmatrixdisplay", "crosstab"]
        ),
        (
            sklearn, "compare classical, semantic on train against test",
            ["cross_val_score", "gridsearchcv", "cross_validate"]
        ),
        (
            sklearn, "weights model top 15",
            ["coef_", "feature_importances_", "show_weights", "coefficients", "coef"]
        ),
        (
            "SHAP and LIME", "explain model for \"a text\"",
            ["shap", "lime", "show_prediction", "explainer", "why"]
        ),
        (
            transformers, "encoder(minilm)",
            ["sentencetransformer", "automodel", "bert", "bertmodel", "from_pretrained"]
        ),
        (
            transformers, "tokens \"a text\" with minilm",
            ["tokenize", "tokenise", "autotokenizer", "tokenizer"]
        ),
        (
            transformers, "vectors = embed reviews with minilm",
            ["encode", "embeddings", "vectorize", "vectorise"]
        ),
        (
            sklearn, "similarity \"one text\", \"another\" with minilm",
            ["cosine_similarity", "cosine", "pairwise_distances"]
        ),
        (
            sklearn, "neighbours \"a text\" in vectors",
            ["nearestneighbors", "neighbors", "kneighbors", "nearest_neighbors"]
        ),
        ("joblib and pickle", "save model to \"reviews.model\"", ["dump", "pickle", "joblib", "dumps"]),
        ("joblib and pickle", "model = open \"reviews.model\"", ["loads", "load_model", "readrds"]),
    ]

    private static let languageRows: [(String, String, [String])] = [
        (python, "say \"hello\"", ["print", "println", "echo", "cat", "puts", "printf"]),
        (python, "answer = ask \"Which review?\"", ["input", "readline"]),
        (
            python, "nothing: every verb is already there",
            ["import", "from", "using", "include"]
        ),
        ("R", "nothing: every verb is already there", ["library", "require", "install.packages"]),
        (
            python, "nothing: verbs work on whole datasets",
            ["for", "while", "foreach", "loop", "map", "apply", "lambda"]
        ),
        (python, "keep reviews where rating > 1", ["if", "else", "elif"]),
        (
            python, "nothing: name a recipe, as in  classical = tfidf() | logistic()",
            ["def", "function", "class", "return"]
        ),
        (python, "name = value", ["let", "var", "const", "val", "int", "str"]),
        (python, "forget reviews", ["del", "rm"]),
        (python, "names", ["dir", "ls", "globals", "locals", "who", "whos"]),
        (python, "help fit", ["man", "doc", "info"]),
        (python, "the Restart Kernel command of the notebook", ["exit", "quit"]),
        (
            python, "nothing: Loupe draws its own tables",
            ["plt", "matplotlib", "ggplot", "plot", "barplot", "hist"]
        ),
    ]

    private static let chinese = [
        "every verb is already there": "所有动词都已可用",
        "verbs work on whole datasets": "动词直接处理整个数据集",
        "name a recipe, as in  classical = tfidf() | logistic()":
            "给配方起名字，例如  classical = tfidf() | logistic()",
        "Loupe draws its own tables": "Loupe 自己会画表格",
        "Loupe draws its own tables and charts": "Loupe 自己会画表格和图",
        "the Restart Kernel command of the notebook": "笔记本的“重启内核”命令",
        "the heads are plain, so that they can be explained: logistic, linear_svm, naive_bayes, ridge, lda, nearest":
            "分类头都很简单，因此可以解释：logistic、linear_svm、naive_bayes、ridge、lda、nearest",
        "labels are read as they are": "标签直接使用，不必编码",
        "an error stops its cell and says what to do": "出错时单元格会停下，并说明怎么办",
        "nothing changes between cells unless a name is given anew": "除非重新定义，名字在单元格之间不变",
    ]
}
