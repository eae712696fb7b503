internal import Classifiers

extension HeadRecipe {
    /// The weight of the loss against what holds it back.
    var looseness: Double {
        switch self {
        case .logistic(let head): head.penalty == .none ? .infinity : head.c
        case .linearSVM(let head): head.c
        case .naiveBayes(let head): -head.alpha
        case .ridge(let head): -head.alpha
        case .lda(let head): head.shrinkage.looseness
        case .nearest(let head): -Double(head.count)
        }
    }

    /// Whether the two are one head but for the weight of the loss against the penalty.
    func differsInStrength(from other: HeadRecipe) -> Bool {
        switch (self, other) {
        case (.logistic(var head), .logistic(let other)):
            head.c = other.c
            return head == other
        case (.linearSVM(var head), .linearSVM(let other)):
            head.c = other.c
            return head == other
        case (.ridge(var head), .ridge(let other)):
            head.alpha = other.alpha
            return head == other
        default: return false
        }
    }
}

extension [Recipe] {
    /// The recipes at `places`, those side by side that differ in strength alone, the strongest penalty first.
    func fromStrongest(_ places: [Int]) -> [Int] {
        var rows: [[Int]] = []
        for place in places {
            if let row = rows.firstIndex(where: { self[$0[0]].head.differsInStrength(from: self[place].head) }
            ) {
                rows[row].append(place)
            } else {
                rows.append([place])
            }
        }
        // The sort is by strength, then by place.
        return rows.flatMap { row in
            row.sorted { left, right in
                let (one, other) = (self[left].head.looseness, self[right].head.looseness)
                return one != other ? one < other : left < right
            }
        }
    }
}

extension LinearDiscriminant.Shrinkage {
    /// The less covariances are drawn together, the more a head adapts; what is estimated stands in between.
    fileprivate var looseness: Double {
        switch self {
        case .none: 0
        case .auto: -0.5
        case .share(let share): -share
        }
    }
}
