import { readDay } from './line-words.ts'
import { isShortened } from './typos.ts'
import { take, wordsFrom } from './line-reading.ts'
import type { Reading } from './line-reading.ts'

/** Words that announce a reason. */
const announces = /^(?:because|becuase|becasue|becos|cos|coz|bc|b\/c|since|reason|reason:)$/
/** 'as lives alone' is a reason, 'as agreed' and 'as well' are not. */
const notAs =
  /^(?:well|agreed|above|below|before|usual|per|soon|planned|requested|discussed|needed|required|necessary|advised|possible|it|is|a|an|the|many|much|last)$/

/** How a reason begins that nobody announced. Ours, from what is said of people in the domain's words. [choice] */
const begins: readonly RegExp[] = [
  /^(?:lives|living|live|lvs) (?:alone|on (?:his|her|their) own|by)/,
  /^alone\b/,
  /^(?:on|by) (?:his|her|their) own\b/,
  /^(?:cannot|can'?t|cant|can’t|unable|not able|no longer able|won'?t)\b/,
  /^not (?:safe|managing|steady|coping)\b/,
  /^(?:struggl(?:es|ing)|unsteady|unsafe|wobbly|breathless|sob\b|forgets|forgetful|confused|wanders|wandering|frail|dizzy|exhausted|tires)/,
  /^(?:fell|fallen|had (?:a|another|several|\d)|has (?:fallen|had|no)|keeps)\b/,
  /^falls (?:at|in|on|often|a lot|risk|twice|again|from|out|x\d|\d)/,
  /^(?:high |at |for )?(?:risk of|falls risk|risk)\b/,
  /^(?:recent|repeated|history of|hx of|two|three|several|\d+) falls\b/,
  /^no (?:family|nok|one|carer|next|help|strength)\b/,
  /^nobody\b/,
  /^(?:too weak|weak|very weak|poor (?:balance|grip|sight|memory|transfers)|weakness)\b/,
  /^(?:wife|husband|daughter|son|carer|he|she) (?:is|has|can|cant|can'?t|cannot|struggles|works|away|keeps|fell|lives|was|forgets)\b/,
]

/** What in a reason is told of the past: 'because he fell on monday' is due no Monday. */
const told = /^(?:fell|fall|falls|fallen|was|were|had|did|went|came|lost|broke|since|discharged|home|died)$/

/**
 * The reason, from the word that announces it or begins it to the end of the line, so that neither a room nor a day in it
 * is taken for the action's; a day at its end counts as the due day all the same, announced ('by fri') or when nothing in
 * it tells of the past. Never the line's first word. [choice]
 */
export function readBecause(reading: Reading, today: string): string | null {
  const { free } = reading
  const begin = reading.spans.some(({ as }) => as === 'kit') ? 0 : 1
  for (let at = begin; at < free.length; at++) {
    const lead = leadOf(reading, at)
    if (lead === null) continue
    const end = endOf(reading, at + lead, today)
    const words = free.slice(at + lead, end)
    if (words.length === 0) continue
    const said = words.map(({ text }) => text).join(' ')
    takeRuns(reading, at, end)
    return said
  }
  return null
}

/** How many words announce the reason that begins here; null when none begins. */
function leadOf(reading: Reading, at: number): number | null {
  const ahead = reading.free.slice(at, at + 5).map(({ low }) => low)
  const [first = '', second = ''] = ahead
  if (announces.test(first) || (first.length > 4 && isShortened(first, 'because'))) return second ? 1 : null
  if (first === 'as' && second && !notAs.test(second)) return 1
  if (
    first === 'due' &&
    second === 'to' &&
    ahead.length > 2 &&
    !/^(?:be|start|end|come)$/.test(ahead[2] ?? '')
  )
    return 2
  return begins.some((one) => one.test(ahead.join(' '))) ? 0 : null
}

/** Where it ends: before a day that is when the action is due. */
function endOf({ free }: Reading, from: number, today: string): number {
  const lows = free.map(({ low }) => low)
  const isPast = lows.slice(from).some((low) => told.test(low))
  for (let at = from + 1; at < free.length; at++) {
    const announced = /^(?:by|due|before|for)$/.test(lows[at] ?? '')
    const day = announced ? at + 1 : at
    if (/^day$/.test(lows[day] ?? '') && announced) return at
    const read = readDay(lows.slice(day), today, { announced: true, last: true })
    if (read && day + read.count === free.length && (announced || !isPast)) return at
  }
  return free.length
}

/** Takes the words between, a span for each run that nothing was taken from. */
function takeRuns(reading: Reading, from: number, end: number): void {
  let left = end - from
  while (left > 0) {
    const run = Math.min(left, wordsFrom(reading, from, left).length)
    take(reading, from, run, 'because')
    left -= run
  }
}
