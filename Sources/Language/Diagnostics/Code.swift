/// The stable codes: the first digit is 0 for reading and checking, 1 for warnings, 2 for running.
///
/// A code is never reused: L107 was a warning that has become the error L217; the wire cuts output itself, so there is no
/// L116.
public enum Code: String, Sendable, CaseIterable {
    /// Unexpected character.
    case unexpectedCharacter = "L001"
    /// Unterminated string.
    case unterminatedString = "L002"
    /// Bad escape.
    case badEscape = "L003"
    /// Unclosed bracket.
    case unclosedBracket = "L004"
    /// Stray bracket.
    case strayBracket = "L005"
    /// Expected.
    case expected = "L006"
    /// Too deep.
    case tooDeep = "L007"
    /// Bad number.
    case badNumber = "L008"
    /// Foreign operator.
    case foreignOperator = "L009"
    /// Arithmetic.
    case arithmetic = "L010"
    /// Unknown verb.
    case unknownVerb = "L011"
    /// Unknown column.
    case unknownColumn = "L012"
    /// Unknown name.
    case unknownName = "L013"
    /// Unknown component.
    case unknownComponent = "L014"
    /// Unknown option.
    case unknownOption = "L015"
    /// Unknown clause.
    case unknownClause = "L016"
    /// Unknown label.
    case unknownLabel = "L017"
    /// Unknown encoder.
    case unknownEncoder = "L018"
    /// Unknown sample.
    case unknownSample = "L019"
    /// Unknown choice.
    case unknownChoice = "L020"
    /// Unknown topic.
    case unknownTopic = "L021"
    /// Wrong type.
    case wrongType = "L022"
    /// Wrong value.
    case wrongValue = "L023"
    /// Out of range.
    case outOfRange = "L024"
    /// Beyond.
    case beyond = "L025"
    /// Missing operand.
    case missingOperand = "L026"
    /// Missing clause.
    case missingClause = "L027"
    /// Missing option.
    case missingOption = "L028"
    /// Duplicate.
    case duplicate = "L029"
    /// Too many.
    case tooMany = "L030"
    /// Conflict.
    case conflict = "L031"
    /// Needs clause.
    case needsClause = "L032"
    /// Reserved name.
    case reservedName = "L033"
    /// Nothing to name.
    case nothingToName = "L034"
    /// Wrong name count.
    case wrongNameCount = "L035"
    /// Incomplete recipe.
    case incompleteRecipe = "L036"
    /// Head not last.
    case headNotLast = "L037"
    /// Misplaced part.
    case misplacedPart = "L038"
    /// Tried outside tune.
    case triedOutsideTune = "L039"
    /// No encoder.
    case noEncoder = "L040"
    /// Mixed comparison.
    case mixedComparison = "L041"
    /// Wrong case.
    case wrongCase = "L042"
    /// No labels.
    case noLabels = "L043"
    /// No texts.
    case noTexts = "L044"
    /// Wrong kind.
    case wrongKind = "L045"
    /// Rule never reached.
    case ruleNeverReached = "L046"
    /// Nothing left.
    case nothingLeft = "L047"
    /// Backwards range.
    case backwardsRange = "L048"
    /// Foreign word.
    case foreignWord = "L049"
    /// Method.
    case method = "L050"
    /// Called verb.
    case calledVerb = "L051"
    /// Second statement.
    case secondStatement = "L052"
    /// Keyword first.
    case keywordFirst = "L053"
    /// Misplaced word.
    case misplacedWord = "L054"
    /// Pair.
    case pair = "L055"
    /// String prefix.
    case stringPrefix = "L056"
    /// Indexing.
    case indexing = "L057"
    /// Magic.
    case magic = "L058"
    /// Wrong order.
    case wrongOrder = "L060"
    /// Hyphenated.
    case hyphenated = "L061"
    /// Not kept.
    case notKept = "L101"
    /// Overlap.
    case overlap = "L102"
    /// Single class.
    case singleClass = "L103"
    /// Small class.
    case smallClass = "L104"
    /// Unlabelled.
    case unlabelled = "L105"
    /// Truncated.
    case truncated = "L106"
    /// No prefix.
    case noPrefix = "L108"
    /// Unknown tokens.
    case unknownTokens = "L109"
    /// Uneven blocks.
    case unevenBlocks = "L110"
    /// Not converged.
    case notConverged = "L111"
    /// No optimum.
    case noOptimum = "L112"
    /// Skipped rows.
    case skippedRows = "L113"
    /// Missing values.
    case missingValues = "L114"
    /// Slow BLAS.
    case slowBLAS = "L115"
    /// Kernel died.
    case kernelDied = "L117"
    /// No such value.
    case noSuchValue = "L118"
    /// Many labels.
    case manyLabels = "L119"
    /// No row left.
    case noRowLeft = "L121"
    /// Uneven columns.
    case unevenColumns = "L122"
    /// Texts that a model was trained on come again.
    case repeatedTexts = "L123"
    /// A calibration that an update takes away.
    case calibrationDropped = "L124"
    /// File not found.
    case fileNotFound = "L201"
    /// File unreadable.
    case fileUnreadable = "L202"
    /// File unwritable.
    case fileUnwritable = "L203"
    /// File empty.
    case fileEmpty = "L204"
    /// Bad data.
    case badData = "L205"
    /// Bad encoding.
    case badEncoding = "L206"
    /// Column count.
    case columnCount = "L207"
    /// Unknown format.
    case unknownFormat = "L208"
    /// Encoder absent.
    case encoderAbsent = "L209"
    /// Encoder broken.
    case encoderBroken = "L210"
    /// Model broken.
    case modelBroken = "L211"
    /// One class.
    case oneClass = "L212"
    /// Too few rows.
    case tooFewRows = "L213"
    /// No rows.
    case noRows = "L214"
    /// No such row.
    case noSuchRow = "L215"
    /// Unseen labels.
    case unseenLabels = "L216"
    /// Negative features.
    case negativeFeatures = "L217"
    /// Not finite.
    case notFinite = "L218"
    /// Solver.
    case solver = "L219"
    /// Not explainable.
    case notExplainable = "L220"
    /// Bad pattern.
    case badPattern = "L221"
    /// Memory.
    case memory = "L222"
    /// Interrupted.
    case interrupted = "L223"
    /// No input.
    case noInput = "L224"
    /// Internal.
    case `internal` = "L226"
    /// A list of words isn't on this machine.
    case wordListAbsent = "L227"
    /// Several labels a text where one is needed, or one where several are.
    case severalLabels = "L228"
    /// Bad archive.
    case badArchive = "L231"
    /// Bad table.
    case badTable = "L232"
    /// Bad query.
    case badQuery = "L233"
    /// Query writes.
    case queryWrites = "L234"
    /// Not written.
    case notWritten = "L235"
    /// Not representable.
    case notRepresentable = "L236"
    /// Different columns.
    case differentColumns = "L237"
    /// Not a time.
    case notTime = "L238"
    /// Not fetched.
    case notFetched = "L239"
    /// The texts that a model was trained on are in no dataset at hand.
    case noTrainingTexts = "L240"
    /// A column that can't be a feature.
    case unfitColumn = "L241"
    /// An update that needs the texts that the model was trained on.
    case needsOldTexts = "L242"
    /// Other texts than those that the model was trained on.
    case otherTexts = "L243"
    /// Every text of a training set is cut at the encoder's limit.
    case allCut = "L244"
    /// A loss that grew beyond all numbers.
    case diverged = "L245"
    /// A run that another cell or kernel is training.
    case runBusy = "L246"
    /// No run of this name.
    case noSuchRun = "L247"
    /// A tuned encoder whose base isn't here, or is another.
    case otherBase = "L248"
    /// An encoder that can't be trained or written out as it is.
    case untrainable = "L249"

    /// Codes that begin with L1 are warnings.
    public var severity: Diagnostic.Severity { rawValue.hasPrefix("L1") ? .warning : .error }
}
