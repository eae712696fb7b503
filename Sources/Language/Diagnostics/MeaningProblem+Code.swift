extension MeaningProblem {
    /// The stable code.
    public var code: Code {
        switch self {
        case .unknownVerb: .unknownVerb
        case .unknownColumn: .unknownColumn
        case .unknownName, .columnNotName, .notRestored: .unknownName
        case .unknownComponent: .unknownComponent
        case .unknownOption: .unknownOption
        case .unknownClause: .unknownClause
        case .unknownLabel: .unknownLabel
        case .unknownEncoder: .unknownEncoder
        case .unknownSample: .unknownSample
        case .unknownChoice: .unknownChoice
        case .unknownTopic: .unknownTopic
        case .wrongType: .wrongType
        case .wrongValue: .wrongValue
        case .outOfRange: .outOfRange
        case .beyond: .beyond
        case .missingOperand: .missingOperand
        case .missingClause: .missingClause
        case .missingOption: .missingOption
        case .duplicate: .duplicate
        case .tooMany: .tooMany
        case .conflict: .conflict
        case .needsClause: .needsClause
        case .reservedName: .reservedName
        case .nothingToName: .nothingToName
        case .wrongNameCount: .wrongNameCount
        case .incompleteRecipe: .incompleteRecipe
        case .headNotLast: .headNotLast
        case .misplacedPart: .misplacedPart
        case .triedOutsideTune, .nothingTried: .triedOutsideTune
        case .noEncoder: .noEncoder
        case .mixedComparison: .mixedComparison
        case .wrongCase: .wrongCase
        case .noLabels: .noLabels
        case .noTexts: .noTexts
        case .wrongKind: .wrongKind
        case .ruleNeverReached: .ruleNeverReached
        case .nothingLeft: .nothingLeft
        case .backwardsRange: .backwardsRange
        case .misplacedWord: .misplacedWord
        case .foreignWord: .foreignWord
        case .wrongOrder: .wrongOrder
        }
    }
}
