import Content
import Foundation
import Platform
import TestSupport
import Testing

@testable import Site
@testable import Templating

@Suite("The names that a site's kinds and fields can't have are those that mean something already")
struct TakenNameTests {
  private let schema = Schema.forum

  @Test("Members of entries")
  func entries() {
    let tables = EntryMemberTables(schema)
    for kind in schema.kinds {
      let names = Set(tables[kind.kind].names)
      let computed = TakenNames.ofKinds[kind.name] ?? []
      let declared = kind.fields.fields.compactMap(\.member) + kind.inverses.map(\.name)
      #expect(names.subtracting(declared).isSubset(of: TakenNames.ofEntries.union(computed)), "\(kind.name)")
      #expect(computed.isSubset(of: names), "\(kind.name)")
      #expect(TakenNames.ofEntries.subtracting(["citation"]).isSubset(of: names))
    }
  }

  @Test("Members of the site")
  func site() {
    let names = Set(SiteView.members(schema).names)
    #expect(names.subtracting(schema.kinds.map(\.templatePlural)) == TakenNames.ofSite)
  }

  @Test("Templates that are made for no kind")
  func templates() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../templates").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".html") }
    let names = Set(files.map { String($0.dropLast(5)) })
    #expect(names.subtracting(schema.kinds.flatMap { [$0.name, $0.plural] }) == TakenNames.ofTemplates)
  }

  @Test("Words of the template language")
  func language() {
    let words = Expression.reservedNames.filter { $0.lowercased() == $0 }
    #expect(words.union(Function.builtins.map(\.name)).isSubset(of: TakenNames.ofLanguage))
  }

  @Test("Folders of files")
  func folders() async throws {
    var files = SiteFixtureTests.base.files
    files["templates/assets/site.css"] = Array("p { margin: 0 }".utf8)
    let site = try #require(await Site.load(from: .memory(files)).site)
    let folders = site.routes.filter { !$0.isPage && !$0.isTwin }.map { $0.path.split(separator: "/").map(String.init) }
    let made = Set(folders.filter { $0.count > 1 }.compactMap(\.first))
    #expect(made.union([SearchTexts.folder]) == TakenNames.ofFolders)
  }
}
