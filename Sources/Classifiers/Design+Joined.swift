internal import Tensors

extension Design {
    /// Whether it has other columns than the features.
    var isJoined: Bool { origins.contains { $0.joined != nil } }

    /// Parameters over the features' columns as parameters here.
    func shrink(_ parameters: [Double], width: Int) -> [Double] {
        translate(parameters, width, from: \.columns) { $0.shrink($1, width: width) }
    }

    /// Parameters here as parameters over the features' columns.
    func expand(_ parameters: [Double], width: Int) -> [Double] {
        translate(parameters, width, from: { $0.joined?.rows.columns ?? $0.columns }) {
            $0.expand($1, width: width)
        }
    }

    private func translate(
        _ parameters: [Double], _ width: Int, from columns: ((columns: Int, joined: CompactRows?)) -> Int,
        _ change: (CompactRows, ArraySlice<Double>) -> [Double]
    ) -> [Double] {
        guard isJoined else { return parameters }
        var result: [Double] = []
        var first = 0
        for origin in origins {
            let part = parameters[first * width..<(first + columns(origin)) * width]
            if let joined = origin.joined { result += change(joined, part) } else { result += part }
            first += columns(origin)
        }
        return result + parameters[(first * width)...]
    }
}
