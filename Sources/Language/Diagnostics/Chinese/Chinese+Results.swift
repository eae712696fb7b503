private let zh = Chinese()

extension MeaningProblem {
    /// Names before `=`, roles of datasets, rules and recipes that make no sense.
    var senseless: Words {
        switch self {
        case .reservedName(let word, let kind, let instead):
            Words("\(zh.quote(word))是\(reserved(kind))，不能当名字", note: "已有别的用处", help: "换个名字，例如 \(instead)")
        case .nothingToName(let verb):
            Words("\(verb) 没有结果，不能起名字", note: "没有结果", help: "去掉前面的  名字 =")
        case .wrongNameCount(let verb, let names, let results):
            Words(
                "\(verb.isEmpty ? "值" : "\(verb) ")有 \(results) 个结果，= 前面却有 \(names) 个名字",
                note: "\(names) 个名字",
                help: verb == "split"
                    ? "例如  train, test = split reviews test 20%；加上 dev 就有三个" : "写 \(results) 个名字")
        case .noLabels(let dataset):
            Words(
                "\(zh.quote(dataset))没有标签", note: "没有标签列",
                help:
                    "读入时写  label 列名，或生成标签： \(dataset) = label \(dataset) as bad when rating < 0, good otherwise"
            )
        case .noTexts(let dataset):
            Words("\(zh.quote(dataset))没有文本", note: "没有文本列", help: "读入时写  text 列名")
        case .ruleNeverReached(let label):
            Words(
                "\(zh.quote(label))的规则永远用不上：otherwise 已包括所有行", note: "在 otherwise 之后",
                help: "把 otherwise 放在最后")
        case .nothingLeft(let total):
            Words(
                "test 和 dev 共占 \(zh.percent(total))，没有剩下的用来训练", note: "太多",
                help: "留下一部分： split reviews dev 10% test 20%")
        case .backwardsRange(let from, let to):
            Words(
                "范围 \(NumberFormat.text(from))..\(NumberFormat.text(to)) 写反了", note: "写反了",
                help: "写成 \(NumberFormat.text(to))..\(NumberFormat.text(from))")
        default: recipe
        }
    }

    private func reserved(_ kind: MeaningProblem.Reservation) -> String {
        switch kind {
        case .verb: "动词"
        case .value: "值"
        case .encoder: "目录中的编码器"
        case .part: "配方部件"
        }
    }

    private var recipe: Words {
        switch self {
        case .incompleteRecipe(.head):
            Words("这个配方没有分类头，不能作判断", note: "结尾没有分类头", help: "在最后加一个： … | logistic()")
        case .incompleteRecipe(.features):
            Words("这个配方没有特征，读不了文本", note: "开头没有特征", help: "以特征开头： tfidf() | …")
        case .headNotLast(let name):
            Words("\(zh.quote(name))作最后的判断，后面不能再接", note: "必须放在最后", help: "移到末尾；+ 并列特征，| 通向分类头")
        case .misplacedPart(let name, .features):
            Words(
                "\(zh.quote(name))读入文本，不能接在 | 后面", note: "必须放在最前",
                help: "用 + 并列特征： tfidf() + encoder(minilm) | logistic()")
        case .misplacedPart(let name, _):
            Words(
                "\(zh.quote(name))不能用 + 与特征并列", note: "不是特征",
                help: "用 | 接上它： tfidf() + words() | logistic()")
        case .triedOutsideTune(let option):
            Words("try 用于搜索，而这里没有搜索", note: "try", help: "给 \(option.isEmpty ? "选项" : option) 一个值，或用 tune 搜索")
        case .nothingTried:
            Words(
                "这个配方没有要搜索的：没有选项写了 try", note: "没有 try",
                help: "列出要搜索的值： tune tfidf() | logistic(C: try [0.1, 1, 10]) on train")
        case .noEncoder(let model, let verb):
            Words(
                "\(zh.quote(model))里没有编码器，不能用 \(verb)", note: "里面没有编码器",
                help: "换一个配方里有 encoder(…) 的模型，或直接写编码器： \(verb) minilm for \"…\"")
        case .mixedComparison:
            Words(
                "配方和训练好的模型不能放在一张表里比较", note: "另一类",
                help: "比较配方用 on train against test，比较模型用 on test")
        default: Words("")
        }
    }
}
