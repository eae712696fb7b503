/// What the doctor found about one thing.
struct Finding: Encodable {
    /// What was looked at.
    let subject: String
    /// Whether it is as it should be.
    let isGood: Bool
    /// What was found.
    let fact: String
    /// What to do, when it isn't good.
    let cure: String?

    static func good(_ subject: String, _ fact: String) -> Finding {
        Finding(subject: subject, isGood: true, fact: fact, cure: nil)
    }

    static func problem(_ subject: String, _ fact: String, cure: String) -> Finding {
        Finding(subject: subject, isGood: false, fact: fact, cure: cure)
    }

    enum CodingKeys: String, CodingKey {
        case subject, fact, cure
        case isGood = "ok"
    }
}
