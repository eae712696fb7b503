import Classifiers
import Encoders
import Explanations
import Language
import Phrases
import TextModels
import Tokenizers

extension Failure {
    /// What went wrong with an explanation.
    init(_ error: ExplanationError, at span: SourceSpan) {
        if error == .interrupted {
            self.init(.interrupted(step: phrase("explanation", zh: "解释"), done: nil, total: nil), at: span)
        } else {
            self.init(.internal("\(error)"), at: span)
        }
    }
}

extension Failure {
    /// What is wrong with a list of words.
    init(_ error: TextModelError, at span: SourceSpan) {
        switch error {
        case .badLexicon(let path, let line, let fault):
            self.init(.badData(path: path, line: line, column: nil, reason: fault.reason), at: span)
        case .wordListNotFetched(let list, let looked):
            self.init(
                .wordListAbsent(language: list.rawValue, package: list.package, looked: looked), at: span)
        case .wordListBroken(let path, .badField(_, let field, let expected)):
            self.init(
                .encoderBroken(
                    path: path, field: field, reason: phrase("expected \(expected)", zh: "应为词和它的次数")),
                at: span)
        case .unreadable(let path, let reason):
            self.init(.fileUnreadable(path: path, reason: reason), at: span)
        default: self.init(.internal("\(error)"), at: span)
        }
    }
}

extension Invocation {
    /// What went wrong between recipe and answer; `progress` tells how far an interrupted step had come.
    func failure(_ error: TextModelError, progress: Work.Progress? = nil) -> Failure {
        switch error {
        case .interrupted, .encoder(.interrupted), .classifier(.interrupted):
            return Failure(
                .interrupted(
                    step: progress?.step ?? command.verb.text, done: progress?.done, total: progress?.total),
                at: span)
        case .unknownEncoder(let name, let looked):
            return Failure(.encoderAbsent(name: name, looked: looked, canFetch: false), at: span)
        case .encoderNotFetched(let name, let looked):
            return Failure(.encoderAbsent(name: name, looked: looked, canFetch: true), at: span)
        case .wordListNotFetched, .wordListBroken: return Failure(error, at: span)
        case .unknownSample(let name, let known):
            return Failure(.unknownSample(name, near: nil, samples: known), at: span)
        case .data(let error): return Failure(error, at: span, in: command)
        case .encoder(let error): return Failure(error, at: span)
        case .classifier(let error): return classifierFailure(error)
        case .tensor(let error): return Failure(.internal("\(error)"), at: span)
        case .explanation(let error): return Failure(error, at: span)
        case .notLinear(let head): return Failure(RunProblem.notLinear(head: head), at: span)
        case .badLexicon: return Failure(error, at: span)
        case .unfitColumn(let name, let fault):
            return Failure(.unfitColumn(column: name, RunProblem.ColumnFault(fault)), at: span)
        case .encoderChanged(let name, let expected, let found):
            return Failure(
                .encoderBroken(
                    path: name, field: phrase("weights and settings", zh: "权重和设置"),
                    reason:
                        phrase(
                            "the model was made with another version of it (\(expected.prefix(12))…, here is \(found.prefix(12))…)",
                            zh: "模型用的是它的另一个版本（\(expected.prefix(12))…，这里是 \(found.prefix(12))…）")
                ),
                at: span)
        case .runBusy(let run): return Failure(.runBusy(run: run), at: span)
        case .needsOldTexts, .otherTexts, .otherLabels: return updateFailure(error)
        case .badModelFile, .unreadable, .unwritable: return fileFailure(error)
        case .memory(let step, let needed, let available):
            return Failure(.memory(step: step.words, needed: needed, available: available), at: span)
        }
    }

    private func fileFailure(_ error: TextModelError) -> Failure {
        switch error {
        case .badModelFile(let path, let fault):
            Failure(.modelBroken(path: path, reason: fault.reason), at: span)
        case .unreadable(let path, let reason): Failure(.fileUnreadable(path: path, reason: reason), at: span)
        case .unwritable(let path, let reason): Failure(.fileUnwritable(path: path, reason: reason), at: span)
        default: Failure(.internal("\(error)"), at: span)
        }
    }

