public import Display
public import Language
import Phrases

// What front ends ask while the user types: answered from the snapshot, also while a cell runs.
extension Session {
    /// What could stand at a cursor, counted in code points.
    public func complete(_ code: String, cursor: Int) -> Completion {
        settings.tongue.speaking { completion(of: code, cursor: cursor) }
    }

    private func completion(of code: String, cursor: Int) -> Completion {
        let completion = scope.completion(of: code, at: cursor)
        guard let path = completion.path else { return completion }
        let candidates = files.completions(of: path, endings: completion.endings).map { entry in
            Completion.Candidate(
                text: entry, kind: .path,
                signature: entry.hasSuffix("/")
                    ? phrase("folder", zh: "文件夹") : phrase("file", zh: "文件"))
        }
        return Completion(candidates: candidates, start: completion.start, end: completion.end, path: nil)
    }

    /// Help on what stands at a cursor, counted in code points.
    public func inspect(_ code: String, cursor: Int) -> MIMEBundle? {
        settings.tongue.speaking { inspection(of: code, cursor: cursor) }
    }

    private func inspection(of code: String, cursor: Int) -> MIMEBundle? {
        switch scope.inspection(of: code, at: cursor) {
        case .signature(let signature): HelpView.page(Reference.page(of: signature)).bundle
        case .parameter(let parameter, let signature):
            InspectionView.parameter(parameter, of: signature).bundle
        case .name(let name, let facts): InspectionView.name(name, facts, in: self).bundle
        case .column(let column, let owner, let dataset):
            InspectionView.column(column, of: owner, in: dataset).bundle
        case .label(let label, let owner): InspectionView.label(label, of: owner).bundle
        case .file(let path, let facts): InspectionView.dataset(path, facts).bundle
        case .topic(let topic): HelpView.page(Reference.page(of: topic)).bundle
        case .encoder(let entry), .sample(let entry): InspectionView.entry(entry).bundle
        case nil: nil
        }
    }

    /// Whether a cell could run as it stands.
    public func completeness(of code: String) -> Completeness { Completeness.of(code) }
}
