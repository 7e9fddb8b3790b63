/** Counts the turns the event loop takes, until it is stopped: whoever holds everybody up lets it take hardly any. */
export function countTurns(): { count: () => number; stop: () => void } {
  let turns = 0
  let next = setImmediate(again)
  function again() {
    turns += 1
    next = setImmediate(again)
  }
  return { count: () => turns, stop: () => clearImmediate(next) }
}
