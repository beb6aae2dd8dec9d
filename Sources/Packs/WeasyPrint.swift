import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program that makes PDFs of packs.
public struct WeasyPrint: Sendable {
  let program: Program

  /// Looks for WeasyPrint; nil if it isn't there.
  public static func find(project: String) -> WeasyPrint? {
    Program.find("weasyprint", variable: "IMRF_WEASYPRINT", project: project).map(WeasyPrint.init)
  }

  /// What a run has said.
  struct Outcome {
    /// How many pages there are.
    let pages: Int
    /// What it complained of, a line each: it ends well even if a picture is missing.
    let complaints: [String]
    /// Whether it ended well.
    let isDone: Bool
  }

  /// Prints an HTML file as PDF/UA-1 (ISO 14289-1).
  func print(_ html: String, to pdf: String) async -> Outcome {
    let arguments: [String] = ["--verbose", "--pdf-variant", "pdf/ua-1", html, pdf]
    do {
      let run = try await run(
        .path(FilePath(program.path)), arguments: Arguments(arguments), output: .discarded,
        error: .string(limit: 16_777_216))
      return outcome(of: run.standardError, isDone: run.terminationStatus.isSuccess)
    } catch {
      return Outcome(pages: 0, complaints: ["\(error)"], isDone: false)
    }
  }

  /// The lines that begin with `INFO` tell how far it is, such as "Creating layout - Page 12".
  private func outcome(of report: String, isDone: Bool) -> Outcome {
    let lines = report.split(separator: "\n").map(String.init)
    let page = lines.last { $0.hasPrefix("INFO: ") && $0.contains(" - Page ") }
    let number = page?.split(separator: " ").compactMap { Int($0) }.last
    return Outcome(pages: number ?? 0, complaints: lines.filter { !$0.hasPrefix("INFO: ") }, isDone: isDone)
  }
}
