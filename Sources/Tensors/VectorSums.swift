/// Sums over long vectors of `Double`, in an order fixed by their length.
public enum VectorSums {
    /// Σ left_i · right_i over the shorter of the two.
    public static func dot(_ left: [Double], _ right: [Double]) -> Double {
        left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { dot(left, $0) } }
    }

    /// Σ left_i · right_i over the shorter of the two.
    public static func dot(_ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>)
        -> Double
    {
        let count = min(left.count, right.count)
        var (even, odd) = (SIMD4<Double>(), SIMD4<Double>())
        var index = 0
        guard let leftBase = UnsafeRawPointer(left.baseAddress),
            let rightBase = UnsafeRawPointer(right.baseAddress)
        else { return 0 }
        while index + 8 <= count {
            let offset = index * 8
            even +=
                leftBase.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                * rightBase.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
            odd +=
                leftBase.loadUnaligned(fromByteOffset: offset + 32, as: SIMD4<Double>.self)
                * rightBase.loadUnaligned(fromByteOffset: offset + 32, as: SIMD4<Double>.self)
            index += 8
        }
        var sum = (even + odd).sum()
        while index < count {
            sum += left[index] * right[index]
            index += 1
        }
        return sum
    }

    /// Σ left_i · right_i of single and double precision, summed in double.
    public static func dot(_ left: UnsafeBufferPointer<Float>, _ right: UnsafeBufferPointer<Double>) -> Double
    {
        let count = min(left.count, right.count)
        var (even, odd) = (SIMD4<Double>(), SIMD4<Double>())
        var index = 0
        guard let leftBase = UnsafeRawPointer(left.baseAddress),
            let rightBase = UnsafeRawPointer(right.baseAddress)
        else { return 0 }
        while index + 8 <= count {
            let narrow = leftBase.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
            let wide = rightBase.loadUnaligned(fromByteOffset: index * 8, as: SIMD8<Double>.self)
            even += SIMD4<Double>(narrow.lowHalf) * wide.lowHalf
            odd += SIMD4<Double>(narrow.highHalf) * wide.highHalf
            index += 8
        }
        var sum = (even + odd).sum()
        while index < count {
            sum += Double(left[index]) * right[index]
            index += 1
        }
        return sum
    }

    /// Adds factor · other to `sum`, element by element.
    public static func add(_ factor: Double, _ other: [Double], to sum: inout [Double]) {
        let count = min(sum.count, other.count)
        sum.withUnsafeMutableBufferPointer { sum in
            other.withUnsafeBufferPointer { other in
                for index in 0..<count { sum[index] += factor * other[index] }
            }
        }
    }
}
