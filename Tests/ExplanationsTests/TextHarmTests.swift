import Explanations
import Testing

@Suite("Texts are cut, harmed and put together again as people would")
struct TextHarmTests {
    private func pieces(_ text: String, _ unit: TextUnit) -> [String] {
        let bytes = Array(text.utf8)
        return unit.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test("Phrases end at punctuation and before conjunctions, sentences at full stops and lines")
    func units() {
        #expect(
            pieces("The battery died, but the screen is lovely! Really", .phrase) == [
                "The battery died,", "but the screen is lovely!", "Really",
            ])
        #expect(
            pieces("It cost 4.5 dollars. Good (very)\nyes", .sentence) == [
                "It cost 4.5 dollars.", "Good (very)", "yes",
            ])
        #expect(pieces("屏幕很漂亮，可惜电池坏了。不买", .phrase) == ["屏幕很漂亮，", "可惜电池坏了。", "不买"])
        #expect(pieces("屏幕很漂亮，可惜电池坏了。不买", .sentence) == ["屏幕很漂亮，可惜电池坏了。", "不买"])
        #expect(pieces("", .phrase) == [] && pieces(" \n ", .sentence) == [])
        #expect(pieces("...", .sentence) == ["..."])
    }

    @Test("Units cover every word of any text, in order")
    func cover() {
        for text in ["a,b;;c and\n\nbut", "但是但是。，", "é\u{301}…x", "1. 2) three—four"] {
            for unit in TextUnit.allCases {
                let ranges = unit.ranges(in: text)
                for word in Words.ranges(in: text) {
                    #expect(
                        ranges.contains { $0.contains(word.lowerBound) && $0.upperBound >= word.upperBound })
                }
                for (left, right) in zip(ranges, ranges.dropFirst()) {
                    #expect(left.upperBound <= right.lowerBound)
                }
            }
        }
    }

    @Test("What is left out leaves no gap, and the whole text is left as it is")
    func masked() throws {
        let text = "  the battery,  it died! "
        let masked = try MaskedText(text, units: Words.ranges(in: text))
        #expect(masked.keeping([true, true, true, true, true, true]) == text)
        #expect(masked.keeping([true, false, true, true, true, true]) == "  the ,  it died!")
        #expect(masked.keeping([false, true, true, true, false, true]) == "  battery,  it !")
        #expect(masked.keeping([true, true, true, true, true, false]) == "  the battery,  it died")
        #expect(masked.keeping([]) == "")
        let chinese = try MaskedText("屏幕很好", units: Words.ranges(in: "屏幕很好"))
        #expect(chinese.keeping([true, true, false, true]) == "屏幕好")
        #expect(throws: ExplanationError.self) { try MaskedText("ab", units: [0..<3]) }
        #expect(throws: ExplanationError.self) { try MaskedText("ab", units: [1..<2, 0..<1]) }
    }

    @Test("Harms show what they changed, grow with their share, and are the same for the same seed")
    func harms() {
        let text = "The battery died after two days, but the screen is lovely."
        for kind in Perturbation.allCases {
            var last = 0
            for share in [0.05, 0.2, 0.5, 1] {
                let found = kind.harm(text, share: share, seed: 4)
                #expect(found == kind.harm(text, share: share, seed: 4))
                #expect(found.changes >= last && found.changes > 0)
                #expect(found.text != text)
                #expect(found.marked.count { $0 == "→" } == found.changes)
                last = found.changes
            }
            #expect(kind.harm("", share: 0.5, seed: 1).changes == 0)
            #expect(kind.harm("!!! 42", share: 0.5, seed: 1).text == "!!! 42")
        }
        #expect(Perturbation.case.harm("lovely", share: 1, seed: 1).text == "LOVELY")
        #expect(Perturbation.case.harm("LOVELY", share: 1, seed: 1).text == "lovely")
        #expect(Perturbation.swaps.harm("good lamp", share: 1, seed: 1).text == "lamp good")
        #expect(Perturbation.deletions.harm("屏好", share: 0.5, seed: 1).text.count == 1)
        #expect(Perturbation.typos.harm("屏幕很好", share: 1, seed: 1).changes == 0)
        #expect(Perturbation.swaps.harm("屏幕", share: 1, seed: 1).text == "幕屏")
    }

    @Test("A slip is one edit of one word")
    func slips() {
        for seed in 1...200 as ClosedRange<UInt64> {
            let found = Perturbation.typos.harm("battery", share: 1, seed: seed)
            #expect(abs(found.text.count - 7) <= 1, "\(found.text)")
            // Two letters that change places may be the same letter; then the word is left as it is.
            #expect((found.text != "battery") == (found.changes == 1))
        }
    }

    @Test("A word is put in the place of another with its capitals, and only whole words")
    func swap() {
        let swap = WordSwap("he", for: "she")
        #expect(swap.apply(to: "He said the HE he's here")?.text == "She said the SHE he's here")
        #expect(swap.apply(to: "He said")?.marked == "[He→She] said")
        #expect(swap.apply(to: "the theme") == nil)
        #expect(WordSwap("他", for: "她").apply(to: "他说他好")?.text == "她说她好")
        #expect(WordSwap("my boss", for: "my wife").apply(to: "My  boss left")?.text == "My wife left")
        #expect(WordSwap(" ", for: "x").isEmpty && WordSwap("", for: "x").apply(to: "a") == nil)
    }
}
