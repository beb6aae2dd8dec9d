public import Content
import Platform

/// The programs that look at finished pages, and what they need.
extension PageChecker {
  /// One of the programs.
  public enum Kind: String, Sendable, CaseIterable {
    case axe, nu

    /// What people call it.
    var name: String {
      switch self {
      case .axe: "axe-core"
      case .nu: "the Nu HTML checker"
      }
    }

    /// The rule of ours that it looks after.
    public var check: Check {
      switch self {
      case .axe: .accessibility
      case .nu: .html
      }
    }

    /// Our script that runs it.
    var script: String {
      switch self {
      case .axe: "accessibility.py"
      case .nu: "validity.py"
      }
    }

    /// What it runs in.
    var part: Part {
      switch self {
      case .axe: .browser
      case .nu: .java
      }
    }

    /// How many pages it looks at in one run: the start of a browser or of Java costs as much as some of them.
    var pagesInRun: Int {
      switch self {
      case .axe: 100
      case .nu: 600
      }
    }
  }

  /// What a program needs.
  enum Part: Sendable {
    case library, browser, java

    var name: String {
      switch self {
      case .library: "its Python package"
      case .browser: "Chromium or Chrome"
      case .java: "Java"
      }
    }

    /// The command that brings it.
    var installation: String {
      switch self {
      case .library: "imrf setup checks"
      case .browser: "sudo apt-get install chromium"
      case .java: "sudo apt-get install default-jre-headless"
      }
    }

    /// The variable that names it.
    var variable: String? {
      switch self {
      case .library: nil
      case .browser: "IMRF_BROWSER"
      case .java: "IMRF_JAVA"
      }
    }

    var program: Program? {
      guard let variable else { return nil }
      let names = self == .java ? ["java"] : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
      return names.lazy.compactMap { Program.find($0, variable: variable, in: []) }.first
        ?? (self == .browser ? Program.at("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") : nil)
    }
  }

  /// A program with all that it needs.
  struct Tool {
    let kind: Kind
    let python: Program
    let library: String
    let program: Program

    /// What tells this version of it from others.
    var key: String {
      let files = [library, program.path].map { Program.version(of: $0) ?? $0 }.joined(separator: "\n")
      return hexDigits(contentHash(Array(files.utf8) + PythonScripts.checks))
    }
  }
}
