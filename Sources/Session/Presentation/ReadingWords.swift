import Datasets
import Display
import Language
import Phrases

extension RoleDetection.Reason {
    /// Why a column was taken, in a few words.
    var words: String {
        switch self {
        case .named: phrase("named", zh: "已指定")
        case .usualName: phrase("by its name", zh: "按列名")
        case .longestTexts: phrase("the longest texts", zh: "文本最长")
        case .fewValues(let distinct): phrase("only \(distinct) different values", zh: "只有 \(distinct) 种不同的值")
        }
    }
}

extension BadRow {
    /// Where a row is.
    func place(_ unit: Reading.Unit) -> RowPlace {
        switch unit {
        case .line: .line(line)
        case .row: .row(line)
        case .file: .file(excerpt.oneLine)
        }
    }
}

extension RowPlace {
    /// The place in a few words.
    var words: String {
        switch self {
        case .line(let number):
            phrase("line \(NumberFormat.count(number))", zh: "第 \(NumberFormat.count(number)) 行")
        case .row(let number):
            phrase("row \(NumberFormat.count(number))", zh: "第 \(NumberFormat.count(number)) 行")
        case .file(let path): path
        }
    }
}

extension ForeignKind {
    /// What a file seems to be.
    var words: String {
        switch self {
        case .zip: phrase("a zip archive or spreadsheet", zh: "zip 压缩包或电子表格")
        case .sqlite: phrase("an SQLite database", zh: "SQLite 数据库")
        case .pdf: phrase("a PDF", zh: "PDF")
        case .parquet: phrase("a Parquet file", zh: "Parquet 文件")
        case .arrow: phrase("an Arrow file", zh: "Arrow 文件")
        case .binary: phrase("binary data", zh: "二进制数据")
        case .otherEncoding: phrase("text in an unknown encoding", zh: "编码不明的文本")
        }
    }
}

extension BadRow.Entry {
    /// Why an entry of a folder is no text.
    fileprivate var words: String {
        switch self {
        case .link: phrase("it is a link, which is not followed", zh: "是链接，不会跟随")
        case .special: phrase("it is no file but a pipe, socket or device", zh: "不是文件，而是管道、套接字或设备")
        case .innerFolder: phrase("it is a folder inside a class", zh: "是类别文件夹里的文件夹")
        case .besideClasses: phrase("it is beside the folders of the classes", zh: "在各类别文件夹之外")
        }
    }
}

extension BadRow.Fault {
    /// What is wrong with a row, in a few words.
    var reason: String {
        switch self {
        case .fieldCount(let found, let expected):
            phrase("\(found) fields instead of \(expected)", zh: "有 \(found) 个字段，应有 \(expected) 个")
        case .textAfterQuote(let field):
            phrase("text after the closing quote of field \(field)", zh: "第 \(field) 个字段的结束引号后还有文字")
        case .notJSON(let column):
            phrase("not a JSON object, at column \(column)", zh: "第 \(column) 个字符处不是 JSON 对象")
        case .tooLarge: phrase("too many columns, or cells too large", zh: "列太多，或单元格太大")
        case .binaryCell(let column): phrase("binary data in \(column)", zh: "\(column) 里是二进制数据")
        case .notText(let kind): phrase("it is not text but \(kind.words)", zh: "不是文本，而是\(kind.words)")
        case .unreadable(let reason): reason
        case .passedOver(let entry): entry.words
        }
    }
}

extension Reading.Notes {
    /// How a file was read, where that isn't a matter of course.
    var remarks: [String] {
        var found: [String] = []
        if isCompressed { found.append(phrase("unpacked from gzip", zh: "由 gzip 解压")) }
        if encoding != .utf8 {
            found.append(phrase("read as \(encoding.rawValue)", zh: "按 \(encoding.rawValue) 读入"))
        }
        if let separator {
            let sign =
                separator == UInt8(ascii: "\t")
                ? phrase("a tab", zh: "制表符") : String(UnicodeScalar(separator))
            found.append(phrase("fields are separated by \(sign)", zh: "字段以 \(sign) 分隔"))
        }
        if let table { found.append(phrase("table \(table)", zh: "表 \(table)")) }
        for column in renamed.prefix(5) where !column.old.isEmpty {
            found.append(
                phrase(
                    "the column \"\(column.old)\" is called \(column.new)",
                    zh: "列“\(column.old)”改称 \(column.new)"))
        }
        return found
    }
}

extension String {
    /// The text with its line breaks and tabs as spaces.
    var oneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }
}
