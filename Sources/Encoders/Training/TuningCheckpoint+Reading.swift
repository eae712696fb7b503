internal import Glibc
internal import Tensors

extension TuningCheckpoint {
    /// Takes over what the file holds; a file that isn't whole, or of another run, changes nothing.
    func read(into run: TuningLoop) -> Finding {
        guard access(path, F_OK) == 0 else { return .none }
        guard let file = try? MappedFile(path: path), SealedFile.isWhole(file) else {
            return .ignored(.damaged)
        }
        do throws(EncoderError) {
            var cursor = ByteCursor(file)
            guard Array(try cursor.bytes(Self.magic.count, "magic")) == Self.magic else {
                return .ignored(.damaged)
            }
            guard Array(try cursor.bytes(identity.count, "identity")) == identity else {
                return .ignored(.otherRun)
            }
            var state = try Self.state(&cursor)
            let isKept = state.bestValues.count
            guard isKept == 0 || isKept == run.stack.parameters.count,
                state.order.allSatisfy({ $0 < run.trainLabels.count })
            else { return .ignored(.damaged) }
            // all is read before anything is changed
            let buffers = try run.buffers.map { buffer throws(EncoderError) in
                try Self.floats(buffer.count, &cursor)
            }
            state.bestValues = try run.stack.parameters.prefix(isKept).map { parameter throws(EncoderError) in
                try Self.floats(parameter.count, &cursor)
            }
            for (buffer, found) in zip(run.buffers, buffers) {
                buffer.pointer.update(from: found.pointer, count: found.count)
            }
            run.state = state
            return .whole
        } catch {
            return .ignored(.damaged)
        }
    }

    private static func state(_ cursor: inout ByteCursor) throws(EncoderError) -> TuningState {
        var state = TuningState()
        state.epoch = try cursor.long("epoch")
        state.batch = try cursor.long("batch")
        state.step = try cursor.long("step")
        state.steps = try cursor.long("steps")
        state.bestEpoch = try cursor.long("best epoch")
        let rows = try cursor.long("rows")
        let told = try cursor.long("history")
        let kept = try cursor.long("best values")
        let isJudged = try cursor.long("judged") == 1
        guard rows <= 1 << 30, told <= 1 << 30, kept <= 1 << 20 else {
            throw cursor.damaged("counters", "they are too large")
        }
        state.order = try cursor.numbers(rows, "order").map { Int($0) }
        if isJudged { state.best = try score(&cursor) }
        for _ in 0..<told { state.history.append(try progress(&cursor)) }
        state.bestValues = (0..<kept).map { _ in FloatBuffer(count: 0) }
        return state
    }

    private static func double(_ cursor: inout ByteCursor) throws(EncoderError) -> Double {
        let low = UInt64(try cursor.number("number"))
        return Double(bitPattern: low | UInt64(try cursor.number("number")) << 32)
    }

    private static func score(_ cursor: inout ByteCursor) throws(EncoderError) -> TuningScore {
        TuningScore(loss: try double(&cursor), accuracy: try double(&cursor), macroF1: try double(&cursor))
    }

    private static func progress(_ cursor: inout ByteCursor) throws(EncoderError) -> TuningProgress {
        let step = try cursor.long("step")
        let steps = try cursor.long("steps")
        let epoch = try cursor.long("epoch")
        let epochs = try cursor.long("epochs")
        let isJudged = try cursor.long("judged") == 1
        return TuningProgress(
            step: step, steps: steps, epoch: epoch, epochs: epochs, loss: try double(&cursor),
            learningRate: try double(&cursor), gradientNorm: try double(&cursor),
            dev: isJudged ? try score(&cursor) : nil)
    }

    private static func floats(_ count: Int, _ cursor: inout ByteCursor) throws(EncoderError) -> FloatBuffer {
        let bytes = try cursor.bytes(count * MemoryLayout<Float>.stride, "values")
        let buffer = FloatBuffer(count: count)
        UnsafeMutableRawBufferPointer(start: buffer.pointer, count: bytes.count).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes))
        return buffer
    }
}
