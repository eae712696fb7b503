import Datasets
import Display
import Encoders
import Language
import Phrases
import TextModels
import Tokenizers

extension Invocation {
    /// `tokens "…" with ENCODER`, or `tokens D with ENCODER`.
    func tokens() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let reference = try withEncoder()
        if case .dataset(let dataset) = try execution.value(of: operand) {
            let texts = try reading { () throws(DataError) in try dataset.texts() }
            guard !texts.isEmpty else { throw Failure(.noRows(name: spelling(operand)), at: operand.span) }
            let coverage = try working { work throws(TextModelError) in
                try TextCoverage(of: texts, by: reference, limit: .max, with: work)
            }
            return .value(.figure(.table, TokensView.page(coverage, encoder: reference.name)))
        }
        let text = try text(operand)
        let found = try working { work throws(TextModelError) in
            try work.library.encoder(reference).tokenize(text)
        }
        return .value(.figure(.table, TokensView.table(found, of: text, encoder: reference.name)))
    }

    /// The encoder behind `with`.
    func withEncoder() throws(Failure) -> EncoderReference {
        try encoder(behind: try required("with")).0
    }
}
