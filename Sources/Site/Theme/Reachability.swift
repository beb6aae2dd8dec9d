/// Which things are among the first, or named by one that is, and so on.
func reachable<Thing>(
  from isFirst: (Thing) -> Bool, in things: [Thing], naming names: (Thing, Thing) -> Bool
) -> [Bool] {
  var isReached = things.map(isFirst)
  var waiting = things.indices.filter { isReached[$0] }
  while let next = waiting.popLast() {
    for index in things.indices where !isReached[index] && names(things[next], things[index]) {
      isReached[index] = true
      waiting.append(index)
    }
  }
  return isReached
}
