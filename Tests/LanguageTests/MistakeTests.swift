import Language
import Testing

@Test("Every beginner's mistake gets a message that names cause and cure", arguments: Mistakes.all.indices)
func mistakeIsExplained(index: Int) {
    let mistake = Mistakes.all[index]
    let text = Fixture.rendered(mistake.cell)
    #expect(text.contains(mistake.code), "\(mistake.cell)\n\(text)")
    #expect(text.contains(mistake.cause), "\(mistake.cell)\n\(text)")
    #expect(text.contains(mistake.cure), "\(mistake.cell)\n\(text)")
}
