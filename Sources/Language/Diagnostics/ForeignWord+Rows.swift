extension ForeignWord {
    /// Further words; those of the other tables come first.
    static let moreRows: [(String, String, [String])] = tableWords + figureWords + textWords

    private static let tableWords: [(String, String, [String])] = [
        (
            "R", "reviews = load \"reviews.csv\" text body label sentiment",
            ["read.csv", "read.table", "read.delim", "data.frame"]
        ),
        ("R", "write reviews to \"reviews.csv\"", ["write.csv", "write.table"]),
        ("R", "save model to \"reviews.model\"", ["saveRDS"]),
        ("R", "train, test = split reviews test 20% seed 7", ["set.seed", "sample.split"]),
        (
            "NumPy", "train, test = split reviews test 20% seed 7",
            ["seed", "random", "randint", "shuffle", "permutation"]
        ),
        ("pandas", "describe reviews", ["groupby", "pivot_table", "agg", "aggregate", "columns", "unique"]),
        ("pandas", "reviews = relabel reviews with {bad: negative}", ["rename", "astype"]),
        (
            "pandas", "reviews = label reviews as bad when rating < 0, good otherwise",
            ["assign", "qcut"]
        ),
        ("pandas", "reviews = load \"reviews.csv\" text title, body", ["merge", "join", "concatenate"]),
        (
            "pandas", "show reviews limit 5",
            ["sort_values", "sort", "order", "arrange", "nlargest", "iterrows", "itertuples"]
        ),
        ("SQL", "reviews = load \"reviews.csv\" text body", ["insert", "create", "alter"]),
        ("Stata", "show reviews limit 5", ["browse", "list", "br"]),
        ("R", "show reviews limit 5", ["view"]),
        ("pandas", "reviews = drop reviews where body missing", ["remove"]),
        ("pandas", "few = sample reviews rows 20", ["take", "slice_sample", "sample_n", "sample_frac"]),
        (
            "Stata", "describe reviews",
            ["tab", "tab1", "tab2", "tabstat", "sum", "su", "table"]
        ),
        ("Stata", "set rows to 50", ["log", "pause"]),
    ]

    private static let figureWords: [(String, String, [String])] = [
        (
            "R", "model = fit tfidf() | logistic() on train",
            ["lm", "aov", "caret", "gam", "lmer", "~"]
        ),
        (
            "Stata", "model = fit tfidf() | logistic() on train",
            ["regress", "reg", "probit", "xtreg"]
        ),
        ("Stata", "predict model for \"a text\"", ["margins", "estat"]),
        (
            "scikit-learn",
            "nothing: the heads are plain, so that they can be explained: logistic, linear_svm, naive_bayes, ridge, lda, nearest",
            [
                "randomforestclassifier", "randomforest", "decisiontreeclassifier",
                "gradientboostingclassifier", "xgbclassifier", "xgboost", "lgbmclassifier", "mlpclassifier",
                "rpart", "random_forest", "decision_tree", "mlp", "cnn", "lstm", "rnn",
                "neural_network",
                "gradient_boosting", "gpt", "transformer",
            ]
        ),
        (
            "scikit-learn", "model = fit encoder(minilm) | nearest(k: 5) on train",
            ["kneighborsclassifier", "knn"]
        ),
        (
            "scikit-learn", "compare classical, semantic on train",
            ["kfold", "stratifiedkfold", "cross_val_predict", "randomizedsearchcv", "optuna"]
        ),
        (
            "scikit-learn", "report model on test",
            [
                "roc_auc_score", "roc_curve", "auc", "log_loss", "balanced_accuracy_score",
                "cohen_kappa_score", "f1",
                "precision", "recall", "fbeta_score",
            ]
        ),
        (
            "scikit-learn", "nothing: labels are read as they are",
            ["labelencoder", "onehotencoder", "labelbinarizer", "factor", "as.factor", "to_categorical"]
        ),
        ("scikit-learn", "explain model for \"a text\"", ["permutation_importance", "eli5", "anchors"]),
        (
            "scikit-learn", "encoder(minilm) | reduce(50) | logistic()", ["pca", "truncatedsvd"]
        ),
        (
            "scikit-learn", "encoder(minilm) | logistic()", ["tsne", "umap", "word2vec", "doc2vec"]
        ),
        (
            "transformers", "model = fit encoder(minilm) | logistic() on train",
            ["trainer", "trainingarguments"]
        ),
    ]

    private static let textWords: [(String, String, [String])] = [
        ("NLTK and spaCy", "tfidf(stop_words: english)", ["stopwords", "stopword", "remove_stopwords"]),
        (
            "NLTK and spaCy", "tokens \"a text\" with minilm",
            ["word_tokenize", "sent_tokenize", "nlp", "unnest_tokens"]
        ),
        ("NLTK and spaCy", "characters(ngrams: 2..4)", ["stem", "lemmatize", "porterstemmer", "stemmer"]),
        ("Python", "tfidf()", ["lower", "tolower", "upper", "strip"]),
        ("Python", "say \"hello\"", ["di", "disp", "message", "show_text"]),
        ("Python", "describe reviews", ["len", "nrow", "ncol", "dim", "length", "type", "class_of"]),
        (
            "Python", "nothing: an error stops its cell and says what to do",
            ["except", "raise", "assert", "trycatch"]
        ),
        (
            "Python", "nothing: nothing changes between cells unless a name is given anew",
            ["global", "yield", "async", "await"]
        ),
        ("Python", "none", ["null", "nil", "nan", "na"]),
    ]
}
