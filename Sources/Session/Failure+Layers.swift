import Classifiers
import Encoders
import Explanations
import Language
import TextModels

extension Failure {
    /// What went wrong with an explanation.
    init(_ error: ExplanationError, at span: SourceSpan) {
        if error == .interrupted {
            self.init(.interrupted(step: "explanation", done: nil, total: nil), at: span)
        } else {
            self.init(.internal("\(error)"), at: span)
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
            return Failure(.encoderAbsent(name: name, looked: looked), at: span)
        case .encoderNotFetched(let name, let folder):
            return Failure(.encoderAbsent(name: name, looked: [folder]), at: span)
        case .unknownSample(let name, let known):
            return Failure(.unknownSample(name, near: nil, samples: known), at: span)
        case .data(let error): return Failure(error, at: span, in: command)
        case .encoder(let error): return Failure(error, at: span)
        case .classifier(let error): return classifierFailure(error)
        case .tensor(let error): return Failure(.internal("\(error)"), at: span)
        case .explanation(let error): return Failure(error, at: span)
        case .encoderChanged(let name, let expected, let found):
            return Failure(
                .encoderBroken(
                    path: name, field: "weights and settings",
                    reason:
                        "the model was made with another version of it (\(expected.prefix(12))…, here is \(found.prefix(12))…)"
                ),
                at: span)
        case .badModelFile(let path, let fault):
            return Failure(.modelBroken(path: path, reason: fault.reason), at: span)
        case .unreadable(let path, let reason):
            return Failure(.fileUnreadable(path: path, reason: reason), at: span)
        case .unwritable(let path, let reason):
            return Failure(.fileUnwritable(path: path, reason: reason), at: span)
        }
    }

    private func classifierFailure(_ error: ClassifierError) -> Failure {
        let head = command.verb.text
        switch error {
        case .oneClass(let label): return Failure(.oneClass(label: "\(label)", rows: 0), at: span)
        case .noRows: return Failure(.noRows(name: command.operand(0)?.value.text ?? "data"), at: span)
        case .negativeFeature(_, let column, _):
            return Failure(.negativeFeatures(head: "naive_bayes", block: "column \(column)"), at: span)
        case .notFinite(let row, let column):
            return Failure(.notFinite(what: "feature \(column) of row \(row + 1)"), at: span)
        case .emptyVocabulary(.noFeatureInTexts(let texts)):
            return Failure(.solver(head: head, reason: "no word is left in \(texts) texts"), at: span)
        case .emptyVocabulary(.removedByLimits(let features, _, _, let highest)):
            return Failure(
                .solver(
                    head: head,
                    reason:
                        "min_docs and max_docs removed all \(features) features (the most frequent is in \(highest) texts)"
                ),
                at: span)
        case .badParameter(let name, let value, let requirement):
            return Failure(
                .solver(head: head, reason: "\(name) is \(value), but must be \(requirement)"), at: span)
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
            case .missingFile(let folder, let file): broken(folder, file, "it is missing")
            case .unreadable(let file, let reason): .fileUnreadable(path: file, reason: reason)
            case .unsupportedWeights(let file): broken(file, "weights", "only safetensors are read")
            case .malformedJSON(let file, let offset, let reason): broken(file, "byte \(offset)", reason)
            case .badField(let file, let field, let expected): broken(file, field, "expected \(expected)")
            case .unsupported(let file, let field, let value):
                broken(file, field, "\(value) is not supported")
            case .damagedWeights(let file, let tensor, let reason): broken(file, tensor, reason)
            case .missingTensor(let file, let tensor, _): broken(file, tensor, "it is missing")
            case .wrongShape(let file, let tensor, let expected, let found):
                broken(file, tensor, "its shape is \(found), expected \(expected)")
            case .tokenizer(let error): broken("tokenizer", "files", "\(error)")
            case .vocabularyMismatch(let folder, let tokens, let vectors):
                broken(folder, "vocabulary", "\(tokens) tokens for \(vectors) vectors")
            case .badSetting(let setting, let value, let allowed):
                broken(
                    "encoder", setting,
                    "it is \(value), but may be \(allowed.lowerBound) to \(allowed.upperBound)")
            case .noSuchLayer(let layer, let layers):
                broken("encoder", "layer \(layer)", "it has layers 0 to \(layers)")
            case .interrupted: .interrupted(step: "encoding", done: nil, total: nil)
            }
        self.init(problem, at: span)
    }
}

extension ModelFileFault {
    /// The reason in a few words.
    var reason: String {
        switch self {
        case .foreign: "it is not a Loupe model"
        case .damaged: "its contents don't match its seal, so it was changed or damaged"
        case .truncated: "it ends too early"
        case .version(let version): "it has layout \(version), which this Loupe doesn't know"
        case .inconsistent(let part): "its \(part) is missing or contradicts the rest"
        }
    }
}
