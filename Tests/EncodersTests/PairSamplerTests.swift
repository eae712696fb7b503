import Tensors
import Testing

@testable import Encoders

/// Which pairs of texts contrastive training draws.
@Suite struct PairSamplerTests {
    private let labels = (0..<30).map { $0 % 3 }

    private func pairs(
        _ count: Int, labels: [Int]? = nil, hard: Double = 0, seed: UInt64 = 1
    ) -> [(first: Int, second: Int)] {
        let labels = labels ?? self.labels
        let sampler = PairSampler(labels: labels, labelCount: 4, hardShare: hard)
        var random = SeededRandom(seed: 7)
        let vectors = (0..<labels.count * 5).map { _ in Float(random.normal()) }
        random = SeededRandom(seed: seed)
        let rows = sampler.pairs(count, vectors: vectors, dimension: 5, random: &random)
        return stride(from: 0, to: rows.count, by: 2).map { (rows[$0], rows[$0 + 1]) }
    }

    private func cosine(_ pair: (first: Int, second: Int)) -> Double {
        var random = SeededRandom(seed: 7)
        let vectors = (0..<labels.count * 5).map { _ in Float(random.normal()) }
        return vectors.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return .nan }
            return Cosine(base + pair.first * 5, base + pair.second * 5, 5).value
        }
    }

    @Test func halfOfThePairsHaveOneLabel() {
        let found = pairs(100)
        #expect(found.count == 100)
        #expect(found.count { labels[$0.first] == labels[$0.second] } == 50)
        #expect(found.allSatisfy { $0.first != $0.second })
        let distinct = Set(found.map { [min($0.first, $0.second), max($0.first, $0.second)] })
        #expect(distinct.count >= 95)
        let anchors = (0..<30).map { text in found.count { $0.first == text } }
        #expect(anchors.allSatisfy { (2...4).contains($0) })
    }

    @Test func theSameSeedDrawsTheSamePairs() {
        func flat(_ seed: UInt64) -> [Int] {
            pairs(40, hard: 0.5, seed: seed).flatMap { [$0.first, $0.second] }
        }
        #expect(flat(3) == flat(3))
        #expect(flat(3) != flat(4))
    }

    @Test func hardPairsAreThoseThatTheVectorsGetWrong() {
        func means(_ hard: Double) -> (equal: Double, different: Double) {
            let found = pairs(60, hard: hard)
            func mean(_ isEqual: Bool) -> Double {
                let cosines = found.filter { (labels[$0.first] == labels[$0.second]) == isEqual }.map(cosine)
                return cosines.reduce(0, +) / Double(cosines.count)
            }
            return (mean(true), mean(false))
        }
        let (any, hard) = (means(0), means(1))
        #expect(hard.equal < any.equal - 0.2)
        #expect(hard.different > any.different + 0.2)
    }

    @Test func labelsWithOneTextHaveNoPairOfTheirOwn() {
        let found = pairs(12, labels: [0, 0, 0, 1])
        #expect(found.count == 12)
        #expect(found.allSatisfy { $0.first != $0.second })
        let lone = pairs(6, labels: [0, 1])
        #expect(lone.count == 6)
        #expect(lone.allSatisfy { $0.first != $0.second })
    }

    @Test func theNumberOfPairsIsBounded() {
        let sampler = PairSampler(labels: labels, labelCount: 3, hardShare: 0)
        #expect(sampler.available.equal == 135)
        #expect(sampler.available.different == 300)
        #expect(sampler.count(perText: 20, epochs: 1) == 600)
        #expect(sampler.count(perText: 20, epochs: 5) == 120)
        #expect(sampler.count(perText: 1000, epochs: 1) == 600)
    }
}
