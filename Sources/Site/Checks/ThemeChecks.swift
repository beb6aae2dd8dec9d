import Content
import Diagnostics
import Templating

extension Site {
  /// Templates that make no page, and are no part of one that does.
  func unusedTemplates(_ templates: [TemplateParts]) -> [Diagnostic] {
    let used = reachable(from: { pageTemplates.contains($0.name) }, in: templates) { template, other in
      template.templates.contains { $0.matches(other.name) }
    }
    return zip(templates, used).compactMap { template, isUsed in
      isUsed || template.file.isBuiltIn ? nil : .unusedTemplate(template.file.name)
    }
  }

  /// Assets that no template names, nor a style sheet that one names.
  func unusedAssets(_ templates: [TemplateParts]) -> [Diagnostic] {
    let names = templates.flatMap { $0.inputs(of: "asset") }
    let used = reachable(from: { asset in names.contains { $0.matches(asset.name) } }, in: assets.all) { sheet, other in
      sheet.names.contains(other.name)
    }
    return zip(assets.all, used).compactMap { asset, isUsed in
      isUsed || asset.file.isBuiltIn ? nil : .unusedAsset(asset.file.name)
    }
  }

  /// Files copied from the built-in theme that lack what has changed there since.
  func olderCopies() -> [Diagnostic] {
    theme.files.own.filter { theme.files.copied.isOlder($0.name, $0.file) }.map {
      .olderCopy($0.file.name, of: $0.name)
    }
  }

  /// The templates of all kinds of pages, also of those that this content doesn't have.
  private var pageTemplates: Set<String> {
    let kinds = library.schema.kinds.flatMap { [$0.entryTemplate, $0.listTemplate] }
    let generic = [KindDeclaration.anyEntryTemplate, KindDeclaration.anyListTemplate]
    let own = library[.pack].compactMap { $0[Pack.template] }.map { $0 + ".html" }
    let others = [
      Route.feedTemplate, Route.packDocumentTemplate, Route.redirectTemplate, Route.referrersTemplate,
      Route.pictureTemplate, Route.calendarTemplate,
    ]
    return Set(routes.compactMap(\.template) + kinds + generic + own + others)
  }
}