    private func classifierFailure(_ error: ClassifierError) -> Failure {
        let head = command.verb.text
        switch error {
        case .oneClass(let label): return Failure(.oneClass(label: "\(label)", rows: 0), at: span)
        case .noRows: return Failure(.noRows(name: command.operand(0)?.value.text ?? "data"), at: span)
        case .negativeFeature(_, let column, _):
            return Failure(
                .negativeFeatures(head: "naive_bayes", block: phrase("column \(column)", zh: "列 \(column)")),
                at: span)
        case .notFinite(let row, let column):
            return Failure(
                .notFinite(
                    what: phrase("feature \(column) of row \(row + 1)", zh: "第 \(row + 1) 行的特征 \(column)")),
                at: span)
        case .emptyVocabulary(.noFeatureInTexts(let texts)):
            return Failure(
                .solver(
                    head: head,
                    reason: phrase("no word is left in \(texts) texts", zh: "\(texts) 篇文本中没有剩下任何词")), at: span
            )
        case .emptyVocabulary(.removedByLimits(let features, _, _, let highest)):
            return Failure(
                .solver(
                    head: head,
                    reason:
                        phrase(
                            "min_docs and max_docs removed all \(features) features (the most frequent is in \(highest) texts)",
                            zh: "min_docs 和 max_docs 去掉了全部 \(features) 个特征（最常见的出现在 \(highest) 篇文本中）")
                ),
                at: span)
        case .badParameter(let name, let value, let requirement):
            return Failure(
                .solver(
                    head: head,
                    reason: phrase(
                        "\(name) is \(value), but must be \(requirement)",
                        zh: "\(name) 是 \(value)，应为 \(requirement)")), at: span)
        default: return headFailure(error)
        }
    }

    /// What a head can't do with its columns or labels.
    private func headFailure(_ error: ClassifierError) -> Failure {
        switch error {
        case .singular(let head, let rows, let columns):
            return Failure(
                .solver(
                    head: head,
                    reason: phrase(
                        "some of its \(columns) columns are combinations of others over \(rows) texts",
                        zh: "\(columns) 列中有些是其他列的组合（\(rows) 篇文本）"),
                    help: phrase("write  lda(shrinkage: auto)", zh: "写  lda(shrinkage: auto)")), at: span)
        case .tooWide(let head, let columns, let limit):
            return Failure(
                .solver(
                    head: head,
                    reason: phrase(
                        "it has \(columns) columns, and can have \(limit)", zh: "有 \(columns) 列，最多 \(limit) 列"
                    ),
                    help: phrase(
                        "use an encoder's vectors, or max_features; ridge() and logistic() take any number",
                        zh: "改用编码器的向量，或设 max_features；ridge() 和 logistic() 不限列数")), at: span)
        case .tooManyAxes(let asked, let rows, let columns):
            let most = min(rows, columns)
            return Failure(
                .solver(
                    head: "reduce(\(asked))",
                    reason: phrase(
                        "\(rows) training texts with \(columns) features have at most \(most) components",
                        zh: "\(rows) 篇训练文本、\(columns) 个特征，最多只有 \(most) 个主成分"),
                    help: phrase("write  reduce(\(most))  or less", zh: "写  reduce(\(most))  或更小")), at: span)
        case .unknownLabel(let label, let labels):
            return Failure(.unknownLabel(label, near: nil, labels: labels), at: span)
        default: return Failure(.internal("\(error)"), at: span)
        }
    }
}

