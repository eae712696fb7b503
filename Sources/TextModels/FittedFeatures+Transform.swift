internal import Classifiers
internal import Encoders
internal import Tensors

extension FittedFeatures {
    /// Turns texts into features: [texts × columns].
    func transform(_ texts: Documents, with work: Work) throws(TextModelError) -> Features {
        switch self {
        case .vectorizer(let vectorizer, _):
            try work.reserve(
                vectorizer.memory(toTransform: texts.texts), for: .counting(texts: texts.count))
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([
                    .sparse(
                        try vectorizer.transform(texts.texts, pool: work.pool, shouldStop: work.shouldStop))
                ])
            }
        case .encoder(let reference, let hash, let dimension):
            let encoder = try work.library.encoder(reference)
            guard encoder.hash == hash, encoder.dimension == dimension else {
                throw .encoderChanged(name: reference.name, expected: hash, found: encoder.hash)
            }
            let vectors = try work.embed(texts.texts, with: reference)
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([.dense(vectors)])
            }
        case .column(let column): return try column.transform(texts, with: work)
        case .lexicon(let lexicon): return try lexicon.transform(texts.texts, with: work)
        case .pieces(let vectorizer, let reference, let hash):
            return try PieceBag(reference, hash: hash, with: work)
                .transform(texts.texts, vectorizer, with: work)
        case .union(let parts):
            var blocks: [Features.Block] = []
            for part in parts { blocks += try part.transform(texts, with: work).blocks }
            return try TextModelError.classifying { () throws(ClassifierError) in try Features(blocks) }
        case .scaled(let inner, let scalers):
            return try Self.scale(try inner.transform(texts, with: work), scalers)
        case .normalised(let inner):
            return try inner.transform(texts, with: work).normalised()
        case .reduced(let inner, let axes):
            let features = try inner.transform(texts, with: work)
            try work.reserve(12 * features.rows * axes.count, for: .staging(rows: features.rows))
            return try TextModelError.classifying { () throws(ClassifierError) in
                try axes.transform(features, pool: work.pool, shouldStop: work.shouldStop)
            }
        case .ratios(let inner, let ratios):
            let features = try inner.transform(texts, with: work)
            return try TextModelError.classifying { () throws(ClassifierError) in
                try ratios.transform(features)
            }
        case .weighed(let inner, let factor):
            return try inner.transform(texts, with: work).multiplied(by: factor)
        }
    }

    static func scale(_ features: Features, _ scalers: [Scaler]) throws(TextModelError) -> Features {
        try TextModelError.classifying { () throws(ClassifierError) in
            var blocks: [Features.Block] = []
            for (block, scaler) in zip(features.blocks, scalers) {
                blocks.append(try scaler.transform(block))
            }
            return try Features(blocks)
        }
    }
}
