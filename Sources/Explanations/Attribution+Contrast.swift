extension Attribution {
    /// The same with the mean over classes taken from everything: what a softmax sees, since it is unchanged
    /// by what all classes share.
    ///
    /// Sums and residuals stay exact.
    public func centred() -> Attribution {
        mapped { amounts in
            let mean = amounts.reduce(0, +) / Double(max(1, amounts.count))
            return amounts.map { $0 - mean }
        }
    }

    /// Why `label` and not `other`: one column, amounts to `label` minus amounts to `other`.
    public func contrast(_ label: Int, against other: Int) throws(ExplanationError) -> Attribution {
        for value in [label, other] where value < 0 || value >= classes {
            throw .outOfRange(operation: "Attribution.contrast", what: "label", value: value, count: classes)
        }
        return mapped { [$0[label] - $0[other]] }
    }

    /// Applies one linear map of class amounts to bias, scores and contributions alike.
    private func mapped(_ change: ([Double]) -> [Double]) -> Attribution {
        let units = contributions.map { unit in
            var unit = unit
            unit.amounts = change(unit.amounts)
            return unit
        }
        return Attribution(units, bias: change(bias), scores: change(scores))
    }

    init(_ contributions: [Contribution], bias: [Double], scores: [Double]) {
        self.contributions = contributions
        self.bias = bias
        self.scores = scores
    }
}
