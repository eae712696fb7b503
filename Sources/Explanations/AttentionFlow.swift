public import Tensors

/// Attention flow: the most that can run from each token of the last layer down to each input token, where ½A + ½I of a
/// layer are the widths of the pipes between its tokens and those below.
///
/// Abnar and Zuidema (2020), arXiv 2005.00928. Each pair is a maximum flow of its own (Dinic 1970), so flows from one token
/// needn't sum to 1.
public enum AttentionFlow {
    /// Flow to each input token (column) from each token of the last of `layers` (row), [T × T].
    ///
    /// `layers` are [T × T] each, with rows that sum to 1, the first layer first. Throws `interrupted`.
    public static func through(
        _ layers: [Matrix], pool: ThreadPool, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ExplanationError) -> DoubleMatrix {
        let tokens = layers.first?.rows ?? 0
        for layer in layers where layer.rows != tokens || layer.columns != tokens {
            throw .mismatchedSizes(
                operation: "AttentionFlow", what: "tokens", expected: tokens, got: layer.rows)
        }
        let network = PipeNetwork(layers.map(AttentionSummary.mixed))
        let rows = pool.map(tokens) { from -> [Double]? in
            var network = network
            var row = [Double](repeating: 0, count: tokens)
            for to in 0..<tokens {
                if shouldStop() { return nil }
                row[to] = network.flow(from: layers.count * tokens + from, to: to)
            }
            return row
        }
        var result = DoubleMatrix(rows: tokens, columns: tokens)
        for (from, row) in rows.enumerated() {
            guard let row else { throw .interrupted }
            for (to, value) in row.enumerated() { result[from, to] = value }
        }
        return result
    }
}

/// Pipes between nodes, and the greatest flow through them.
private struct PipeNetwork: Sendable {
    /// Pipe 2k and its reverse 2k + 1.
    private var target: [Int] = []
    private var width: [Double] = []
    private var pipes: [[Int]]
    private let full: [Double]
    private var level: [Int]
    private var next: [Int]

    /// What is narrower than this carries nothing.
    private static let least = 1e-12

    /// Node l · T + t is token t after layer l, 0 being the input.
    init(_ layers: [DoubleMatrix]) {
        let tokens = layers.first?.rows ?? 0
        let nodes = (layers.count + 1) * tokens
        pipes = [[Int]](repeating: [], count: nodes)
        level = [Int](repeating: -1, count: nodes)
        next = [Int](repeating: 0, count: nodes)
        for (number, layer) in layers.enumerated() {
            for from in 0..<tokens {
                for to in 0..<tokens where layer[from, to] > Self.least {
                    let (upper, lower) = ((number + 1) * tokens + from, number * tokens + to)
                    pipes[upper].append(target.count)
                    pipes[lower].append(target.count + 1)
                    target += [lower, upper]
                    width += [layer[from, to], 0]
                }
            }
        }
        full = width
    }

    mutating func flow(from source: Int, to sink: Int) -> Double {
        width = full
        var total = 0.0
        while findLevels(from: source, to: sink) {
            for node in next.indices { next[node] = 0 }
            while case let pushed = push(source, sink, .infinity), pushed > Self.least { total += pushed }
        }
        return total
    }

    /// Numbers the nodes by their distance from the source; false when the sink can't be reached.
    private mutating func findLevels(from source: Int, to sink: Int) -> Bool {
        for node in level.indices { level[node] = -1 }
        level[source] = 0
        var queue = [source]
        var first = 0
        while first < queue.count {
            let node = queue[first]
            first += 1
            for pipe in pipes[node] where width[pipe] > Self.least && level[target[pipe]] < 0 {
                level[target[pipe]] = level[node] + 1
                queue.append(target[pipe])
            }
        }
        return level[sink] >= 0
    }

    /// Pushes what one path carries; paths are as long as there are levels.
    private mutating func push(_ node: Int, _ sink: Int, _ most: Double) -> Double {
        guard node != sink else { return most }
        while next[node] < pipes[node].count {
            let pipe = pipes[node][next[node]]
            let below = target[pipe]
            if width[pipe] > Self.least, level[below] == level[node] + 1 {
                let pushed = push(below, sink, min(most, width[pipe]))
                if pushed > Self.least {
                    width[pipe] -= pushed
                    width[pipe ^ 1] += pushed
                    return pushed
                }
            }
            next[node] += 1
        }
        return 0
    }
}
