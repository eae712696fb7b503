/// What a folder of a tuned encoder says of the run that made it: `tuning.json`.
public struct TuningRecord: Sendable, Equatable, Codable {
    /// The settings of the run; nil where another version of Loupe had others.
    public var settings: TuningSettings?
    /// The labels of the training texts.
    public var labels: [String]
    /// The numbers of training and dev texts.
    public var trainTexts, devTexts: Int
    /// The epoch, from 1, whose state was kept; 0 is the encoder as it was.
    public var bestEpoch: Int
    /// How that state judged the dev set.
    public var best: TuningScore?
    /// The numbers of the encoder that were trained, and of all that it has.
    public var trainedCount, totalCount: Int
    /// When it was written, in universal time, as in `2026-11-28T20:15:00Z`.
    public var date: String

    /// Describes a run.
    public init(
        settings: TuningSettings?, labels: [String], trainTexts: Int, devTexts: Int, bestEpoch: Int,
        best: TuningScore?, trainedCount: Int, totalCount: Int, date: String = Self.now
    ) {
        (self.settings, self.labels, self.trainTexts, self.devTexts) = (
            settings, labels, trainTexts, devTexts
        )
        (self.bestEpoch, self.best, self.date) = (bestEpoch, best, date)
        (self.trainedCount, self.totalCount) = (trainedCount, totalCount)
    }
}
