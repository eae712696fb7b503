/// The files that front ends are given, carried inside the program, so that it can install them from anywhere.
public enum FrontEnds {
    /// A file and its path below the folder that it goes to.
    public struct File: Sendable {
        /// The path, with slashes.
        public let path: String
        /// The contents.
        public let bytes: [UInt8]

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The kernel's logos, for the folder of its kernelspec.
    public static let logos = [
        File("logo-32x32.png", PackageResources.logo_32x32_png),
        File("logo-64x64.png", PackageResources.logo_64x64_png),
        File("logo-svg.svg", PackageResources.logo_svg_svg),
    ]

    /// The extension that colours cells in JupyterLab, for its folder below `labextensions`.
    public static let labExtension = [
        File("package.json", PackageResources.package_json),
        File("static/remoteEntry.js", PackageResources.remoteEntry_js),
    ]

    /// The Python modules for Pygments and papermill, for the folder of a Python's packages.
    public static let modules = [
        File("loupe_pygments/__init__.py", PackageResources.__init___py),
        File("loupe_papermill.py", PackageResources.loupe_papermill_py),
    ]

    /// The catalogue of encoders and data sets with the sha256 of each file (`packages.json`).
    public static let catalogue = PackageResources.packages_json

    /// What downloads them, in Python (`fetch.py`).
    public static let fetchScript = PackageResources.fetch_py

    /// How a class installs a bundle without compiler or network, in plain sh.
    public static let bundleInstaller = PackageResources.install_sh

    /// What a bundle's first file says.
    public static let bundleReadme = PackageResources.readme_txt

    /// What licences the bundled parts come under.
    public static let bundleLicences = PackageResources.licences_txt
}
