import type { LocalDate } from './dates.ts'
import type { Room, Word } from './line-words.ts'
import type { Team, TeamCode } from './team.ts'
import type { DayRules } from './working-days.ts'

/** Who an '@' named: a colleague, or a team's queue. */
export type LineOwner = { colleague: string } | { team: TeamCode }

export type SpanKind = 'quantity' | 'room' | 'due' | 'owner' | 'urgent' | 'because' | 'kit'

/** What a line is read against. */
export interface LineContext {
  today: LocalDate
  colleagues: readonly { id: string; name: string; team: TeamCode }[]
  teams: readonly Team[]
  rooms?: readonly Room[]
  /** The first visit's day, which 'before day 42' counts from; null or absent: not known. */
  start?: LocalDate | null
  kits?: readonly { id: string; name: string }[]
  /** How working days are counted; as Perch comes when nothing is said. */
  days?: DayRules
}

/** What was understood, by place in the text: `to` is behind the last letter. */
export interface Span {
  from: number
  to: number
  as: SpanKind
}

/** Something in the line that cannot be meant as it stands: nothing is agreed until it is put right. */
export interface Doubt {
  /** As typed: '31/2'. */
  text: string
  about: 'due' | 'quantity' | 'item'
  /** 'no such day', 'is in the past', 'at most 20 at a time' */
  why: string
}

/** The line while it is read: words still free, and what was understood so far. */
export interface Reading {
  text: string
  free: Word[]
  spans: Span[]
  doubts: Doubt[]
}

/** Takes words out of the free ones as understood. */
export function take(reading: Reading, from: number, count: number, as: SpanKind): void {
  const taken = reading.free.splice(from, count)
  const [first, last] = [taken[0], taken.at(-1)]
  if (first && last) reading.spans.push({ from: first.from, to: last.to, as })
}

/** Whether two words stand beside each other, with nothing taken from between them. */
function beside(reading: Reading, first: Word | undefined, second: Word | undefined): boolean {
  return Boolean(first && second && !reading.spans.some(({ from }) => from >= first.to && from < second.from))
}

/** The free words from `at` on, up to `most`, as far as nothing was taken from between them. */
export function wordsFrom(reading: Reading, at: number, most: number): Word[] {
  const ahead = reading.free.slice(at, at + most)
  const gap = ahead.findIndex((word, place) => place > 0 && !beside(reading, ahead[place - 1], word))
  return gap < 0 ? ahead : ahead.slice(0, gap)
}

/** Takes linking words before `at` too, and returns where the whole begins; the line's first word is never a link. */
export function withLinks(reading: Reading, at: number, links: RegExp): number {
  let begin = at
  while (begin > 0) {
    const [before, first] = [reading.free[begin - 1], reading.free[begin]]
    if (!before || !links.test(before.low) || !beside(reading, before, first)) break
    begin--
  }
  return begin
}

function colleagueNamed(
  typed: string,
  next: string | undefined,
  context: LineContext,
): [string | null, number] {
  const fits = (wanted: string) =>
    context.colleagues.filter(({ name }) => name.toLowerCase().startsWith(wanted))
  const both = next ? fits(`${typed} ${next}`) : []
  if (both.length) return [both.length === 1 ? (both[0]?.id ?? null) : null, 2]
  const first = fits(typed)
  const exact = first.filter(({ name }) => name.toLowerCase().split(/\s+/)[0] === typed)
  const found = exact.length ? exact : first
  return [found.length === 1 ? (found[0]?.id ?? null) : null, 1]
}

/** '@CT', '@dee', '@dee k', '@care': a team's code, then the beginning of one colleague's name, then of one team's. */
export function readOwner(reading: Reading, context: LineContext): LineOwner | null {
  const at = reading.free.findIndex(({ low }) => /^@./.test(low))
  const word = reading.free[at]
  if (!word) return null
  const typed = word.low.slice(1)
  const byCode = context.teams.find(({ code }) => code.toLowerCase() === typed)
  const [colleague, count] = byCode ? [null, 1] : colleagueNamed(typed, reading.free[at + 1]?.low, context)
  const named = context.teams.filter(({ name, short }) =>
    [name, short].some((text) => text.toLowerCase().startsWith(typed)),
  )
  const team = byCode ?? (named.length === 1 ? named[0] : undefined)
  const somebody = context.colleagues.some(({ name }) => name.toLowerCase().startsWith(typed))
  take(reading, at, count, 'owner')
  if (colleague) return { colleague }
  return team && (byCode || !somebody) ? { team: team.code } : null
}
