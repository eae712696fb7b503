internal import Phrases

/// The one table of verbs and components.
///
/// Checker, completion, inspection, help and reference read nothing else. A verb enters it together with its
/// implementation.
public enum SignatureTable {
    /// Every verb, in the order of the reference.
    public static let verbs: [Signature] =
        dataVerbs + vectorVerbs + learnVerbs + tuningVerbs + judgeVerbs + lookVerbs + checkVerbs + useVerbs
        + kernelVerbs

    /// Every component of recipes, in the order of the reference.
    public static let components: [Signature] = featureComponents + stageComponents + headComponents

    /// What clauses such as `method lora(rank: 8)` take, in the order of the reference.
    ///
    /// These words mean something behind such a clause alone, so names may be called like them.
    public static let ways: [Signature] = methodWays + objectiveWays + optimiserWays + hardshipWays

    /// Every row of the table.
    public static let all: [Signature] = verbs + components + ways

    /// The settings that `set` changes.
    public static let settings: [Parameter] = [
        Parameter("threads", .integer(1, 1024), "threads that long steps use", zh: "耗时步骤使用的线程数"),
        Parameter(
            "rows", .integer(1, 1000), default: .number(20), "rows of a dataset that are shown",
            zh: "显示数据集时的行数"),
        Parameter(
            "cache", .integer(1, 10_000_000), default: .number(5000),
            "megabytes of vectors kept on disk; what is used least recently goes first",
            zh: "磁盘上最多缓存多少兆字节的向量；最久未用的先删除"),
        Parameter(
            "language", .choice(Tongue.allCases.map(\.rawValue)), default: .choice(Tongue.english.rawValue),
            "the language of messages, help and tables", zh: "消息、帮助和表格所用的语言"),
    ]

    /// The verb of this name.
    public static func verb(_ name: String) -> Signature? { verbsByName.row(name) }

    /// The component of this name.
    public static func component(_ name: String) -> Signature? { componentsByName.row(name) }

    /// The way of this name.
    public static func way(_ name: String) -> Signature? { waysByName.row(name) }

    /// The setting of this name.
    public static func setting(_ name: String) -> Parameter? { settings.first { $0.name == name } }

    private static let verbsByName = WordTable(verbs)
    private static let componentsByName = WordTable(components)
    private static let waysByName = WordTable(ways)
}
