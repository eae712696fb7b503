internal import Classifiers
internal import Tensors

/// A step that may need much memory.
public enum MemoryStep: Sendable, Equatable {
    /// Counting words or characters of so many texts.
    case counting(texts: Int)
    /// The vectors of so many texts.
    case embedding(texts: Int)
    /// Scaling or normalising so many rows.
    case staging(rows: Int)
    /// Finding so many principal components of so many rows and columns.
    case reducing(rows: Int, columns: Int, count: Int)
    /// Fitting a head to so many rows and columns.
    case fitting(rows: Int, columns: Int)
    /// The attention of every head between all tokens.
    case attention(tokens: Int)
    /// A text with some of its units left out in so many ways.
    case leavingOut(texts: Int)
}

extension Work {
    /// Refuses a step that needs more memory than there is.
    ///
    /// Throws `memory`.
    public func reserve(_ needed: Int, for step: MemoryStep) throws(TextModelError) {
        let available = freeMemory()
        guard needed <= available else {
            throw .memory(step: step, needed: needed, available: available)
        }
    }

    /// A byte for each unit of each way of leaving some out, and as much again to find equal ones.
    public func reserve(leavingOut ways: Int, units: Int) throws(TextModelError) {
        try reserve(ways.saturating(times: 2 * min(units, 1 << 40) + 64), for: .leavingOut(texts: ways))
    }

    /// Vectors in one matrix, the texts' keys, and what a batch needs.
    func reserve(embedding texts: Int, dimension: Int) throws(TextModelError) {
        let row = 4 * dimension + 100
        try reserve(texts.saturating(times: row) + (texts > 1 ? 16 << 20 : 0), for: .embedding(texts: texts))
    }
}

extension Features {
    /// The bytes that they hold.
    var bytes: Int {
        blocks.reduce(0) { sum, block in
            switch block {
            case .sparse(let rows): sum + 12 * rows.count + 8 * rows.rows
            case .dense(let matrix): sum + 4 * matrix.rows * matrix.columns
            }
        }
    }
}

extension HeadRecipe {
    /// About how many bytes a fit needs at its peak, beside the features.
    ///
    /// The Newton solver keeps the sparse features transposed too, some ten vectors over columns and rows for each class
    /// that it fits at once, and for dense columns a Gram matrix with a factor for each class.
    func memory(toFit features: Features, classes: Int) -> Int {
        let width: Int
        switch self {
        case .naiveBayes: return 8 * 4 * classes.saturating(times: features.columns) + features.bytes
        case .nearest: return 2 * features.bytes
        case .lda:
            let side = min(features.columns, LinearDiscriminant.columnLimit)
            return side.saturating(times: side).saturating(times: 8 * 5)
        case .linearSVM(let svm) where svm.loss == .hinge: width = 1
        case .logistic, .linearSVM, .ridge: width = classes == 2 ? 1 : classes
        }
        let dense = features.blocks.reduce(0) { widest, block in
            if case .dense(let matrix) = block { max(widest, matrix.columns + 1) } else { widest }
        }
        let vectors = (features.columns + features.rows).saturating(times: 8 * 10 * width)
        let model = features.columns.saturating(times: 8 * classes)
        let gram = dense.saturating(times: dense).saturating(times: 8 * (width + 2))
        return features.bytes + vectors + model + gram
    }
}

extension Int {
    /// The product, or a number too large for any memory.
    fileprivate func saturating(times other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        // A sum of a few of these can't overflow.
        return overflow ? .max / 8 : Swift.min(product, .max / 8)
    }
}
