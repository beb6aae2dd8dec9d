import Documents
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2022", "2022-05", "2022-05-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func `reads what it writes`(text: String) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.iso == text)
  }

  @Test(arguments: [
    "", "22", "2022-5", "2022-13", "2022-00", "2022-05-32", "2022-05-00", "2023-02-29", "1900-02-29", "2022-04-31",
    "2022-05-20-01", "2022-", "-2022", "2022/05", "٢٠٢٢", "+202", "0000", "2022-05-20T10:00",
  ])
  func `refuses what is no date`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `orders by time, the less precise first`() throws {
    let texts = ["2021-12-31", "2022", "2022-01", "2022-01-01", "2022-01-02", "2022-02", "2023"]
    let dates = try texts.map { try #require(CalendarDate($0)) }
    #expect(dates.reversed().sorted() == dates)
  }

  @Test(arguments: [
    ("2022-05-17", 2), ("2022-05-20", 5), ("2000-01-01", 6), ("2024-02-29", 4), ("1899-12-31", 7), ("2023-01-02", 1),
  ])
  func `knows the day of the week`(text: String, weekday: Int) {
    #expect(CalendarDate(text)?.weekday == weekday)
  }

  @Test func `knows no day of the week without a day`() {
    #expect(CalendarDate("2022-05")?.weekday == nil)
  }
}
