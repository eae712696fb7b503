import Foundation
import TextModels

/// This program itself.
enum Program {
    /// Its file, without links.
    static let path: String = {
        let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        return path.hasSuffix(" (deleted)") ? String(path.dropLast(10)) : path
    }()

    /// The home that a kernel needs to be told of: one that it wouldn't find by itself.
    static func homeToName(_ home: Home) -> String? {
        home == Home.unnamed ? nil : home.path
    }
}
