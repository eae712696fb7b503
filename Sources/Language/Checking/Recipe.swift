/// A checked recipe, in which names of other recipes still stand as names.
public indirect enum Recipe: Sendable, Equatable {
    /// One component with its options.
    case component(Component)
    /// A name that holds a recipe.
    case name(Spelled)
    /// Feature blocks side by side, two or more.
    case union([Recipe])
    /// Stages in order, two or more.
    case pipe([Recipe])

    /// A component with its checked options.
    public struct Component: Sendable, Equatable {
        /// The component's name with its place.
        public let name: Spelled
        /// The options that were written, by name, in the order of the signature.
        public let options: [Option]

        /// A checked option.
        public struct Option: Sendable, Equatable {
            /// Its name; the place of its value when only a value was written.
            public let name: Spelled
            /// Its value; a list of values to search when `isTried`.
            public let value: Argument
            /// Whether `try` was written, for `tune` to search.
            public let isTried: Bool
        }

        /// The row of the signature table.
        public var signature: Signature? {
            SignatureTable.component(name.text) ?? SignatureTable.way(name.text)
        }

        /// The option's value, else the signature's default, else nil.
        public func option(_ name: String) -> Value? {
            given(name)?.value.value ?? signature?.clause(name)?.defaultValue
        }

        /// The same with another value for an option that was written.
        public func replacing(_ name: String, by value: Value) -> Component {
            Component(
                name: self.name,
                options: options.map { option in
                    option.name.text != name
                        ? option
                        : Option(
                            name: option.name, value: Argument(value, option.value.span),
                            isTried: option.isTried)
                })
        }

        /// The option as written, if it was.
        public func given(_ name: String) -> Option? { options.first { $0.name.text == name } }
    }

    /// Every component that is written out, from left to right; names are not followed.
    public var components: [Component] {
        switch self {
        case .component(let component): [component]
        case .name: []
        case .union(let parts), .pipe(let parts): parts.flatMap(\.components)
        }
    }

    /// Every name that it refers to, from left to right.
    public var names: [Spelled] {
        switch self {
        case .component: []
        case .name(let name): [name]
        case .union(let parts), .pipe(let parts): parts.flatMap(\.names)
        }
    }
}
