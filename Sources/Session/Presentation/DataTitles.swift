import Datasets
import Phrases

extension Column.Kind {
    /// What a reader calls it.
    var title: String {
        switch self {
        case .text: phrase("text", zh: "文本")
        case .number: phrase("number", zh: "数字")
        case .boolean: phrase("boolean", zh: "真假值")
        case .empty: phrase("empty", zh: "空")
        }
    }
}

extension DataError.Role {
    /// What a reader calls it.
    var title: String {
        switch self {
        case .text: phrase("text", zh: "文本")
        case .label: phrase("label", zh: "标签")
        }
    }
}

extension Script {
    /// What a reader calls it.
    var title: String {
        switch self {
        case .latin: phrase("Latin", zh: "拉丁文")
        case .han: phrase("Han", zh: "汉字")
        case .kana: phrase("Kana", zh: "假名")
        case .hangul: phrase("Hangul", zh: "谚文")
        case .cyrillic: phrase("Cyrillic", zh: "西里尔文")
        case .greek: phrase("Greek", zh: "希腊文")
        case .arabic: phrase("Arabic", zh: "阿拉伯文")
        case .hebrew: phrase("Hebrew", zh: "希伯来文")
        case .devanagari: phrase("Devanagari", zh: "天城文")
        case .thai: phrase("Thai", zh: "泰文")
        case .other: phrase("other", zh: "其他")
        }
    }
}
