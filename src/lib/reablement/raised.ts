import { actionLine, sayState } from './action.ts'
import type { ActionView } from './action.ts'
import { daysBetween, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { PersonOutcome } from './huddle.ts'

/** The longest line a colleague raises somebody with, in characters; as on the board (`marks.ts`). */
export { raisedLongest } from './marks.ts'

/** A photo as it may come in: its bytes, and the longest side of what is kept. [choice] */
export const photoLimits = { bytes: 10 * 1024 * 1024, side: 1600, pixels: 60_000_000 } as const

/** Days a photo stays after the end of the episode: as long as somebody may undo the end or ask. [choice] */
export const photoKeptDays = 28

/** How far back a colleague sees what they raised, in days; what still waits is always there. [choice] */
export const ownRaisesDays = 14

/** Something a colleague who is not in the meeting raised for it. */
export interface Raise {
  id: string
  /** Short, "Nadia O". */
  by: string
  at: string
  words: string
  /** Names the photo; null: there is none. */
  photo: string | null
}

/** The reason on the agenda: 'raised by Nadia O: cannot lift her leg over the bath'. */
export function raiseReason({ by, words }: Pick<Raise, 'by' | 'words'>): string {
  return `raised by ${by}: ${words}`
}

/** What the reason becomes when it is taken back while a huddle runs: the turn stays, the words go. */
export function takenBackReason({ by }: Pick<Raise, 'by'>): string {
  return `raised by ${by}, taken back`
}

/** Outcomes by which a huddle has come to somebody. */
export const reachedOutcomes = ['discussed', 'no change', 'parked'] as const satisfies PersonOutcome[]

/** One huddle that had the person on its agenda. */
export interface HuddleOfRaise {
  huddle: string
  date: LocalDate
  /** null: it still runs. */
  closedAt: string | null
  outcome: PersonOutcome | null
}

/** What is known of a raise when it is asked what became of it. */
export interface RaiseFacts {
  at: string
  afterHuddle: string | null
  takenBack: boolean
  /** They are still on the board. */
  onBoard: boolean
  /** Every huddle with them on its agenda that ran, in order. */
  huddles: readonly HuddleOfRaise[]
  /** The huddle that is open; `runs`: right now. `after` is the working day behind it. */
  open: { huddle: string; date: LocalDate; runs: boolean; after: LocalDate }
}

/** What became of a raise. */
export type Became =
  | { kind: 'taken back' }
  | { kind: 'talked about'; huddle: string; on: LocalDate; runs: boolean; outcome: PersonOutcome }
  | { kind: 'left' }
  | { kind: 'waiting'; for: LocalDate; runs: boolean; notReached: LocalDate | null }

/** The huddle that came to them since they were raised; a huddle that had before does not count. */
export function becameOf({ at, afterHuddle, takenBack, onBoard, huddles, open }: RaiseFacts): Became {
  if (takenBack) return { kind: 'taken back' }
  const since = huddles.filter(
    ({ huddle, closedAt }) => huddle !== afterHuddle && (closedAt === null || closedAt > at),
  )
  const talked = since.find(({ outcome }) => reachedOutcomes.some((one) => one === outcome))
  if (talked?.outcome) {
    const { huddle, date, closedAt, outcome } = talked
    return { kind: 'talked about', huddle, on: date, runs: closedAt === null, outcome }
  }
  if (!onBoard) return { kind: 'left' }
  const missed = since.findLast(({ closedAt }) => closedAt !== null)
  const isLater = afterHuddle === open.huddle
  return {
    kind: 'waiting',
    for: isLater ? open.after : open.date,
    runs: open.runs && !isLater,
    notReached: missed?.date ?? null,
  }
}

/** What became of it, as its author reads it. */
export function sayBecame(became: Became, today: LocalDate): string {
  switch (became.kind) {
    case 'taken back':
      return 'Taken back: the huddle does not see it'
    case 'left':
      return 'They left the service before a huddle came to it. Tell your team leader if it still matters'
    case 'talked about':
      return became.runs
        ? 'Talked about in the huddle that is on now'
        : `Talked about on ${sayDay(became.on)}`
    case 'waiting': {
      const missed = became.notReached ? `Not reached on ${sayDay(became.notReached)}. ` : ''
      if (became.runs) return `${missed}On the agenda of the huddle that is on now`
      const late = daysBetween(became.for, today) > 0
      return `${missed}On the agenda for ${late ? 'the next huddle' : sayDay(became.for)}`
    }
  }
}

/** An action as its state's words need it. */
export type Decided = Pick<
  ActionView,
  'title' | 'quantity' | 'room' | 'due' | 'state' | 'lastNote' | 'kind'
> & {
  /** The team's name, or whoever has it. */
  who: string
}

/**
 * What was decided, a line each: what the huddle committed to, then what it agreed, with where that stands. Without
 * either it says that they looked; while the huddle runs there may still come more.
 */
export function decidedLines(
  became: Extract<Became, { kind: 'talked about' }>,
  committed: readonly string[],
  agreed: readonly Decided[],
  today: LocalDate,
): string[] {
  const lines = [
    ...committed,
    ...agreed.map(
      (one) => `${actionLine(one)}: ${one.who}, by ${sayDay(one.due)}, ${sayStanding(one, today)}`,
    ),
  ]
  if (lines.length > 0) return lines
  if (became.runs) return ['Nothing agreed so far']
  return [
    became.outcome === 'no change' ? 'Looked at: no change, nothing needed' : 'Looked at, nothing needed',
  ]
}

/** Its day is said before: of what nobody has answered and is not late, that it waits. */
function sayStanding(one: Decided, today: LocalDate): string {
  const waits = one.state === 'agreed' && daysBetween(one.due, today) <= 0
  return waits ? 'not accepted yet' : sayState(one, today)
}

/** Somebody who may be raised, with enough to tell them apart. */
export interface Findable {
  episode: string
  reference: string
  /** "Kamla Chauhan, 84": two of one name are told apart by their age. */
  name: string
  surname: string
  /** First line of where they live and the postcode district. */
  where: string
  /** Somebody else on the board has a name that may be taken for theirs (`likeSoundingNames`). */
  nameAlike: boolean
}

/** As few letters as find somebody, and as many people as are shown. [choice] */
export const finding = { letters: 2, shown: 12 } as const

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, '')

/**
 * Those a colleague means by letters of a name or a reference: every word typed begins a word of the name, or the
 * reference holds what was typed. Those they raised lately (`recent`, newest first) come before the others.
 */
export function findPeople(
  people: readonly Findable[],
  typed: string,
  recent: readonly string[],
): Findable[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const whole = words.join('')
  if (whole.length < finding.letters) return []
  const found = people.filter(({ name, reference }) => {
    const parts = plain(name).split(/\s+/)
    const byName = words.every((word) => parts.some((part) => part.startsWith(word)))
    return byName || plain(reference).replaceAll(' ', '').includes(whole)
  })
  const rank = ({ episode }: Findable) => (recent.includes(episode) ? recent.indexOf(episode) : recent.length)
  return found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en-GB'))
}

/** What a colleague sees of one thing they raised. */
export interface OwnRaise {
  id: string
  episode: string
  name: string
  words: string
  at: string
  photo: string | null
  /** What became of it, in one sentence. */
  became: string
  kind: Became['kind']
  decided: string[]
  /** No huddle has come to it: it can be taken back. */
  mayTakeBack: boolean
}
