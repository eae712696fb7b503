internal import Synchronization

/// Features with a label for each row, checked once: finite, matching, every class present, two classes or more.
public struct TrainingSet: Sendable {
    /// The features, [rows × columns].
    public let features: Features
    /// The label of each row, in `0 ..< classes`.
    public let labels: [Int]
    /// The number of classes, at least 2.
    public let classes: Int
    /// The number of rows of each class, none of them 0.
    public let counts: [Int]
    private let prepared: Prepared

    /// The features as solvers need them, made when first needed; fits over the same set share it.
    ///
    /// `joining` joins columns, for solvers whose penalty is one of squares. Throws `interrupted` only.
    func design(joining: Bool, _ shouldStop: () -> Bool) throws(ClassifierError) -> Design {
        try prepared.design(features, joining: joining, shouldStop)
    }

    private final class Prepared: Sendable {
        private let made = Mutex<(plain: Design?, joined: Design?)>((nil, nil))

        func design(
            _ features: Features, joining: Bool, _ shouldStop: () -> Bool
        ) throws(ClassifierError) -> Design {
            try made.withLock { made throws(ClassifierError) in
                if let known = joining ? made.joined : made.plain { return known }
                let design = try Design(features, joining: joining, shouldStop)
                if joining { made.joined = design }
                // Nothing was there to join: one design serves both.
                if !design.isJoined { made.plain = design }
                return design
            }
        }
    }

    /// Checks `features` and `labels` against each other.
    ///
    /// Throws `noRows`, `mismatchedRows`, `labelOutOfRange`, `oneClass`, `emptyClass` or `notFinite`.
    public init(features: Features, labels: [Int], classes: Int) throws(ClassifierError) {
        guard features.rows > 0 else { throw .noRows }
        guard labels.count == features.rows else {
            throw .mismatchedRows(operation: "TrainingSet", expected: features.rows, got: labels.count)
        }
        var counts = [Int](repeating: 0, count: max(0, classes))
        for (row, label) in labels.enumerated() {
            guard label >= 0, label < classes else {
                throw .labelOutOfRange(row: row, label: label, classes: classes)
            }
            counts[label] += 1
        }
        if let only = counts.firstIndex(of: labels.count) { throw .oneClass(label: only) }
        if let missing = counts.firstIndex(of: 0) { throw .emptyClass(label: missing) }
        try features.checkFinite()
        self.features = features
        self.labels = labels
        self.classes = classes
        self.counts = counts
        prepared = Prepared()
    }

    /// The same rows where some have a label and the rest don't: two classes, the label the second.
    ///
    /// Shares what solvers make of the features. Throws `oneClass` when all rows or none have it.
    func against(rest members: [Bool]) throws(ClassifierError) -> TrainingSet {
        guard members.count == features.rows else {
            throw .mismatchedRows(operation: "against", expected: features.rows, got: members.count)
        }
        let own = members.count { $0 }
        guard own > 0, own < members.count else { throw .oneClass(label: own == 0 ? 0 : 1) }
        return TrainingSet(self, members.map { $0 ? 1 : 0 }, [members.count - own, own])
    }

    private init(_ other: TrainingSet, _ labels: [Int], _ counts: [Int]) {
        features = other.features
        (self.labels, self.counts, classes) = (labels, counts, 2)
        prepared = other.prepared
    }

    /// Rows without labels yet, which `against` gives them; throws `noRows` or `notFinite`.
    init(unlabelled features: Features) throws(ClassifierError) {
        guard features.rows > 0 else { throw .noRows }
        try features.checkFinite()
        self.features = features
        (labels, counts, classes) = ([], [], 2)
        prepared = Prepared()
    }
}
