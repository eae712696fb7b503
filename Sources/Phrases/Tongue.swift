/// The languages in which Loupe speaks to its user.
///
/// Cells are the same in each: verbs, clauses, names, codes and numbers don't change.
public enum Tongue: String, Sendable, CaseIterable {
    /// English.
    case english
    /// Simplified Chinese.
    case chinese

    /// The one in which what is being said now will be read.
    ///
    /// A session sets it for all that happens inside `speaking`; other threads must be told.
    public static var current: Tongue { Voice.tongue }

    /// Runs something in this tongue.
    public func speaking<Result, Fault: Error>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
        let outcome = Voice.$tongue.withValue(self) { () -> Swift.Result<Result, Fault> in
            do throws(Fault) { return .success(try body()) } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}

/// The voice of the thread or task.
private enum Voice {
    @TaskLocal static var tongue = Tongue.english
}
