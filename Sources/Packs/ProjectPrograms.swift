import Platform

/// Where programs are found.
extension Program {
  /// The Python that has the libraries of a project.
  static func python(of project: String) -> Program? {
    find("python3", variable: "IMRF_PYTHON", in: [scripts(of: project)])
  }

  /// Where Python's packages put their programs in a project.
  static func scripts(of project: String) -> String { "\(project)/.venv/bin" }

  /// What tells one version of a file from another without reading it; nil if there is no such file.
  static func version(of path: String) -> String? { FileStamp(path).map { "\(path) \($0.text)" } }
}
