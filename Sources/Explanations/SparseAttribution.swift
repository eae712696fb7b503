public import Tensors

/// The split of a linear head's score over counted features into the places where they occur.
public enum SparseAttribution {
    /// A feature of one text: its column in the block, name and value.
    public struct Feature: Sendable, Equatable {
        /// The column within the block.
        public let column: Int
        /// The feature as shown.
        public let name: String
        /// Its value in this text.
        public let value: Double
        /// Where it occurs in the text, in UTF-8 bytes; empty when it has no place.
        public let places: [Range<Int>]

        /// A feature of one text.
        public init(column: Int, name: String, value: Double, places: [Range<Int>]) {
            self.column = column
            self.name = name
            self.value = value
            self.places = places
        }
    }

    /// One contribution for each place of each feature: value × weight, shared equally over the feature's places.
    ///
    /// `weights` are the head's weights of this block, [classes × columns of the block]. A scaler's `deviation`
    /// (sparse blocks are not centred) divides the weight.
    public static func contributions(
        block: String, features: [Feature], weights: DoubleMatrix, deviation: [Double]? = nil
    ) throws(ExplanationError) -> [Contribution] {
        if let deviation, deviation.count != weights.columns {
            throw .mismatchedSizes(
                operation: "SparseAttribution", what: "deviations", expected: weights.columns,
                got: deviation.count)
        }
        var units: [Contribution] = []
        for feature in features {
            guard feature.column >= 0, feature.column < weights.columns else {
                throw .outOfRange(
                    operation: "SparseAttribution", what: "column", value: feature.column,
                    count: weights.columns)
            }
            let share =
                feature.value / Double(max(1, feature.places.count)) / (deviation?[feature.column] ?? 1)
            let amounts = (0..<weights.rows).map { weights[$0, feature.column] * share }
            let places: [Range<Int>?] = feature.places.isEmpty ? [nil] : feature.places
            for place in places {
                units.append(Contribution(block: block, name: feature.name, range: place, amounts: amounts))
            }
        }
        return units
    }
}