extension Failure {
    /// What went wrong with an encoder's folder.
    init(_ error: EncoderError, at span: SourceSpan) {
        func broken(_ path: String, _ field: String, _ reason: String) -> RunProblem {
            .encoderBroken(path: path, field: field, reason: reason)
        }
        let problem: RunProblem =
            switch error {
            case .missingFile(let folder, let file): broken(folder, file, phrase("it is missing", zh: "缺失"))
            case .unreadable(let file, let reason): .fileUnreadable(path: file, reason: reason)
            case .unwritable(let file, let reason): .fileUnwritable(path: file, reason: reason)
            case .unsupportedWeights(let file):
                .weightsUnreadable(path: file, conversion: Conversion.command(file))
            case .malformedJSON(let file, let offset, let reason):
                broken(file, phrase("byte \(offset)", zh: "第 \(offset) 字节"), reason)
            case .badField(let file, let field, let expected):
                broken(file, field, phrase("expected \(expected)", zh: "应为 \(expected)"))
            case .unsupported(let file, let field, let value):
                broken(file, field, phrase("\(value) is not supported", zh: "不支持 \(value)"))
            case .unknownArchitecture(let file, let found, let known):
                broken(
                    file, "model_type",
                    phrase(
                        "\(found) is not read; what is: \(known.joined(separator: ", "))",
                        zh: "读不了 \(found)；能读的有：\(known.joined(separator: "、"))"))
            case .damagedWeights(let file, let tensor, let reason): broken(file, tensor, reason)
            case .missingTensor(let file, let tensor, _):
                broken(file, tensor, phrase("it is missing", zh: "缺失"))
            case .wrongShape(let file, let tensor, let expected, let found):
                broken(
                    file, tensor,
                    phrase("its shape is \(found), expected \(expected)", zh: "形状是 \(found)，应为 \(expected)"))
            case .tokenizer(let error):
                broken(phrase("tokenizer", zh: "分词器"), phrase("files", zh: "文件"), "\(error)")
            case .vocabularyMismatch(let folder, let tokens, let vectors):
                broken(
                    folder, phrase("vocabulary", zh: "词表"),
                    phrase("\(tokens) tokens for \(vectors) vectors", zh: "\(tokens) 个词元，\(vectors) 个向量"))
            case .cannotTrain(let encoder, let obstacle): broken(encoder, "finetune", obstacle.reason)
            case .unfitTexts, .badTuningSetting, .clashingSettings, .diverged: .tuning(error)
            case .badSetting, .repeatedSetting, .noSuchLayer: .setting(error)
            case .wrongBase(let tuned, _, let expected, let found):
                .otherBase(tuned: tuned, difference: expected.differs(from: found))
            case .notExportable(let encoder, let obstacle):
                .encoderSetting(setting: "export", value: encoder, allowed: obstacle.words)
            case .interrupted: .interrupted(step: phrase("encoding", zh: "编码"), done: nil, total: nil)
            }
        self.init(problem, at: span)
    }
}

extension WeightIdentity {
    /// Which weights were asked for, and which there are.
    fileprivate func differs(from found: WeightIdentity) -> String {
        let (own, other) = (digest.prefix(12), found.digest.prefix(12))
        return phrase(
            "it was tuned on \(name) (\(own)…), here is \(found.name) (\(other)…)",
            zh: "它是在 \(name)（\(own)…）上微调的，这里是 \(found.name)（\(other)…）")
    }
}

extension ExportObstacle {
    /// What can be done about it, in a few words.
    fileprivate var words: String {
        switch self {
        case .adapter:
            phrase(
                "bottleneck adapters can't be merged into its weights; tune with method lora to merge them",
                zh: "瓶颈适配器不能并入权重；要合并请用 method lora 微调")
        case .layer:
            phrase(
                "an ordinary folder gives the last layer's vectors: leave out layer",
                zh: "普通文件夹只给出最后一层的向量：请去掉 layer")
        case .truncation:
            phrase(
                "an ordinary folder keeps the beginning of texts: leave out truncation",
                zh: "普通文件夹只保留文本开头：请去掉 truncation")
        }
    }
}

extension RunProblem {
    /// A head whose decisions can't be taken apart, and what does without that.
    static func notLinear(head: String) -> RunProblem {
        .notExplainable(
            reason: phrase(
                "\(head) doesn't decide by a sum over features", zh: "\(head) 的判断不是各特征之和"),
            help: phrase(
                "write  explain … by occlusion  or  by shapley, which ask what changes without a word; "
                    + "logistic(), lda() or ridge() on the same features can be taken apart",
                zh: "写  explain … by occlusion  或  by shapley，看去掉一个词后的变化；"
                    + "同样的特征配 logistic()、lda() 或 ridge() 就能逐项解释"))
    }

