extension English {
    static let meaningPages: [Page] = unknownPages + placePages + commandPages + recipePages

    private static let unknownPages: [Page] = [
        Page(
            .unknownVerb,
            "A statement begins with a verb, or with  name =  before a command, recipe or value. help lists all verbs.",
            "describe reviews"),
        Page(
            .foreignWord, "The word comes from another tool. The help line shows how Loupe says it.",
            "reviews = load \"reviews.csv\" text body label sentiment"),
        Page(
            .unknownColumn,
            "The dataset or file has no such column. A column that is not one word stands in back-quotes.",
            "clear_cases = keep reviews where `star rating` > 3"),
        Page(
            .unknownName,
            "Nothing has this name yet: it was never given, was forgotten, or the kernel has restarted. names lists the names in use.",
            "reviews = load sample reviews\ndescribe reviews"),
        Page(
            .unknownComponent,
            "A recipe is made of features (words, tfidf, characters, encoder), stages (scale, normalise) and a head (logistic, linear_svm, naive_bayes, ridge, lda, nearest).",
            "classical = tfidf() | logistic()"),
        Page(
            .unknownOption,
            "The part has no option of this name. Its help lists the options with their defaults.",
            "help tfidf"),
        Page(
            .unknownClause,
            "Behind the operands stand clauses: words that the verb knows, each with its value.",
            "train, test = split reviews test 20% seed 7"),
        Page(.unknownLabel, "The model or dataset has no such label.", "weights model label good"),
        Page(
            .unknownEncoder,
            "The name is not in the catalogue. A model folder can be given by its path in quotes.",
            "semantic = encoder(\"models/my-encoder\") | logistic()"),
        Page(.unknownSample, "samples lists the data sets that come with Loupe.", "samples"),
        Page(
            .unknownChoice, "The place takes one of a few words.",
            "bayes = words() | naive_bayes(kind: complement)"),
        Page(
            .unknownTopic,
            "There is help on verbs, recipe parts, clauses, options, names, and the codes of errors.",
            "help fit"),
        Page(
            .wrongCase, "The words of the language are lower case; names and columns keep their case.",
            "describe Reviews"),
        Page(
            .misplacedWord, "The statement begins with a word that can't begin one. The verb comes first.",
            "describe reviews"),
    ]

    private static let placePages: [Page] = [
        Page(
            .wrongType,
            "The name holds a value of another type than the verb needs here. A recipe is not fitted; fit makes a model of it.",
            "model = fit classical on train\nreport model on test"),
        Page(
            .wrongValue,
            "The place takes another kind of value. Texts and files stand in quotes, columns and labels don't.",
            "reviews = load \"reviews.csv\" text body"),
        Page(
            .outOfRange,
            "The number is too small or too large for its place, or not whole. Shares are written 20% or 0.2.",
            "train, test = split reviews test 20%"),
        Page(
            .beyond, "Rows, layers and heads are counted from 1, and there are not so many.",
            "explain model on test row 1"),
        Page(
            .wrongKind,
            "Columns of texts are compared with = != contains matches in, columns of numbers with = != < <= > >=.",
            "clear_cases = keep reviews where rating > 1 and body contains \"good\""),
        Page(
            .backwardsRange, "A range goes from the smaller to the larger number, both included.",
            "classical = tfidf(ngrams: 1..3) | logistic()"),
    ]

    private static let commandPages: [Page] = [
        Page(
            .missingOperand, "The verb must be told what it works on. There is no current dataset or model.",
            "describe reviews"),
        Page(.missingClause, "The verb needs this clause.", "report model on test"),
        Page(
            .duplicate, "A clause, option, name or key may stand once.",
            "train, test = split reviews test 20% seed 7"),
        Page(.tooMany, "More values than the place takes.", "describe reviews"),
        Page(.conflict, "Only one of the two can be meant.", "explain model for \"a lovely lamp\""),
        Page(.needsClause, "The two clauses belong together.", "explain model on test row 3"),
        Page(
            .reservedName,
            "Verbs and recipe parts can't be names, so that every statement can be read in one way.",
            "my_report = report model on test"),
        Page(
            .nothingToName, "The verb does something and gives no value.", "save model to \"reviews.model\""),
        Page(
            .wrongNameCount,
            "Before = stand as many names as there are results. split gives two, with dev three.",
            "train, dev, test = split reviews dev 10% test 20%"),
        Page(
            .noLabels, "The step needs labels, and the dataset has none.",
            "reviews = label reviews as bad when rating < 0, good otherwise"),
        Page(
            .noTexts, "The step needs texts, and the dataset has none.",
            "reviews = load \"reviews.csv\" text body"),
        Page(
            .ruleNeverReached, "The first rule that matches gives the label, and otherwise always matches.",
            "reviews = label reviews as bad when rating < 0, good otherwise"),
        Page(
            .nothingLeft, "The shares of test and dev must leave something for training.",
            "train, dev, test = split reviews dev 10% test 20%"),
        Page(
            .mixedComparison,
            "Recipes are fitted by compare itself, models are fitted already: one table can't be fair to both.",
            "compare classical, semantic on train against test"),
        Page(
            .wrongOrder,
            "Every verb has one thing that it is about, and that stands first: the model, or the text. What it is to work on follows behind for, on or with.",
            "predict model for \"a lovely lamp\""),
        Page(
            .noEncoder, "Attention is inside a transformer encoder, and this model has none.",
            "attention minilm for \"a lovely lamp\" layer 6"),
    ]

    private static let recipePages: [Page] = [
        Page(
            .missingOption, "The part can't do without this option.",
            "semantic = encoder(minilm) | logistic()"),
        Page(
            .incompleteRecipe, "A recipe that can be fitted begins with features and ends with a head.",
            "classical = tfidf() | logistic()"),
        Page(
            .headNotLast, "The head decides; nothing comes after it.",
            "classical = tfidf() | normalise() | logistic()"),
        Page(
            .misplacedPart,
            "Features read texts: they come first, joined by +. Stages and the head follow behind |.",
            "hybrid = tfidf() + encoder(minilm) | logistic()"),
        Page(
            .triedOutsideTune, "try lists values to search among: tune needs it, all else needs one value.",
            "best = tune tfidf() | logistic(C: try [0.1, 1, 10]) on train"),
    ]
}
