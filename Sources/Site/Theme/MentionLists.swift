import Content
import Documents

extension Strings {
  /// The words by which texts mention entries, in the languages that have them.
  static func mentionWords(_ languages: [Language: Words]) -> [Language: MentionWords] {
    languages.compactMapValues { words in
      let lists = words.lists
      guard let objective = lists["mention-objective"], let roundTable = lists["mention-round-table"] else {
        return nil
      }
      return MentionWords(
        objective: objective, objectives: lists["mention-objectives"] ?? [], roundTable: roundTable,
        roundTables: lists["mention-round-tables"] ?? [], syntax: syntax(lists))
    }
  }

  private static func syntax(_ lists: [String: [String]]) -> MentionSyntax {
    var syntax = MentionSyntax()
    syntax.numbers = lists["mention-numbers"] ?? []
    syntax.signs = lists["mention-signs"] ?? []
    syntax.list = lists["mention-list"] ?? []
    syntax.range = lists["mention-range"] ?? []
    syntax.further = lists["mention-further"] ?? []
    syntax.articles = lists["mention-articles"] ?? []
    syntax.notBefore = lists["mention-not-before"] ?? []
    syntax.notBehind = lists["mention-not-behind"] ?? []
    syntax.behind = lists["mention-behind"] ?? []
    syntax.endings = lists["mention-endings"] ?? []
    syntax.abbreviatedWords = lists["abbreviated-words"] ?? []
    return syntax
  }
}
