/// A JSON document: settings of models and tokenizers, headers of weight files.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the file's order; a name may occur twice.
    case object([Member])

    /// A named value of an object.
    package struct Member: Sendable, Equatable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The last member of that name; nil where there is none, or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The text of a string.
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The value of an integer.
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The value of a boolean.
    package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    /// The elements of an array.
    package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members of an object.
    package var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    /// The value of a number of either kind.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
    /// Whether this is `null`.
    package var isNull: Bool { self == .null }
}
