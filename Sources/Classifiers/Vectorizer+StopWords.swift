extension Vectorizer {
    /// Frequent English words that carry little meaning: articles, pronouns, prepositions, auxiliaries, conjunctions.
    ///
    /// Negations (`no`, `not`, `never` …) and intensifiers are left in: opinions turn on them.
    public static let englishStopWords: [String] = """
        a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself yourselves he \
        him his himself she her hers herself it its itself they them their theirs themselves who whom whose which what am \
        is are was were be been being do does did doing have has had having will would shall should can could may might \
        must of at by for with about against between into through during before after above below to from up down in out \
        on off over under again further then once here there when where why how and or if because as until while so than \
        also
        """.split(separator: " ").map(String.init)
}
