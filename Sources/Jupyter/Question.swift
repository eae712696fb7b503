internal import Dispatch

/// A question to the user: the evaluator waits for what the wire fills in.
final class Question: Sendable {
    let prompt: String
    let password: Bool
    private let answer = Lock<Result<String, InputError>?>(nil)
    private let arrival = DispatchSemaphore(value: 0)

    init(prompt: String, password: Bool) {
        self.prompt = prompt
        self.password = password
    }

    /// Ends the wait; only the first answer counts.
    func fill(_ result: Result<String, InputError>) {
        let isFirst = answer.withLock { answer in
            guard answer == nil else { return false }
            answer = result
            return true
        }
        if isFirst { arrival.signal() }
    }

    /// Waits for the answer.
    ///
    /// Called once.
    func wait() throws(InputError) -> String {
        arrival.wait()
        let result = answer.withLock { $0 }
        return try (result ?? .failure(.closed)).get()
    }
}
