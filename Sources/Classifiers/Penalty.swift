internal import Tensors

/// What keeps parameters [columns + 1 × width], the intercepts last, small: ½ weights · ‖W‖² + ½ intercepts · ‖b‖².
struct Penalty: Sendable {
    var weights: Double
    var intercepts: Double

    /// Adds the penalty's gradient at `parameters`.
    func add(at parameters: [Double], to gradient: inout [Double], width: Int) {
        let first = parameters.count - width
        gradient.withUnsafeMutableBufferPointer { gradient in
            parameters.withUnsafeBufferPointer { parameters in
                for index in 0..<first { gradient[index] += weights * parameters[index] }
                for index in first..<parameters.count { gradient[index] += intercepts * parameters[index] }
            }
        }
    }

    /// left · diagonal · right of each group.
    func product(_ left: [Double], _ right: [Double], _ shape: Grouped) -> [Double] {
        var sums = shape.dots(left, right).map { $0 * weights }
        guard weights != intercepts else { return sums }
        for index in left.count - shape.width..<left.count {
            let group = shape.groups == 1 ? 0 : index - (left.count - shape.width)
            sums[group] += (intercepts - weights) * left[index] * right[index]
        }
        return sums
    }
}
