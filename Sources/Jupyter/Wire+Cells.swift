extension Wire {
    /// Puts a cell in a queue, and starts it if the evaluator is free.
    func enqueueCell(_ request: Request, _ subshell: Subshell) {
        do {
            subshell.evaluator.enqueue(try CellJob(request))
            startCell(in: subshell)
        } catch {
            publishStatus("busy", of: request.message)
            conclude(request, executeReply("error", subshell, Contents.failure(error)))
        }
    }

    private func startCell(in subshell: Subshell) {
        guard var job = subshell.evaluator.dequeue() else { return }
        if job.cell.storeHistory { subshell.executionCount += 1 }
        let count = subshell.executionCount
        job.cell.executionCount = count
        publishStatus("busy", of: job.request.message)
        if !job.cell.silent {
            let input: JSON = ["code": .string(job.cell.code), "execution_count": .integer(count)]
            publish("execute_input", input, parent: job.request.message)
        }
        subshell.evaluator.run(job)
    }

    /// Sends what a cell ended with; after an error drops the cells of its subshell that have arrived by now.
    func finishCell(_ report: CellReport, _ id: String?) {
        guard let subshell = allShells.first(where: { $0.id == id }), let job = subshell.evaluator.running
        else { return }
        let failure = report.outcome.failure
        let drops = failure != nil && job.stopsOnError
        if drops { receive(from: shell, .shell, atMost: 10_000) }
        withdrawQuestions(of: subshell, .interrupted)
        if let failure { publish("error", .object(Contents.failure(failure)), parent: job.request.message) }
        reply(to: job.request, executeReply(report, failure, subshell))
        if job.cell.storeHistory {
            historian.keep(
                HistoryCell(
                    subshell: id, line: job.cell.executionCount, source: job.cell.code, output: report.result)
            )
        }
        publishIdle(of: job.request.message)
        _ = subshell.evaluator.finish()
        if drops { abortWaitingCells(of: subshell) }
        releaseSubshell(subshell)
        startCell(in: subshell)
    }

    private func executeReply(_ report: CellReport, _ failure: CellFailure?, _ subshell: Subshell) -> JSON {
        let payload = JSON.Member("payload", .array(report.pages.map { Contents.page($0) }))
        let expressions = JSON.Member("user_expressions", .object(report.expressions))
        guard let failure else { return executeReply("ok", subshell, [payload, expressions]) }
        return executeReply("error", subshell, Contents.failure(failure) + [payload, expressions])
    }

    private func executeReply(_ status: String, _ subshell: Subshell, _ members: [JSON.Member]) -> JSON {
        let head = [
            JSON.Member("status", .string(status)),
            JSON.Member("execution_count", .integer(subshell.executionCount)),
        ]
        return .object(head + members)
    }

    /// Answers `aborted`, as the reference kernel does, and without a number, for the cells have none.
    func abortWaitingCells(of subshell: Subshell) {
        while let job = subshell.evaluator.withdraw() {
            publishStatus("busy", of: job.request.message)
            conclude(job.request, ["status": "aborted"])
        }
    }

    /// Asks all running cells to stop, and withdraws what they ask the user.
    func interrupt() { for subshell in allShells { interrupt(subshell) } }

    /// Asks the running cell of one subshell to stop, and withdraws what it asks the user.
    func interrupt(_ subshell: Subshell) {
        subshell.evaluator.running?.interruption.request()
        withdrawQuestions(of: subshell, .interrupted)
    }
}

extension CellOutcome {
    /// What to show, if the cell did not end well.
    var failure: CellFailure? {
        switch self {
        case .ok: nil
        case .failed(let failure): failure
        case .interrupted: .interrupted
        }
    }
}
