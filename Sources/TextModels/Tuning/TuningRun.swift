internal import Encoders

/// What a run of `finetune` was asked for, and what has come of it.
///
/// Kept as `run.json` in the run's folder.
public struct TuningRun: Sendable, Equatable, Codable {
    /// How far a run is.
    public enum State: String, Sendable, Codable {
        /// It is being trained, or its kernel died.
        case running
        /// It went to its end.
        case finished
        /// It ended since the dev set's score got no better.
        case early
        /// It was interrupted; the same statement goes on with it.
        case interrupted
        /// It stopped at an error.
        case failed
    }

    /// What a run is about.
    public struct Subject: Sendable, Equatable, Codable {
        /// What the encoder is called, and the hash of its weights and settings.
        public var base, baseHash: String
        /// What the training set is called.
        public var data: String
        /// What the dev set is called, if there is one.
        public var dev: String?
        /// How many texts they have.
        public var trainTexts, devTexts: Int
        /// The training set's labels.
        public var labels: [String]
        /// The statement.
        public var statement: String

        /// Describes what a run is about.
        public init(
            base: String, baseHash: String, data: String, dev: String?, trainTexts: Int, devTexts: Int,
            labels: [String], statement: String
        ) {
            (self.base, self.baseHash, self.data, self.dev) = (base, baseHash, data, dev)
            (self.trainTexts, self.devTexts, self.labels) = (trainTexts, devTexts, labels)
            self.statement = statement
        }
    }

    /// What an epoch came to.
    public struct Epoch: Sendable, Equatable, Codable {
        /// From 1.
        public var number: Int
        /// The mean over its batches.
        public var loss: Double
        /// How the dev set was judged at its end, if there is one.
        public var devLoss, accuracy, macroF1: Double?
        /// How long it took.
        public var seconds: Double
    }

    /// A point of the loss curve.
    public struct Point: Sendable, Equatable, Codable {
        /// Epochs done, with the share of the present one.
        public var epoch: Double
        /// The batch's loss.
        public var loss: Double
    }

    /// The folder's name.
    public let name: String
    /// What it is about.
    public let subject: Subject
    /// Everything that decides what comes out, as it would be written, in the order of the signature.
    public let settings: [Setting]
    /// When it began first, as ISO 8601 in universal time.
    public let started: String
    /// How far it is.
    public var state = State.running
    /// What each epoch came to.
    public var epochs: [Epoch] = []
    /// The loss over the epochs, thinned out.
    public var curve: [Point] = []
    /// The epoch, from 1, whose state was kept; 0 is the encoder as it was.
    public var bestEpoch = 0
    /// The numbers of the encoder that were trained, and of all that it has.
    public var trainedCount = 0
    /// The numbers that it has.
    public var totalCount = 0
    /// Seconds in all.
    public var seconds = 0.0
    /// Of these before the first step was done.
    public var frozenSeconds = 0.0
    /// The steps taken.
    public var steps = 0
    /// The step at which it went on last; nil when it never had to.
    public var resumedAt: Int?
    /// Texts cut at the encoder's limit.
    public var cutTexts = 0
    /// Training texts that were kept back to judge by, where there was no dev set.
    public var heldOut = 0
    /// Why a checkpoint that was there couldn't be gone on from: `otherRun` or `damaged`.
    public var ignoredCheckpoint: String?
    let encoder: EncoderCoding

    /// A setting as it would be written.
    public struct Setting: Sendable, Equatable, Codable {
        /// What it is called, and what it is.
        public let name, value: String

        /// Makes a setting.
        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    init(
        _ name: String, _ subject: Subject, _ settings: [Setting], _ encoder: EncoderReference,
        started: String
    ) {
        (self.name, self.subject, self.settings, self.started) = (name, subject, settings, started)
        self.encoder = EncoderCoding(encoder)
    }

    /// The encoder that it made, used as the one that it began with.
    public var reference: EncoderReference {
        EncoderReference(name: name, settings: encoder.reference.settings)
    }

    /// The kept epoch.
    public var best: Epoch? { epochs.last { $0.number == bestEpoch } }

    /// Whether it came to its end, so that there is nothing to go on with.
    public var isComplete: Bool { state == .finished || state == .early }
}
