import Testing

@testable import Tokenizers

@Suite struct BertNormaliserTests {
    private func normalised(_ text: String, _ normaliser: BertNormaliser = BertNormaliser()) -> String {
        var points: [UInt32] = []
        for scalar in text.unicodeScalars { _ = normaliser.apply(scalar.value, into: &points) }
        return String(String.UnicodeScalarView(points.compactMap(Unicode.Scalar.init)))
    }

    @Test func accentsAreStrippedAndCaseIsLowered() {
        #expect(normalised("Ünïcödé ÅSTRÖM ẞ İ") == "unicodeastromßi")
    }

    @Test func lettersThatDecomposeIntoSeveralKeepAllParts() {
        #expect(Array(normalised("\u{9CB}").unicodeScalars.map(\.value)) == [0x9C7, 0x9BE])
        #expect(Array(normalised("각").unicodeScalars.map(\.value)) == [0x1100, 0x1161, 0x11A8])
    }

    @Test func withoutLoweringLettersStay() {
        let cased = BertNormaliser(stripsAccents: false, lowercases: false)
        #expect(normalised("Éa\u{301}", cased) == "Éa\u{301}")
    }

    @Test func loweringAloneTurnsTheDottedCapitalIntoTwo() {
        let lowering = BertNormaliser(stripsAccents: false, lowercases: true)
        #expect(Array(normalised("İ", lowering).unicodeScalars.map(\.value)) == [0x69, 0x307])
    }

    @Test(arguments: [
        ("\u{0}", "removed"), ("\u{AD}", "removed"), ("\u{3000}", "blank"), ("中", "alone"), ("é", "replaced"),
    ])
    func eachKindOfCodePointHasItsOutcome(_ text: String, _ expected: String) {
        var points: [UInt32] = []
        for scalar in text.unicodeScalars {
            #expect("\(BertNormaliser().apply(scalar.value, into: &points))" == expected)
        }
    }
}
