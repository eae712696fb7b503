internal import Tensors

/// Inputs of the trained layers on their way to where the loss is greater, text by text.
struct Attack {
    /// How far a text's states may be moved together, and how far at a time, as Euclidean lengths.
    private let size, step: Double
    private let input: TrainingBatch
    /// The inputs as they are moved by now.
    private(set) var moved: TrainingBatch

    init(_ input: TrainingBatch, size: Double, step: Double) {
        (self.size, self.step, self.input) = (size, step, input)
        moved = input
        let states = FloatBuffer(count: input.states.count)
        states.pointer.update(from: input.states.pointer, count: states.count)
        moved.states = states
    }

    /// Moves each text along its gradient, and back to the sphere that it may not leave.
    mutating func climb(_ gradient: FloatBuffer, _ width: Int) {
        for text in 0..<input.textCount {
            let range = input.range(of: text)
            let (first, count) = (range.lowerBound * width, range.count * width)
            let (slope, start) = (gradient.pointer + first, input.states.pointer + first)
            let states = moved.states.pointer + first
            let length = Self.length(count) { Double(slope[$0]) }
            guard length > 0 else { continue }
            for place in 0..<count { states[place] += Float(step / length * Double(slope[place])) }
            let distance = Self.length(count) { Double(states[$0]) - Double(start[$0]) }
            guard distance > size else { continue }
            for place in 0..<count {
                states[place] = start[place] + Float(size / distance) * (states[place] - start[place])
            }
        }
    }

    private static func length(_ count: Int, _ value: (Int) -> Double) -> Double {
        var sum = 0.0
        for place in 0..<count { sum += value(place) * value(place) }
        return sum.squareRoot()
    }
}
