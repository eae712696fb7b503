extension Recipe {
    /// One way to fill in what `try` leaves open.
    public struct Variant: Sendable, Equatable {
        /// The recipe with one value for each option.
        public let recipe: Recipe
        /// The values that were filled in, from left to right.
        public let settings: [Setting]
    }

    /// A value that was filled in.
    public struct Setting: Sendable, Equatable {
        /// The component and its option.
        public let component, option: String
        /// The value.
        public let value: Value
    }

    /// In how many ways what `try` leaves open can be filled in, `Int.max` if that is less; 1 when nothing is left open.
    ///
    /// Names are not followed.
    public var variantCount: Int {
        components.flatMap(\.options).filter(\.isTried).reduce(1) { count, option in
            let (product, overflows) = count.multipliedReportingOverflow(by: max(1, option.tried.count))
            return overflows ? .max : product
        }
    }

    /// The variant of this number, counted from 0; the last option changes first.
    public func variant(_ number: Int) -> Variant {
        var digits: [Int] = []
        var rest = max(0, number)
        for option in components.flatMap(\.options).filter(\.isTried).reversed() {
            let base = max(1, option.tried.count)
            digits.insert(rest % base, at: 0)
            rest /= base
        }
        var settings: [Setting] = []
        let recipe = filled(digits[...], &settings)
        return Variant(recipe: recipe, settings: settings)
    }

    private func filled(_ digits: ArraySlice<Int>, _ settings: inout [Setting]) -> Recipe {
        switch self {
        case .name: return self
        case .component(let component):
            let options = component.options.map { option -> Component.Option in
                let place = digits.startIndex + settings.count
                guard option.isTried, digits.indices.contains(place),
                    option.tried.indices.contains(digits[place])
                else { return option }
                let value = option.tried[digits[place]]
                settings.append(
                    Setting(component: component.name.text, option: option.name.text, value: value.value))
                return Component.Option(name: option.name, value: value, isTried: false)
            }
            return .component(Component(name: component.name, options: options))
        case .union(let parts): return .union(parts.map { $0.filled(digits, &settings) })
        case .pipe(let parts): return .pipe(parts.map { $0.filled(digits, &settings) })
        }
    }
}

extension Recipe.Component.Option {
    /// The values to search among.
    fileprivate var tried: [Argument] {
        if isTried, case .list(let values) = value.value { values } else { [] }
    }
}
