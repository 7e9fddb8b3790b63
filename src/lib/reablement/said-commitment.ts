import { sayEnds } from './commitments.ts'
import type { LocalDate } from './dates.ts'
import { isYesterday, noSuchDay, readDay, wordsOf } from './line-words.ts'

/** A commitment said in words: one call fewer a day from tomorrow, or the day it ends; `day` null is one nobody can mean. */
export type SaidCommitment =
  | { kind: 'step down' }
  | { kind: 'ends'; day: LocalDate }
  | { kind: 'ends'; day: null; typed: string; why: string }

/**
 * Reads a line that says a commitment and nothing else: 'down', 'step down', 'ends thu', 'ends on 26 nov', with or
 * without a slash before it. Any other word, and it is none: 'down stairs rail', 'ends of bed raiser' stay actions. An
 * end needs one day: 'ends', 'ends 26' and 'ends next week' are asked about, as are days that are not or have passed.
 * Never throws. [choice]
 */
export function readCommitment(text: string, today: LocalDate): SaidCommitment | null {
  const words = wordsOf(text.replace(/^\s*\/\s*/, ''))
  const lows = words.map(({ low }) => low)
  if (/^(?:step[ -]?)?down$/.test(lows.join(' '))) return { kind: 'step down' }
  if (!/^ends?$/.test(lows[0] ?? '')) return null
  const begin = /^(?:on|by)$/.test(lows[1] ?? '') ? 2 : 1
  const typed = words.slice(begin).map((word) => word.text)
  return readEnd(lows.slice(begin), typed.join(' '), today)
}

function readEnd(lows: readonly string[], typed: string, today: LocalDate): SaidCommitment | null {
  const doubted = (why: string): SaidCommitment => ({ kind: 'ends', day: null, typed, why })
  const said = lows.join(' ')
  if (said === '') return doubted('say the day: “ends thu”, “ends 26 nov”')
  if (/^(?:this|next) week$/.test(said)) return doubted('say which day of it')
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(said)) return doubted('say the month too')
  if (lows.length === 1 && isYesterday(said)) return doubted('is in the past')
  const read = readDay(lows, today, { announced: true, last: true })
  if (read?.count === lows.length)
    return read.due < today ? doubted('is in the past') : { kind: 'ends', day: read.due }
  return read === null && noSuchDay(lows, true) === lows.length ? doubted('no such day') : null
}

/** What Enter would commit to, in words: 'Ends Thu 26 Nov'. '' while the day is in doubt. */
export function sayCommitment(said: SaidCommitment, today: LocalDate): string {
  if (said.kind === 'step down') return 'Step down: one call fewer a day from tomorrow'
  return said.day === null ? '' : sayEnds(said.day, today)
}
