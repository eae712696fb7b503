extension Chinese {
    /// What the system says when it refuses a file, which it says in English; other reasons stay as they are.
    func reason(_ words: String) -> String { Self.reasons[words.lowercased()] ?? words }

    private static let reasons = [
        "no such file or directory": "没有这个文件或文件夹",
        "no such file or folder": "没有这个文件或文件夹",
        "permission denied": "没有权限",
        "operation not permitted": "不允许这样操作",
        "is a directory": "这是文件夹，不是文件",
        "not a directory": "路径中有一段不是文件夹",
        "file exists": "文件已经存在",
        "no space left on device": "磁盘已满",
        "no space left": "磁盘已满",
        "disk quota exceeded": "超出了磁盘配额",
        "read-only file system": "磁盘是只读的",
        "file name too long": "文件名太长",
        "file too large": "文件太大",
        "input/output error": "读写磁盘时出错",
        "too many open files": "打开的文件太多",
        "too many levels of symbolic links": "符号链接绕成了圈",
        "device or resource busy": "文件正被占用",
        "text file busy": "文件正被占用",
        "cannot allocate memory": "内存不够",
        "invalid argument": "系统不接受这个路径",
        "connection timed out": "网络磁盘没有回应",
        "stale file handle": "网络磁盘上的文件已经变了",
        "the system refused it": "系统拒绝了",
    ]
}
