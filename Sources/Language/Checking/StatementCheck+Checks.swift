extension StatementCheck {
    /// The rules of `stress`, beyond what the signature says.
    mutating func checkStress(_ command: Command) {
        needLabels(command.clause("on"))
        needTexts(command.clause("on"))
        if command.gives("for"), !command.gives("swap") {
            report(.needsClause("for", other: "swap"), at: command.span(of: "for"))
        } else if command.gives("swap"), !command.gives("for") {
            report(.needsClause("swap", other: "for"), at: command.span(of: "swap"))
        } else if command.gives("swap") {
            checkPairs(command.values(of: "swap"), command.values(of: "for"))
        }
        if command.gives("swap"), command.gives("strength") {
            report(.conflict("swap", "strength"), at: command.span(of: "strength"))
        }
        for word in ["by", "strength"] { _ = areDistinct(command.values(of: word)) }
    }

    /// As many words as there are others to take their place.
    private mutating func checkPairs(_ old: [Argument], _ new: [Argument]) {
        if let extra = new.dropFirst(old.count).first {
            report(.tooMany(place: "for", limit: old.count), at: extra.span)
        } else if let extra = old.dropFirst(new.count).first {
            report(.tooMany(place: "swap", limit: new.count), at: extra.span)
        }
    }
}
