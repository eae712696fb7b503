private let zh = Chinese()

extension RunProblem {
    /// What can go wrong with the contents of data files, and with datasets.
    var data: Words {
        switch self {
        case .badEncoding(let path, let line, let column, let bytes, let encoding, let likely):
            Words(
                "\(path) 第 \(zh.grouped(line)) 行\(column.map { "第 \(zh.grouped($0)) 个字符" } ?? "")："
                    + (bytes.isEmpty ? "本系统不能读 \(encoding)" : "字节 \(bytes) 不是 \(encoding)"),
                note: "是别的编码",
                help: likely.map { "文件看起来是 \($0)：请另存为 UTF-8" } ?? "请把文件另存为 UTF-8")
        case .badArchive(let path, let fault, let read, let unpacked): archive(path, fault, read, unpacked)
        case .notWritten(let type, let path, let formats):
            Words(
                "\(zh.name(type))不能写成\(zh.quote(path))", note: "换个结尾",
                help: "文件名以 \(zh.either(formats)) 结尾" + (type == .dataset ? "；show 可在笔记本中显示各行" : ""))
        case .notRepresentable(let column, let row, let format):
            Words(
                "\(zh.quote(column))列第 \(zh.grouped(row)) 行的内容写不成 \(format)：含有制表符或换行，或为空",
                note: "不能用 \(format)", help: "文件名以 .csv 或 .jsonl 结尾")
        case .differentColumns(let left, let right):
            Words("这些数据集没有共同的列", note: "接不上", help: "前者的列：\(zh.list(left))；后者的列：\(zh.list(right))")
        case .notTime(let column, let row, let cell):
            Words(
                cell.map { "\(zh.quote(column))列第 \(zh.grouped(row)) 行不是时间：\(zh.quote($0))" }
                    ?? "第 \(zh.grouped(row)) 行缺少 \(column)，排不出先后",
                note: "不是时间",
                help: cell == nil
                    ? "先去掉这样的行： drop … where \(column) missing"
                    : "时间是数字，或以年开头的日期：2024-03-05、2024-03-05 12:30")
        default: database
        }
    }

    private var database: Words {
        switch self {
        case .badTable(let path, let table?, let tables):
            Words(
                "\(path) 中没有表\(zh.quote(table))", note: "没有这张表",
                help: zh.suggestion(EditDistance.nearest(table, among: tables), "表有", tables))
        case .badTable(let path, nil, let tables):
            Words(
                tables.isEmpty ? "\(path) 中没有表" : "\(path) 有 \(tables.count) 张表，要说明用哪一张",
                note: tables.isEmpty ? "没有表" : "哪张表？",
                help: tables.isEmpty ? "检查是不是这个文件" : "写  table \(zh.either(tables))")
        case .badQuery(let reason):
            Words("数据库不接受这个查询：\(reason)", note: "没有运行", help: "查询用 SQL 写： query \"select … from …\"")
        case .queryWrites:
            Words("查询不是一条只读的语句", note: "只能读", help: "以 select 或 with 开头；Loupe 从不修改所读的数据库")
        default: Words("")
        }
    }

    private func archive(_ path: String, _ fault: ArchiveFault, _ read: Int, _ unpacked: Int) -> Words {
        let figures = "已读 \(zh.bytes(read))，解压出 \(zh.bytes(unpacked))"
        return switch fault {
        case .truncated: Words("\(path) 不完整：\(figures)", note: "被截短", help: "重新获取这个文件")
        case .damaged: Words("\(path) 已损坏：\(figures)", note: "不再是 gzip", help: "重新获取这个文件")
        case .bomb: Words("\(path) 解压没有尽头：\(figures)", note: "已拒绝", help: "如果信任它，请在 Loupe 之外解压")
        case .noMemory:
            Words("内存不足，不能解压 \(path)：\(figures)", note: "内存不足", help: "forget 可释放名字占用的内存")
        }
    }
}
