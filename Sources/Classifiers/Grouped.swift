internal import Tensors

/// Arithmetic on row-major arrays [rows × width] whose columns belong to one group, or are a group each.
struct Grouped {
    let width: Int
    let groups: Int

    /// Σ left · right of each group.
    func dots(_ left: [Double], _ right: [Double]) -> [Double] {
        guard groups > 1 else { return [VectorSums.dot(left, right)] }
        var sums = [Double](repeating: 0, count: width)
        let count = min(left.count, right.count)
        sums.withUnsafeMutableBufferPointer { sums in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    for first in stride(from: 0, to: count, by: width) {
                        for column in 0..<width {
                            sums[column] += left[first + column] * right[first + column]
                        }
                    }
                }
            }
        }
        return sums
    }

    /// Adds factor · other to `sum`, with a factor for each group.
    func add(_ factors: [Double], _ other: [Double], to sum: inout [Double]) {
        guard groups > 1 else { return VectorSums.add(factors[0], other, to: &sum) }
        let count = min(sum.count, other.count)
        sum.withUnsafeMutableBufferPointer { sum in
            other.withUnsafeBufferPointer { other in
                factors.withUnsafeBufferPointer { factors in
                    for first in stride(from: 0, to: count, by: width) {
                        for column in 0..<width {
                            sum[first + column] += factors[column] * other[first + column]
                        }
                    }
                }
            }
        }
    }

    /// Replaces `sum` by other + factor · sum.
    func scale(_ factors: [Double], _ sum: inout [Double], adding other: [Double]) {
        sum.withUnsafeMutableBufferPointer { sum in
            other.withUnsafeBufferPointer { other in
                guard groups > 1 else {
                    let factor = factors[0]
                    for index in sum.indices { sum[index] = other[index] + factor * sum[index] }
                    return
                }
                for first in stride(from: 0, to: sum.count, by: width) {
                    for column in 0..<width {
                        sum[first + column] = other[first + column] + factors[column] * sum[first + column]
                    }
                }
            }
        }
    }

    /// The largest absolute element of each group.
    func largest(_ values: [Double]) -> [Double] {
        var largest = [Double](repeating: 0, count: groups)
        for first in stride(from: 0, to: values.count, by: width) {
            for column in 0..<width {
                let group = groups == 1 ? 0 : column
                largest[group] = max(largest[group], abs(values[first + column]))
            }
        }
        return largest
    }

    /// The columns at `picks`, [rows × picks].
    func columns(_ picks: [Int], of values: [Double]) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(values.count / max(1, width) * picks.count)
        for first in stride(from: 0, to: values.count, by: width) {
            for pick in picks { result.append(values[first + pick]) }
        }
        return result
    }
}
