public import Classifiers
public import Datasets
public import Encoders
public import Explanations
public import Tensors
public import Tokenizers

/// What can go wrong between a recipe and its answers.
///
/// Facts only.
public enum TextModelError: Error, Sendable {
    /// No catalogue entry, folder or fetched encoder has this name.
    case unknownEncoder(name: String, looked: [String])
    /// The catalogue knows the encoder, but it is in none of these folders.
    case encoderNotFetched(name: String, looked: [String])
    /// A language's list of words isn't in the home.
    case wordListNotFetched(Segmentation, looked: String)
    /// A list of words that can't be read.
    case wordListBroken(path: String, TokenizerError)
    /// No sample of the catalogue has this name.
    case unknownSample(name: String, known: [String])
    /// Data that can't be read.
    case data(DataError)
    /// An encoder's folder or work.
    case encoder(EncoderError)
    /// Features, heads or metrics.
    case classifier(ClassifierError)
    /// Shapes that don't fit.
    case tensor(TensorError)
    /// An explanation that can't be made.
    case explanation(ExplanationError)
    /// A decision that isn't a sum over features, where it was to be taken apart.
    case notLinear(head: String)
    /// A column of the data that can't be a feature, and why.
    case unfitColumn(name: String, ColumnFault)
    /// A word list that can't be read, with the line, from 1.
    case badLexicon(path: String, line: Int, LexiconFault)
    /// A model was made with another version of an encoder than the one that is here.
    case encoderChanged(name: String, expected: String, found: String)
    /// An update that needs the texts that the model was trained on, and why.
    case needsOldTexts(OldTextsReason)
    /// Texts that are not those that a model was trained on: how many of them are missing, and how many others there are.
    case otherTexts(missing: Int, others: Int)
    /// The texts that a model was trained on with other labels; at least so many.
    case otherLabels(texts: Int)
    /// A model file that can't be read, and why.
    case badModelFile(path: String, fault: ModelFileFault)
    /// A file that can't be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// A file that can't be written; `reason` is the system's.
    case unwritable(path: String, reason: String)
    /// A step that would need more bytes than are available.
    case memory(step: MemoryStep, needed: Int, available: Int)
    /// A run that another kernel or cell is training.
    case runBusy(String)
    /// The work was interrupted.
    case interrupted
}

/// Why a model file is refused.
public enum ModelFileFault: Sendable, Equatable {
    /// Not a model file at all.
    case foreign
    /// Its seal doesn't fit its contents.
    case damaged
    /// It ends too early.
    case truncated
    /// A layout that this program doesn't know.
    case version(Int)
    /// A part is missing or contradicts the others.
    case inconsistent(String)
    /// It was made with another list of words than the one that is here; beginnings of both digests.
    case otherWords(expected: String, found: String)
}

extension TextModelError {
    /// Runs `body` and wraps a classifier's error.
    static func classifying<Result>(_ body: () throws(ClassifierError) -> Result) throws(TextModelError)
        -> Result
    {
        do { return try body() } catch {
            throw error == .interrupted ? .interrupted : .classifier(error)
        }
    }

    /// Runs `body` and wraps an encoder's error.
    static func encoding<Result>(_ body: () throws(EncoderError) -> Result) throws(TextModelError) -> Result {
        do { return try body() } catch { throw error == .interrupted ? .interrupted : .encoder(error) }
    }
}
