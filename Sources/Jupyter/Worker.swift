/// A thread of its own that does one kind of job, one after the other, and a queue before it.
///
/// The queue belongs to the wire's thread; a job is handed over only when the one before it is done.
struct Worker<Job: Sendable> {
    private let jobs: Mailbox<Job>
    private var waiting = FIFO<Job>()
    /// The job at work.
    private(set) var running: Job?

    /// Starts the thread; it calls `work` for each job.
    init(_ name: String, _ work: @escaping @Sendable (Job) -> Void) throws(WireError) {
        let jobs = Mailbox<Job>()
        self.jobs = jobs
        try Thread.start(name) { while let job = jobs.take() { work(job) } }
    }

    /// How many jobs wait.
    var waitingCount: Int { waiting.count }

    /// Adds a job to the queue.
    mutating func enqueue(_ job: Job) { waiting.append(job) }

    /// The next job, if none is running.
    mutating func dequeue() -> Job? { running == nil ? waiting.popFirst() : nil }

    /// Takes a job out of the queue, whether or not one is running.
    mutating func withdraw() -> Job? { waiting.popFirst() }

    /// Hands a job to the thread.
    mutating func run(_ job: Job) {
        running = job
        jobs.put(job)
    }

    /// Notes that the running job is done.
    mutating func finish() -> Job? {
        defer { running = nil }
        return running
    }

    /// Ends the thread once it has nothing to do.
    func stop() { jobs.close() }
}
