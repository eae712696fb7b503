extension SignatureTable {
    static let kernelVerbs = [names, forget, settingsVerb, set, help, say, ask, clear]

    private static let names = Signature(
        "names", .verb, .kernel, result: .table, help: "lists the names in use", example: "names")

    private static let forget = Signature(
        "forget", .verb, .kernel,
        operands: [Parameter("name", .anyName, required: true, repeats: true, "names in use")],
        help: "removes names and frees what they hold", example: "forget model, reviews")

    private static let settingsVerb = Signature(
        "settings", .verb, .kernel, result: .table, help: "lists the settings", example: "settings")

    private static let set = Signature(
        "set", .verb, .kernel,
        operands: [Parameter("setting", .setting, required: true, "one of the settings")],
        clauses: [Parameter("to", .value, required: true, "the value")],
        help: "changes a setting", example: "set threads to 2")

    private static let help = Signature(
        "help", .verb, .kernel,
        operands: [Parameter("topic", .topic, "a verb, component, name or code")],
        help: "explains a verb, a recipe part, a name or the code of an error", example: "help fit")

    private static let say = Signature(
        "say", .verb, .kernel,
        operands: [Parameter("value", .value, required: true, repeats: true, "texts, numbers or names")],
        help: "prints values in one line", example: "say \"hello, world\"")

    private static let ask = Signature(
        "ask", .verb, .kernel, operands: [Parameter("question", .text, required: true, "the question")],
        result: .text, help: "asks the reader for a line of text", example: "answer = ask \"Which review?\"")

    private static let clear = Signature(
        "clear", .verb, .kernel, help: "clears the output of the cell", example: "clear")
}
