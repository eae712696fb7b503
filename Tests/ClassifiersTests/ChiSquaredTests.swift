import Testing

@testable import Classifiers

/// The chi-squared distribution against scipy; `Goldens/make_chi_squared.py` made the numbers.
struct ChiSquaredTests {
    private struct File: Decodable {
        struct Table: Decodable {
            let left, right: [Int]
            let statistic: Double
            let freedom: Int
            let p: Double
        }
        /// x, degrees of freedom and the probability of more than x.
        let upper: [[Double]]
        let tables: [Table]
    }

    @Test("the upper tail is scipy's")
    func upper() throws {
        for golden in try GoldenFile.read("chi_squared", as: File.self).upper {
            let own = ChiSquared.upper(golden[0], freedom: golden[1])
            // lgamma of many degrees of freedom is a large number, of which little is left.
            #expect(agree(own, golden[2], golden[1] > 1000 ? 1e-9 : 1e-11), "\(golden)")
            if golden[2] > 1e-300 { #expect(abs(own / golden[2] - 1) <= 1e-9, "\(golden)") }
        }
    }

    @Test("Pearson's test of two groups is scipy's")
    func homogeneity() throws {
        for golden in try GoldenFile.read("chi_squared", as: File.self).tables {
            let own = try #require(HomogeneityTest(golden.left, golden.right))
            #expect(agree(own.statistic, golden.statistic, 1e-12))
            #expect(own.freedom == golden.freedom)
            #expect(abs(own.p / golden.p - 1) <= 1e-10, "\(golden)")
        }
    }

    @Test("no probability of what isn't tested")
    func edges() {
        #expect(ChiSquared.upper(0, freedom: 3) == 1)
        #expect(ChiSquared.upper(.infinity, freedom: 3) == 0)
        #expect(ChiSquared.upper(.nan, freedom: 3).isNaN)
        #expect(HomogeneityTest([3, 0], [0, 0]) == nil)
        #expect(HomogeneityTest([3, 0], [4, 0]) == nil)
        #expect(HomogeneityTest([300, 1], [30, 0]) == nil)
    }
}
