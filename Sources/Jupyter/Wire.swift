internal import CZeroMQ
internal import Glibc

/// The wire's thread: all sockets but the heartbeat's, and all state of the protocol.
///
/// It never waits for a cell. The evaluators and the responder work on their own threads and hand what they make to
/// the inbox, which this thread empties; so what is sent keeps the order in which it was made.
final class Wire {
    /// How many requests may wait for evaluators and responder.
    static let waitingLimit = 2000

    let connection: ConnectionFile
    let backend: any KernelBackend
    let inbox: Inbox
    let shell: Socket
    let control: Socket
    let stdin: Socket
    let iopub: Socket
    var decoder: MessageDecoder
    var encoder: MessageEncoder
    var responder: Worker<Request>
    let historian: Historian
    var log = Log()
    var usage = Usage()

    /// Where cells run that name no subshell.
    let mainShell: Subshell
    /// The subshells, in the order in which they were made.
    var subshells: [Subshell] = []
    /// Deleted subshells whose last cell has not ended yet.
    var leavingSubshells: [Subshell] = []
    /// What the user is being asked, in the order in which it was asked.
    var openQuestions: [OpenQuestion] = []
    /// Why to stop, once there is a reason.
    var exitReason: ExitReason?

    /// Listens where `connection` says; where its ports are open, where the system says.
    init(_ context: Context, _ kernel: Kernel, _ connection: ConnectionFile) throws(WireError) {
        backend = kernel.backend
        shell = try Socket(context, .router, .shell, of: connection)
        control = try Socket(context, .router, .control, of: connection)
        stdin = try Socket(context, .router, .stdin, of: connection)
        iopub = try Socket(context, .publisher, .iopub, of: connection)
        var connection = connection
        for (socket, channel) in [
            (shell, ConnectionFile.Channel.shell), (control, .control), (stdin, .stdin),
        ] {
            connection.ports[channel] = socket.port
        }
        connection.ports[.iopub] = iopub.port
        self.connection = connection
        try stdin.set(ZMQ_ROUTER_MANDATORY, 1)  // a question that can't be delivered must not wait for ever
        let signer = Signer(key: connection.key, scheme: connection.scheme)
        decoder = MessageDecoder(signer: signer)
        encoder = MessageEncoder(signer: signer)
        let inbox = try Inbox()
        self.inbox = inbox
        let backend = kernel.backend
        mainShell = try Subshell(nil, backend, inbox)
        responder = try Worker("responder") {
            inbox.add(.answered(Responder.reply(to: $0, from: backend), $0))
        }
        historian = try Historian(kernel.history, inbox)
    }

    /// Serves until there is a reason to stop.
    ///
    /// `interrupts` becomes ready when the process gets SIGINT.
    func serve(interrupts: Wakeup?, parent: ParentWatch?) -> ExitReason {
        publish("status", ["execution_state": "starting"], parent: nil)
        var wait: Int?
        while true {
            let retry = sendQuestions()
            poll(interrupts, milliseconds: min(wait ?? .max, retry ?? .max, ParentWatch.interval))
            if interrupts?.reset() == true { interrupt() }
            welcomeSubscribers()
            receive(from: control, .control, atMost: 100)
            receiveAnswers()
            wait = deliver()
            if !isSated { receive(from: shell, .shell, atMost: 100) }
            if parent?.isGone == true { exitReason = .orphaned }
            if let exitReason {
                close()
                return exitReason
            }
        }
    }

    /// Waits until something happens.
    ///
    /// A signal may end the wait early, which does no harm.
    private func poll(_ interrupts: Wakeup?, milliseconds: Int) {
        let sockets = (isSated ? [] : [shell]) + [control, stdin, iopub]
        var items = sockets.map {
            zmq_pollitem_t(socket: $0.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        }
        for wakeup in [inbox.wakeup, interrupts] {
            guard let wakeup else { continue }
            items.append(
                zmq_pollitem_t(socket: nil, fd: wakeup.descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        zmq_poll(&items, Int32(items.count), milliseconds)
    }

    /// Whether so many requests wait that those on shell are left in the network, where they slow their sender.
    ///
    /// Otherwise a flood of requests behind a long cell could fill memory.
    private var isSated: Bool {
        allShells.reduce(responder.waitingCount) { $0 + $1.evaluator.waitingCount } >= Self.waitingLimit
    }

    /// Ends what still runs, so that the threads can end too.
    private func close() {
        interrupt()
        for shell in allShells { shell.evaluator.stop() }
        responder.stop()
        historian.stop(within: 100)
    }

    /// Decodes and handles what has arrived on a channel.
    func receive(from socket: Socket, _ channel: ConnectionFile.Channel, atMost limit: Int) {
        for _ in 0..<limit {
            guard exitReason == nil, let frames = socket.receive() else { return }
            do {
                handle(Request(message: try decoder.decode(frames), channel: channel))
            } catch {
                log.note("dropped a message on \(channel.rawValue): \(error)")
            }
        }
    }

    /// Sends what the other threads made.
    ///
    /// Returns in how many milliseconds more is due.
    private func deliver() -> Int? {
        let (posts, wait) = inbox.take()
        for post in posts {
            switch post {
            case .stream(let name, let text, let origin):
                publish("stream", ["name": .string(name.rawValue), "text": .string(text)], parent: origin)
            case .update(_, let content, let origin):
                // Paid for here, since most updates are replaced by the next before they are sent.
                inbox.allowance.spend(publish("update_display_data", content, parent: origin))
            case .publish(let type, let content, let origin): publish(type, content, parent: origin)
            case .ask(let question, let origin): ask(question, origin)
            case .cellDone(let report, let subshell): finishCell(report, subshell)
            case .answered(let content, let request):
                _ = responder.finish()
                conclude(request, content)
                startResponder()
            case .recalled(let content, let request): conclude(request, content)
            }
        }
        return wait
    }
}
