import CCommit

/// The commit that the program was built from, as `make build` names it.
///
/// It is a module of its own: whatever imports `CCommit` is compiled anew for each commit.
public enum Commit {
  /// Its abbreviated hash, with `-dirty` behind it if files differed from it; `none` if nobody has named it.
  public static var name: String { unsafe String(cString: imrf_commit()) }
}
