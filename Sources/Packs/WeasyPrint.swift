/// The program that makes PDFs of packs.
public struct WeasyPrint: Sendable {
  let program: Program

  /// Looks for WeasyPrint; nil if it isn't there.
  public static func find(project: String) -> WeasyPrint? {
    Program.find("weasyprint", variable: "IMRF_WEASYPRINT", in: [Program.scripts(of: project)]).map(WeasyPrint.init)
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
    let arguments = ["--verbose", "--pdf-variant", "pdf/ua-1", html, pdf]
    let (report, isDone) = await program.run(arguments)
    return outcome(of: report, isDone: isDone)
  }

  /// The lines that begin with `INFO` tell how far it is, such as "Creating layout - Page 12".
  private func outcome(of report: String, isDone: Bool) -> Outcome {
    let lines = report.split(separator: "\n").map(String.init)
    let page = lines.last { $0.hasPrefix("INFO: ") && $0.contains(" - Page ") }
    let number = page?.split(separator: " ").compactMap { Int($0) }.last
    return Outcome(pages: number ?? 0, complaints: lines.filter { !$0.hasPrefix("INFO: ") }, isDone: isDone)
  }
}
