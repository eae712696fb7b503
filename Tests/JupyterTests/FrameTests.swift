import Testing

@testable import Jupyter

@Suite struct FrameTests {
    private static let header = Array(#"{"msg_id":"1","msg_type":"kernel_info_request"}"#.utf8)
    private static let empty = Array("{}".utf8)
    private static let signer = Signer(key: Array("secret".utf8), scheme: .sha256)

    private static func frames(_ parts: [[UInt8]]) -> [[UInt8]] {
        [[1, 2], [3], Message.delimiter, HexDigits.encode(signer.code(of: parts[...]))] + parts
    }

    @Test func `codes are those of RFC 4231 and RFC 2202, test case 2`() {
        let text = Array("what do ya want for nothing?".utf8)
        let pieces = [Array(text[..<5]), Array(text[5...])]
        let key = Array("Jefe".utf8)
        #expect(
            HexDigits.text(Signer(key: key, scheme: .sha256).code(of: pieces[...]))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            HexDigits.text(Signer(key: key, scheme: .sha512).code(of: pieces[...]))
                == "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        )
        #expect(
            HexDigits.text(Signer(key: key, scheme: .md5).code(of: pieces[...]))
                == "750c783e6ab0b503eaa86e310a5db738")
        #expect(
            HexDigits.text(Signer(key: key, scheme: .sha1).code(of: pieces[...]))
                == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(
            HexDigits.text(Signer(key: key, scheme: .sha384).code(of: pieces[...]))
                == "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        )
        #expect(Signer(key: [], scheme: .sha256).code(of: pieces[...]) == [])
    }

    @Test func `a code is accepted only whole and unchanged`() {
        let parts = [[UInt8]](repeating: Self.empty, count: 4)
        let code = Self.signer.code(of: parts[...])
        #expect(Self.signer.accepts(code, of: parts[...]))
        #expect(!Self.signer.accepts(code.dropLast(), of: parts[...]))
        #expect(!Self.signer.accepts([], of: parts[...]))
        for index in code.indices {
            var changed = code
            changed[index] ^= 1
            #expect(!Self.signer.accepts(changed, of: parts[...]))
        }
    }

    @Test func `a message is decoded, and its buffers are not signed`() throws {
        var decoder = MessageDecoder(signer: Self.signer)
        let message = try decoder.decode(
            Self.frames([Self.header, Self.empty, Self.empty, Self.empty]) + [[7], [8]])
        #expect(message.identities == [[1, 2], [3]])
        #expect(message.headerFrame == Self.header)
        #expect(message.type == "kernel_info_request")
    }

    @Test func `each fault is told apart`() {
        func error(_ frames: [[UInt8]]) -> MessageError? {
            var decoder = MessageDecoder(signer: Self.signer)
            do { _ = try decoder.decode(frames) } catch { return error }
            return nil
        }
        let empty = Self.empty
        #expect(error([]) == .noDelimiter)
        #expect(error([Message.delimiter]) == .tooFewFrames(1))
        #expect(error(Self.frames([Self.header, empty, empty])) == .tooFewFrames(7))
        #expect(error([Message.delimiter, [], Self.header, empty, empty, empty]) == .badSignature)
        #expect(error(Self.frames([empty, empty, empty, empty])) == .missing(field: "msg_id"))
        #expect(
            error(Self.frames([Self.header, empty, [], empty])) == .badJSON(part: .metadata, .unexpectedEnd))
        #expect(
            error(Self.frames([Self.header, empty, empty, Array("[]".utf8)])) == .notAnObject(part: .content))
    }

    @Test func `a message is refused a second time, a damaged one may come again whole`() throws {
        var decoder = MessageDecoder(signer: Self.signer)
        let frames = Self.frames([Self.header, Self.empty, Self.empty, Self.empty])
        var damaged = frames
        damaged[4].append(0x20)
        #expect(throws: MessageError.badSignature) { try decoder.decode(damaged) }
        _ = try decoder.decode(frames)
        #expect(throws: MessageError.replayed) { try decoder.decode(frames) }
    }

    @Test func `the oldest signature is forgotten first`() {
        var replays = ReplayGuard(capacity: 3)
        for code in 0..<5 { replays.insert([UInt8(code)]) }
        #expect((0..<5).map { replays.contains([UInt8($0)]) } == [false, false, true, true, true])
    }

    @Test func `what is encoded is decoded the same`() throws {
        var encoder = MessageEncoder(signer: Self.signer)
        var decoder = MessageDecoder(signer: Self.signer)
        let (frames, id) = encoder.encode("x_request", ["a": "é"], to: [[5]], parent: nil)
        let message = try decoder.decode(frames)
        #expect(message.identities == [[5]])
        #expect(message.id == id)
        #expect(message.content == ["a": "é"])
        let header = try JSON(parsing: message.headerFrame)
        #expect(header["session"] == .string(encoder.session))
        #expect(header["date"]?.string?.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) == true)
        #expect(encoder.encode("x", [:], to: [], parent: nil).id != id)
    }
}
