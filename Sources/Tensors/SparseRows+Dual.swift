internal import CKernels

/// A quadratic problem over the rows of a sparse matrix, one multiplier α for each, solved a multiplier at a time.
///
/// min ½ ‖Σ α_i y_i [x_i 1]‖² + Σ ridge_i α_i² / 2 − Σ α_i over 0 ≤ α_i ≤ ceiling_i: the dual of linear support vector
/// machines.
public struct DualRows: Sendable {
    /// x, whose columns are numbered by `indices`.
    private let whole: SparseRows
    private let indices: ColumnIndices
    /// The number of rows.
    public var rows: Int { whole.rows }
    /// The number of columns.
    public let columns: Int
    /// ‖[x 1]‖² of each row.
    public let lengths: [Double]
    /// y of each row, 1 or −1.
    public let signs: [Double]
    /// What is added to each row's curvature.
    public let ridges: [Double]
    /// The most that each multiplier may be.
    public let ceilings: [Double]

    /// All arrays have an element for each row.
    ///
    /// With `occurring`, which must be those of `rows`, planes are over these columns alone.
    public init(
        rows: SparseRows, over occurring: OccurringColumns? = nil, lengths: [Double], signs: [Double],
        ridges: [Double], ceilings: [Double]
    ) {
        precondition(
            lengths.count == rows.rows && signs.count == rows.rows && ridges.count == rows.rows
                && ceilings.count == rows.rows, "arrays of another size")
        whole = rows
        indices = occurring?.indices ?? .wide(rows.indices)
        columns = occurring?.count ?? rows.columns
        self.lengths = lengths
        self.signs = signs
        self.ridges = ridges
        self.ceilings = ceilings
    }

    /// Where slopes lie: below and above which rows at their limits are set aside, and what was seen.
    public struct Bounds: Sendable {
        /// Rows at their ceiling with a lesser slope are set aside.
        public var least = -Double.infinity
        /// Rows at 0 with a greater slope are set aside.
        public var greatest = Double.infinity
        /// The least projected slope that was seen.
        public var seenLeast = Double.infinity
        /// The greatest projected slope that was seen.
        public var seenGreatest = -Double.infinity

        /// Bounds that set nothing aside, before anything is seen.
        public init() {}
    }

    /// Minimises over the multipliers of the rows at `places` of `active`, one after the other; `plane` and `intercept` are
    /// kept equal to Σ α_i y_i x_i and Σ α_i y_i.
    ///
    /// Rows that aren't set aside are moved up to `active[kept...]`, and `kept` is advanced; it must not be beyond `places`.
    public func visit(
        _ places: Range<Int>, of active: inout [Int32], kept: inout Int, bounds: inout Bounds,
        multipliers: inout [Double], plane: UnsafeMutableBufferPointer<Double>, intercept: inout Double
    ) {
        precondition(
            multipliers.count == rows && plane.count == columns && kept <= places.lowerBound
                && places.upperBound <= active.count, "arrays of another size")
        precondition(
            active[places].allSatisfy { $0 >= 0 && Int($0) < rows }, "a row that isn't there")
        var limits = KernelDualBounds(
            least: bounds.least, greatest: bounds.greatest, seen_least: bounds.seenLeast,
            seen_greatest: bounds.seenGreatest)
        var problem = KernelDual()
        problem.plane = plane.baseAddress
        active.withUnsafeMutableBufferPointer { active in
            withUnsafeMutablePointer(to: &intercept) { intercept in
                problem.intercept = intercept
                multipliers.withUnsafeMutableBufferPointer { multipliers in
                    problem.multipliers = multipliers.baseAddress
                    withRows(&problem) { problem in
                        guard let base = active.baseAddress else { return }
                        kept += kernel_dual_visit(
                            &problem, places.count, base + places.lowerBound, base + kept, &limits)
                    }
                }
            }
        }
        bounds.seenLeast = limits.seen_least
        bounds.seenGreatest = limits.seen_greatest
    }

    /// The same for a plane [columns + 1] whose last element is the intercept.
    public func visit(
        _ places: Range<Int>, of active: inout [Int32], kept: inout Int, bounds: inout Bounds,
        multipliers: inout [Double], plane: inout [Double]
    ) {
        precondition(plane.count == columns + 1, "plane of another size")
        plane.withUnsafeMutableBufferPointer { plane in
            visit(
                places, of: &active, kept: &kept, bounds: &bounds, multipliers: &multipliers,
                plane: UnsafeMutableBufferPointer(rebasing: plane.dropLast()),
                intercept: &plane[columns])
        }
    }

    /// Σ gap² / (2 ridge) at a plane [columns], gap being how far a row is within its margin; what it gives the gradient is
    /// added to `slopes` [columns] and `slope`.
    public func loss(
        plane: UnsafeMutableBufferPointer<Double>, intercept: Double, slopes: inout [Double],
        slope: inout Double
    ) -> Double {
        precondition(plane.count == columns && slopes.count == columns, "arrays of another size")
        var (problem, intercept, sum) = (KernelDual(), intercept, 0.0)
        problem.plane = plane.baseAddress
        withUnsafeMutablePointer(to: &intercept) { intercept in
            problem.intercept = intercept
            withRows(&problem) { problem in
                slopes.withUnsafeMutableBufferPointer {
                    sum = kernel_dual_loss(&problem, rows, $0.baseAddress, &slope)
                }
            }
        }
        return sum
    }

    /// Calls `body` with what the problem's rows are read from.
    private func withRows(_ problem: inout KernelDual, _ body: (inout KernelDual) -> Void) {
        whole.offsets.withUnsafeBufferPointer { offsets in
            whole.values.withUnsafeBufferPointer { values in
                (problem.offsets, problem.values) = (offsets.baseAddress, values.baseAddress)
                switch indices {
                case .narrow(let indices):
                    indices.withUnsafeBufferPointer {
                        problem.narrow = $0.baseAddress
                        withFigures(&problem, body)
                    }
                case .wide(let indices):
                    indices.withUnsafeBufferPointer {
                        problem.indices = $0.baseAddress
                        withFigures(&problem, body)
                    }
                }
            }
        }
    }

    /// Calls `body` with what is known of each row.
    private func withFigures(_ problem: inout KernelDual, _ body: (inout KernelDual) -> Void) {
        lengths.withUnsafeBufferPointer { lengths in
            signs.withUnsafeBufferPointer { signs in
                ridges.withUnsafeBufferPointer { ridges in
                    ceilings.withUnsafeBufferPointer { ceilings in
                        (problem.lengths, problem.signs) = (lengths.baseAddress, signs.baseAddress)
                        (problem.ridges, problem.ceilings) = (ridges.baseAddress, ceilings.baseAddress)
                        body(&problem)
                    }
                }
            }
        }
    }
}
