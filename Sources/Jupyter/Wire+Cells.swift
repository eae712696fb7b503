extension Wire {
    /// Puts a cell in the queue, and starts it if the evaluator is free.
    func enqueueCell(_ request: Request) {
        do {
            evaluator.enqueue(try CellJob(request))
            startCell()
        } catch {
            publishStatus("busy", of: request.message)
            conclude(request, executeReply("error", Contents.failure(error)))
        }
    }

    private func startCell() {
        guard var job = evaluator.dequeue() else { return }
        if job.cell.storeHistory { executionCount += 1 }
        job.cell.executionCount = executionCount
        publishStatus("busy", of: job.request.message)
        if !job.cell.silent {
            let input: JSON = ["code": .string(job.cell.code), "execution_count": .integer(executionCount)]
            publish("execute_input", input, parent: job.request.message)
        }
        evaluator.run(job)
    }

    /// Sends what a cell ended with; after an error drops the cells that have arrived by now.
    func finishCell(_ report: CellReport) {
        guard let job = evaluator.running else { return }
        let failure = report.outcome.failure
        let drops = failure != nil && job.stopsOnError
        if drops { receive(from: shell, .shell, atMost: 10_000) }
        openQuestion = nil
        if let failure { publish("error", .object(Contents.failure(failure)), parent: job.request.message) }
        reply(to: job.request, executeReply(report, failure))
        if job.cell.storeHistory {
            historian.keep(
                HistoryCell(line: job.cell.executionCount, source: job.cell.code, output: report.result))
        }
        publishIdle(of: job.request.message)
        _ = evaluator.finish()
        if drops { abortWaitingCells() }
        startCell()
    }

    private func executeReply(_ report: CellReport, _ failure: CellFailure?) -> JSON {
        let payload = JSON.Member("payload", .array(report.pages.map { Contents.page($0) }))
        let expressions = JSON.Member("user_expressions", .object(report.expressions))
        guard let failure else { return executeReply("ok", [payload, expressions]) }
        return executeReply("error", Contents.failure(failure) + [payload, expressions])
    }

    private func executeReply(_ status: String, _ members: [JSON.Member]) -> JSON {
        let head = [
            JSON.Member("status", .string(status)), JSON.Member("execution_count", .integer(executionCount)),
        ]
        return .object(head + members)
    }

    /// Answers `aborted`, as the reference kernel does, and without a number, for the cells have none.
    private func abortWaitingCells() {
        while let job = evaluator.withdraw() {
            publishStatus("busy", of: job.request.message)
            conclude(job.request, ["status": "aborted"])
        }
    }

    /// Asks the running cell to stop, and withdraws what it asks the user.
    func interrupt() {
        evaluator.running?.interruption.request()
        openQuestion?.question.fill(.failure(.interrupted))
        openQuestion = nil
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
