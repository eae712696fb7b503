extension English {
    func words(for problem: WarningProblem) -> Words {
        if case .kernelDied(let cell, let cause, let time, let names) = problem {
            return Words(
                "the kernel died in cell \(cell), which began \(time): \(reason(cause))", note: "it was here",
                help: names == 0
                    ? "the names are gone: run the cells above again"
                    : "restore brings back \(count(names, "name"))")
        }
        return dataWords(for: problem) ?? learningWords(for: problem)
    }

    private func place(_ place: RowPlace) -> String {
        switch place {
        case .line(let number): "in line \(grouped(number))"
        case .row(let number): "in row \(grouped(number))"
        case .file(let path): path
        }
    }

    /// Why a process ended.
    private func reason(_ cause: DeathCause) -> String {
        switch cause {
        case .outOfMemory: "it ran out of memory, so the system stopped it"
        case .perhapsOutOfMemory: "the system stopped it, most likely because it ran out of memory"
        case .killed: "something outside killed it (SIGKILL), without a fault of its own"
        case .machineStopped: "the machine went off or started anew"
        case .signal(4): "a fault inside Loupe: a check of its own failed (SIGILL)"
        case .signal(5): "a fault inside Loupe: a check of its own failed (SIGTRAP)"
        case .signal(6): "a fault inside Loupe or a library that it uses (SIGABRT)"
        case .signal(7): "a file that it was reading was cut or went away (SIGBUS)"
        case .signal(8): "a fault inside Loupe: a division by zero (SIGFPE)"
        case .signal(11): "a fault inside Loupe: it reached for memory that isn't its own (SIGSEGV)"
        case .signal(let number): "a fault inside Loupe (signal \(number))"
        }
    }

    private func dataWords(for problem: WarningProblem) -> Words? {
        switch problem {
        case .notKept(let verb, let object):
            Words(
                "the result of \(verb) has no name, so nothing keeps it", note: "not kept",
                help: verb == "split"
                    ? "name the parts:  train, test = split …" : "name it:  \(object ?? "model") = \(verb) …")
        case .overlap(let rows, let total):
            Words(
                "\(grouped(rows)) of \(count(total, "test text")) stand in the training set too",
                note: "overlap",
                help: rows * 2 >= total
                    ? "the model has learned from these very texts: judge it on a part that it has not seen"
                    : "the scores look better than they are: deduplicate before split")
        case .tunedOn(let encoder, let rows, let total):
            Words(
                "the encoder \(quote(encoder)) was tuned on \(grouped(rows)) of these \(count(total, "text"))",
                note: "it has seen the answers",
                help: "scores look better than they are, in folds too: judge on texts that it hasn't seen")
        case .singleClass(let label):
            Words(
                "every row has the label \(quote(label))", note: "one class only",
                help: "the figures say nothing about other labels: judge on rows of every label")
        case .smallClasses, .manyLabels, .noSuchValue: classWords(for: problem)
        case .unlabelled(let rows, let total):
            Words(
                "no rule labels \(grouped(rows)) of \(count(total, "row"))", note: "left without a label",
                help: "end the rules with  LABEL otherwise")
        case .skippedRows(let path, let rows, let first, let reason):
            Words(
                "\(count(rows, "row")) of \(path) left out, the first \(place(first)): \(reason)",
                note: "rows left out", help: "mend the lines, or tell the format")
        case .noRowLeft(let verb, let rows):
            Words(
                "\(verb) leaves none of \(count(rows, "row"))", note: "no row left",
                help: "look at the values with  describe")
        case .unevenColumns(let columns, let rows):
            Words(
                "not all of these datasets have \(list(columns)): missing in \(count(rows, "row"))",
                note: "columns differ", help: nil)
        case .missingValues(let column, let rows, let total):
            Words(
                "\(grouped(rows)) of \(count(total, "row")) have no \(column) and are left out",
                note: "missing values", help: "drop them:  drop … where \(column) missing")
        default: nil
        }
    }

    private func classWords(for problem: WarningProblem) -> Words? {
        switch problem {
        case .smallClasses(let labels, let rows, let needed):
            labels.count == 1
                ? Words(
                    "the class \(quote(labels[0])) has only \(count(rows, "row")), and \(grouped(needed)) are needed",
                    note: "small class", help: "add rows, or merge labels with  relabel")
                : Words(
                    "\(grouped(labels.count)) classes have fewer than \(count(needed, "row")): \(list(labels, limit: 5))",
                    note: "small classes", help: "add rows, or merge labels with  relabel")
        case .manyLabels(let column, let labels, let rows, let isNumbers):
            Words(
                "\(count(rows, "row")) have \(grouped(labels)) different \(isNumbers ? "numbers" : "texts") as labels in \(quote(column)), most of them too rare to learn",
                note: isNumbers ? "a measurement, not classes" : "hardly classes",
                help: isNumbers
                    ? "make classes by rules:  label … as low when \(shortened(column, to: 40)) < 3, high otherwise"
                    : "choose another column:  load … label COLUMN; or merge labels with  relabel")
        case .noSuchValue(let value, let column, let near, let known):
            Words(
                "no row has the \(column == "label" ? "label" : "\(shortened(column, to: 40))") \(quote(value))",
                note: "matches nothing", help: suggestion(near, "labels", known))
        default: nil
        }
    }

    private func learningWords(for problem: WarningProblem) -> Words {
        switch problem {
        case .truncated(let texts, let total, let limit, let lost):
            Words(
                "\(grouped(texts)) of \(count(total, "text")) are longer than \(grouped(limit)) tokens and were cut; \(percent(lost)) of their tokens are lost",
                note: "texts cut", help: "raise max_tokens if the encoder allows it, or split long texts")
        case .noPrefix(let encoder, let prefix):
            Words(
                "\(encoder) was trained with a prefix before every text", note: "no prefix",
                help: "add it:  encoder(\(encoder), prefix: \(quote(prefix)))")
        case .unknownTokens(let encoder, let share):
            Words(
                "\(encoder) doesn't know \(percent(share)) of the tokens", note: "unknown tokens",
                help: "use an encoder for this language")
        case .unevenBlocks(let large, let small, let ratio):
            Words(
                "the numbers of \(large) are \(NumberFormat.text(ratio.rounded())) times as large as those of \(small)",
                note: "uneven blocks",
                help:
                    "the head nearly ignores \(small): scale or normalise the blocks before +, or put  | weigh(\(NumberFormat.short(1 / ratio)))  behind \(large)"
            )
        case .notConverged(let head, let iterations):
            Words(
                "\(head) stopped after \(count(iterations, "iteration")) before it converged",
                note: "not converged", help: "scale() before the head, or a smaller C")
        case .noOptimum(let head):
            Words(
                "\(head) has no finite optimum here: the classes can be separated perfectly",
                note: "weights grow without end", help: "use a penalty:  penalty: l2")
        case .slowBLAS(let command):
            Words(
                "only the reference BLAS is installed, so long steps are slow", note: nil,
                help: "install OpenBLAS:  \(command)")
        case .repeatedTexts, .calibrationDropped: updateWords(for: problem)
        default: Words("this may mislead")
        }
    }
}
