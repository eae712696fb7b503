// Subshells: more lines of cells, which run while the main shell is at work (JEP 91).
extension Wire {
    /// All lines of cells, the main shell first.
    var allShells: [Subshell] { [mainShell] + subshells + leavingSubshells }

    /// The line of cells that a request means; nil if it names one that doesn't exist.
    ///
    /// On control there are none to choose from.
    func subshell(of request: Request) -> Subshell? {
        guard request.channel == .shell, let id = request.message.subshell else { return mainShell }
        return subshells.first { $0.id == id }
    }

    /// Answers a request that names no subshell of ours.
    func refuseSubshell(_ request: Request) {
        publishStatus("busy", of: request.message)
        let isQuestion = request.message.type.hasSuffix("_request")
        let failure = CellFailure.unknownSubshell(request.message.subshell ?? "")
        conclude(request, isQuestion ? Contents.refusal(failure) : nil)
    }

    func createSubshell() -> JSON {
        guard subshells.count + leavingSubshells.count < Subshell.limit else {
            return Contents.refusal(.tooManySubshells)
        }
        let id = HexDigits.text((0..<16).map { _ in UInt8.random(in: .min ... .max) })
        do throws(WireError) {
            subshells.append(try Subshell(id, backend, inbox))
        } catch {
            log.note("no thread for a subshell: \(error)")
            return Contents.refusal(.noThread)
        }
        return ["status": "ok", "subshell_id": .string(id)]
    }

    /// Takes a subshell away at once.
    ///
    /// Its running cell is interrupted and its end still told, whenever it comes; nothing waits for it.
    func deleteSubshell(_ content: JSON) -> JSON {
        let id = content["subshell_id"]?.string
        guard let index = subshells.firstIndex(where: { $0.id == id }) else {
            return Contents.refusal(.unknownSubshell(id ?? ""))
        }
        let subshell = subshells.remove(at: index)
        interrupt(subshell)
        abortWaitingCells(of: subshell)
        if subshell.evaluator.running == nil {
            subshell.evaluator.stop()
        } else {
            leavingSubshells.append(subshell)
        }
        return ["status": "ok"]
    }

    /// Ends the thread of a deleted subshell whose last cell has ended.
    func releaseSubshell(_ subshell: Subshell) {
        guard let index = leavingSubshells.firstIndex(where: { $0 === subshell }) else { return }
        leavingSubshells.remove(at: index)
        subshell.evaluator.stop()
    }

    func listSubshells() -> JSON {
        ["status": "ok", "subshell_id": .array(subshells.compactMap(\.id).map { .string($0) })]
    }
}

extension CellFailure {
    static func unknownSubshell(_ id: String) -> CellFailure {
        refusal("UnknownSubshell", "there is no subshell \(id.prefix(80)): it was deleted or never made")
    }

    static let tooManySubshells = refusal(
        "TooManySubshells", "there are \(Subshell.limit) subshells already: delete one to make another")

    static let noThread = refusal("NoThread", "the system has no thread left for another subshell")

    private static func refusal(_ name: String, _ sentence: String) -> CellFailure {
        CellFailure(name: name, value: sentence, traceback: [sentence])
    }
}