    /// What was asked of an encoder that it hasn't.
    fileprivate static func setting(_ error: EncoderError) -> RunProblem {
        switch error {
        case .badSetting(let setting, let value, let allowed):
            .encoderSetting(
                setting: setting, value: "\(value)",
                allowed: phrase(
                    "it may be \(allowed.lowerBound) to \(allowed.upperBound)",
                    zh: "可以是 \(allowed.lowerBound) 到 \(allowed.upperBound)"))
        case .repeatedSetting(let setting, let value):
            .encoderSetting(
                setting: setting, value: value,
                allowed: phrase("name one or more, each once", zh: "写一项或几项，不要重复"))
        case .noSuchLayer(let layer, let layers):
            .encoderSetting(
                setting: "layer", value: "\(layer)",
                allowed: phrase(
                    "it has layers 0 (the embedding layer) to \(layers)",
                    zh: "它有第 0 层（嵌入层）到第 \(layers) 层"))
        default: .internal("\(error)")
        }
    }
}

extension TrainingObstacle {
    /// The reason in a few words.
    fileprivate var reason: String {
        switch self {
        case .sharedLayers: phrase("its layers share their weights", zh: "它的各层共用权重")
        case .otherLayers: phrase("its layers aren't made as BERT's", zh: "它的层与 BERT 的结构不同")
        case .mixedLayers:
            phrase("it pools the states of several layers, or of none", zh: "它汇聚的是多层的状态，或不是任何一层的")
        case .codes: phrase("its weights are 8-bit codes", zh: "它的权重是 8 位编码")
        }
    }
}

extension LexiconFault {
    /// The reason in a few words.
    fileprivate var reason: String {
        switch self {
        case .notUTF8: phrase("the line is no UTF-8", zh: "这一行不是 UTF-8")
        case .noRating:
            phrase("a rating is to follow the word, behind a tab or comma", zh: "词后面要有评分，用制表符或逗号隔开")
        case .badRating(let text): phrase("the rating \"\(text)\" is no number", zh: "评分“\(text)”不是数")
        case .noWord: phrase("there is no word before the rating", zh: "评分前面没有词")
        case .openQuote: phrase("a quote is never closed", zh: "引号没有结束")
        case .noEntry: phrase("no word with a rating is in the file", zh: "文件里没有带评分的词")
        }
    }
}

extension ModelFileFault {
    /// The reason in a few words.
    var reason: String {
        switch self {
        case .foreign: phrase("it is not a Loupe model", zh: "不是 Loupe 模型")
        case .damaged:
            phrase("its contents don't match its seal, so it was changed or damaged", zh: "内容与校验不符，被改动或已损坏")
        case .truncated: phrase("it ends too early", zh: "不完整")
        case .version(let version):
            phrase(
                "it has layout \(version), which this Loupe doesn't know", zh: "格式版本 \(version)，这个 Loupe 不认识")
        case .inconsistent(let part):
            phrase("its \(part) is missing or contradicts the rest", zh: "\(part) 缺失，或与其余部分矛盾")
        case .otherWords(let expected, let found):
            phrase(
                "its words were cut by another list (\(expected.prefix(12))…) than the one here (\(found.prefix(12))…)",
                zh: "它分词用的词表（\(expected.prefix(12))…）与这里的（\(found.prefix(12))…）不同")
        }
    }
}

extension MemoryStep {
    /// What the step is called in a message.
    fileprivate var words: String {
        switch self {
        case .counting(let texts):
            phrase("counting the features of \(texts) texts", zh: "统计 \(texts) 篇文本的特征")
        case .embedding(let texts): phrase("embedding \(texts) texts", zh: "为 \(texts) 篇文本求向量")
        case .staging(let rows): phrase("scaling \(rows) rows", zh: "缩放 \(rows) 行")
        case .reducing(let rows, let columns, let count):
            phrase(
                "reducing \(rows) rows of \(columns) features to \(count)",
                zh: "把 \(rows) 行、\(columns) 个特征降到 \(count) 维")
        case .fitting(let rows, let columns):
            phrase("fitting \(rows) rows of \(columns) features", zh: "用 \(rows) 行、\(columns) 个特征训练")
        case .leavingOut(let texts):
            phrase("leaving units out in \(texts) ways", zh: "去掉各单位的 \(texts) 种组合")
        case .attention(let tokens):
            phrase("attention between \(tokens) tokens", zh: "\(tokens) 个词元之间的注意力")
        }
    }
}
