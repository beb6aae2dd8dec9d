import TestSupport
import Testing

/// Every file of `Fixtures`: adding a case is adding a file.
@Suite struct FixtureTests {
  @Test("renders", arguments: Fixture.all(in: "render"))
  func renders(_ fixture: Fixture) {
    #expect(fixture.matches(fixture.result), "\(fixture.result)")
  }

  @Test("reports", arguments: Fixture.all(in: "errors"))
  func reports(_ fixture: Fixture) {
    #expect(fixture.matches(fixture.result), "\(fixture.result)")
  }
}
