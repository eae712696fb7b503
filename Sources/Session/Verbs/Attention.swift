import Classifiers
import Display
import Encoders
import Explanations
import Language
import Phrases
import Tensors
import TextModels
import Tokenizers

extension Invocation {
    /// `attention M-or-ENCODER for "…" [layer n] [head n] [by …] [token …]`.
    func attention() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let document = try self.subject().document
        let text = document.texts.first ?? ""
        let (reference, model) = try encoder(behind: operand)
        let encoder = try working { work throws(TextModelError) in try work.library.encoder(reference) }
        let layer = try number("layer", upTo: encoder.layerCount) ?? encoder.layerCount
        if command.clause("by")?.value.text == "parts" {
            guard let model else { throw wrongType(operand, wanted: [.model]) }
            return try lastLayerParts(model, document, layer: encoder.layerCount)
        }
        let tokens = encoder.tokenize(text)
        let choice = try attentionChoice(encoder, tokens, text)
        try reserveAttention(encoder, tokens.tokens.count)
        do {
            let maps = try encoder.attentions(text)
            let summary = try AttentionSummary(maps)
            let shown = try shownMap(maps, summary, layer, choice)
            let view = AttentionView(
                tokens: tokens.tokens.map(\.text), heads: maps[layer - 1], map: shown,
                received: try summary.received(layer: layer - 1), rollout: try summary.rollout(depth: layer),
                evidence: try model.map { model throws(Failure) in
                    try evidence(model, document, tokens.tokens)
                }, layer: layer, choice: choice, cutTokens: tokens.droppedCount)
            return .value(.figure(.explanation, view.page()))
        } catch let error as EncoderError {
            throw failure(.encoder(error))
        } catch let error as ExplanationError {
            throw error == .interrupted ? failure(.interrupted) : failure(.explanation(error))
        } catch let error as Failure {
            throw error
        } catch { throw Failure(.internal("\(error)"), at: span) }
    }

    /// Every map, its copy in the summary, and the matrices of the rollout.
    private func reserveAttention(_ encoder: Encoder, _ tokens: Int) throws(Failure) {
        let pairs = tokens * tokens
        try working { work throws(TextModelError) in
            try work.reserve(
                pairs * 4 * (2 * encoder.layerCount * encoder.headCount + 4 * encoder.layerCount),
                for: .attention(tokens: tokens))
        }
    }

    /// What is to be shown, from `head`, `by` and `token`.
    private func attentionChoice(
        _ encoder: Encoder, _ tokens: Tokenization, _ text: String
    ) throws(Failure) -> AttentionView.Choice {
        let head = try number("head", upTo: encoder.headCount)
        let by = command.clause("by")?.value.text.flatMap(AttentionView.Kind.init(rawValue:)) ?? .mean
        if by == .flow, tokens.tokens.count > Self.mostFlowing, let argument = command.clause("by") {
            throw Failure(
                .notExplainable(
                    reason: phrase(
                        "flow through \(tokens.tokens.count) tokens would take too long",
                        zh: "\(tokens.tokens.count) 个词元的最大流计算太久"),
                    help: phrase(
                        "give a text of at most \(Self.mostFlowing) tokens, or write by rollout",
                        zh: "请给不超过 \(Self.mostFlowing) 个词元的文本，或写 by rollout")), at: argument.span)
        }
        return AttentionView.Choice(
            kind: by, head: head, token: try token(among: tokens.tokens, of: text))
    }

    /// Flow takes time with the fourth power of the number of tokens.
    private static var mostFlowing: Int { 64 }

    /// The token of a clause: by its number, its spelling, or as the first of a word.
    private func token(among tokens: [Token], of text: String) throws(Failure) -> Int? {
        guard let argument = command.clause("token") else { return nil }
        switch try execution.value(of: argument) {
        case .number(let value):
            guard let number = Int(exactly: value), number >= 1, number <= tokens.count else {
                throw Failure(
                    .beyond(Int(exactly: value) ?? 0, place: "token", count: tokens.count), at: argument.span)
            }
            return number - 1
        case .text(let name):
            if let found = tokens.firstIndex(where: { $0.text == name || $0.text == name.lowercased() }) {
                return found
            }
            let bytes = Array(text.utf8)
            let word = Words.ranges(in: text).first {
                String(decoding: bytes[$0], as: UTF8.self).lowercased() == name.lowercased()
            }
            if let word, let found = tokens.firstIndex(where: { $0.range.overlaps(word) }) { return found }
            throw Failure(
                .unknownChoice(name, place: "token", near: nil, choices: tokens.map(\.text)),
                at: argument.span)
        default: throw wrongType(argument, wanted: [.number, .text])
        }
    }

    /// The map of a choice, row = from, column = to.
    private func shownMap(
        _ maps: [[Matrix]], _ summary: AttentionSummary, _ layer: Int, _ choice: AttentionView.Choice
    ) throws -> DoubleMatrix {
        if let head = choice.head { return DoubleMatrix(maps[layer - 1][head - 1]) }
        switch choice.kind {
        case .mean, .heads, .parts: return DoubleMatrix(summary.layers[layer - 1])
        case .maximum: return DoubleMatrix(AttentionSummary.maximum(maps[layer - 1]))
        case .rollout: return try summary.rollout(depth: layer)
        case .flow:
            let pool = session.settings.threads.map { ThreadPool(threads: $0) } ?? .machine
            return try AttentionFlow.through(
                Array(summary.layers.prefix(layer)), pool: pool, shouldStop: shouldStop)
        }
    }

    /// The encoder of an operand: one that is named, or the first of a model's recipe.
    func encoder(behind argument: Argument) throws(Failure) -> (EncoderReference, TextModel?) {
        switch try execution.value(of: argument) {
        case .encoder(let reference): return (reference, nil)
        case .recipe(.component(let component)) where component.name.text == "encoder":
            return (try RecipeReader(execution).encoder(component), nil)
        case .model(let model):
            guard let first = model.features.encoders.first else {
                throw Failure(
                    .noEncoder(model: spelling(argument), verb: command.verb.text), at: argument.span)
            }
            return (first.reference, model)
        default: throw wrongType(argument, wanted: [.model, .encoder])
        }
    }

    private func number(_ word: String, upTo count: Int) throws(Failure) -> Int? {
        guard let argument = command.clause(word), let number = argument.value.integer else { return nil }
        guard number >= 1, number <= count else {
            throw Failure(.beyond(number, place: word, count: count), at: argument.span)
        }
        return number
    }
}

extension DoubleMatrix {
    /// The same numbers in double precision.
    fileprivate init(_ matrix: Matrix) {
        self.init(rows: matrix.rows, columns: matrix.columns)
        values = matrix.values.map(Double.init)
    }
}
