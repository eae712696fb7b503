internal import CZeroMQ
internal import Glibc

/// A libzmq context: the threads that move bytes for all sockets of a kernel.
///
/// Unchecked because a C pointer is not `Sendable`; libzmq states that contexts may be shared by threads.
final class Context: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer

    init() throws(WireError) {
        guard let handle = zmq_ctx_new() else {
            throw .socket(operation: "zmq_ctx_new", reason: lastZeroMQError())
        }
        self.handle = handle
        zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, 64)
    }

    /// Makes every call on a socket that is still open return, so that its thread closes it.
    func shutdown() { zmq_ctx_shutdown(handle) }

    /// Waits until all sockets are closed and what they still had to send is sent or has lingered.
    func terminate() { while zmq_ctx_term(handle) != 0 && zmq_errno() == EINTR {} }
}

/// The system's or libzmq's words for the last failure.
func lastZeroMQError() -> String { String(cString: zmq_strerror(zmq_errno())) }
