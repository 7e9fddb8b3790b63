import { instantOf, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { dayOf42 } from '../../reablement/episode.ts'
import { addWorkingDays, previousWorkingDay } from '../../reablement/working-days.ts'
import { asks } from './asks.ts'
import type { Ask } from './asks.ts'
import { hoursOf } from './calendar.ts'
import { between, chance, pick } from './chance.ts'
import { colleaguesOf, inventedColleagues } from './colleagues.ts'
import type { InventedColleague } from './colleagues.ts'
import type { InventedTurn } from './history.ts'
import type { InventedPerson } from './people.ts'
import { declinedWords, doneWords } from './words.ts'

/** Something agreed in a past huddle and what came of it, if nothing comes between. */
export interface InventedAction {
  key: string
  person: InventedPerson
  ask: Ask
  team: string
  /** The huddle’s date. */
  date: LocalDate
  agreedAt: number
  agreedBy: InventedColleague
  /** null: the team’s queue. */
  owner: InventedColleague | null
  due: LocalDate
  acceptedAt: number | null
  acceptedBy: InventedColleague
  end: 'done' | 'declined' | null
  endedAt: number | null
  /** The day it ended, or far away. */
  endedOn: LocalDate
  note: string | null
  /** Among the requests in hand: how far each has come goes round by it, so that every step has some. */
  turn?: number
}

/** What the catalogue says of an item, as far as agreeing it goes. */
export interface Known {
  team: string
  due: (agreedAt: Date) => LocalDate
}

const minute = 60_000
export const never: LocalDate = '9999-12-31'

/** What was agreed for each person talked about; the note says so too. */
export function agreedIn(
  huddle: { date: LocalDate; started: number; present: readonly InventedColleague[]; turns: InventedTurn[] },
  before: readonly InventedAction[],
  known: (ask: Ask) => Known,
): InventedAction[] {
  const agreed: InventedAction[] = []
  let clock = huddle.started + 4 * minute
  for (const turn of huddle.turns) {
    clock += turn.seconds * 1000
    if (turn.outcome !== 'discussed') continue
    for (const ask of wanted(turn, huddle.date, [...before, ...agreed])) {
      agreed.push(actionOf(ask, known(ask), turn, huddle, clock - between(1, 15, ask.group, clock) * 1000))
      turn.note = `${turn.note ?? ''} ${ask.says}`.trim()
    }
  }
  return agreed
}

function wanted(turn: InventedTurn, date: LocalDate, before: readonly InventedAction[]): Ask[] {
  const { person, how } = turn
  const moment = { person, how, on: date, day: dayOf42(person.stay.start, date) }
  const had = new Set(before.filter((one) => one.person === person).map((one) => one.ask.group))
  const fitting = asks.filter((ask) => ask.fits(moment) && !had.has(ask.group))
  const many = pick([0, 1, 1, 1, 1, 2, 2, 2], 'asks', person.reference, date)
  const place = ({ group, item, likely }: Ask) =>
    chance('ask', person.reference, date, group, item ?? '') / (likely ?? 1)
  const drawn = [...fitting].sort((a, b) => place(a) - place(b))
  const once = drawn.filter((ask, at) => drawn.findIndex(({ group }) => group === ask.group) === at)
  return once.slice(0, many)
}

function actionOf(
  ask: Ask,
  { team, due }: Known,
  { person }: InventedTurn,
  { date, present }: { date: LocalDate; present: readonly InventedColleague[] },
  agreedAt: number,
): InventedAction {
  const key = `${person.reference}|${ask.group}|${date}`
  const theirs = present.filter((one) => one.team === team)
  const agreedBy = pick(theirs.length > 0 && chance('own', key) < 0.5 ? theirs : present, 'agreed by', key)
  const acceptedBy = pick(takers(team), 'taker', key)
  const acceptedAt = acceptance(key, date, agreedAt)
  const fixed = { key, person, ask, team, date, agreedAt, agreedBy, acceptedBy, due: due(new Date(agreedAt)) }
  const named = chance('named', key) < 0.5
  if (chance('declined', key) < 0.07) {
    const note = pick(declinedWords, 'declined', key)
    return {
      ...fixed,
      owner: named ? acceptedBy : null,
      acceptedAt: null,
      ...ended('declined', acceptedAt),
      note,
    }
  }
  const endedAt = doneAt(key, fixed.due, date, acceptedAt)
  return {
    ...fixed,
    owner: acceptedBy,
    acceptedAt,
    ...ended('done', endedAt),
    note: doneNote(ask, team, key),
  }
}

/** Most are accepted at the read-back, in the last minute of the huddle; the others in the hours after it. */
function acceptance(key: string, date: LocalDate, agreedAt: number): number {
  if (chance('read back', key) < 0.6) return hoursOf(date).closed - between(5, 55, 'read back', key) * 1000
  return agreedAt + between(20, 300, 'accepted', key) * minute
}

function takers(team: string): InventedColleague[] {
  const own = colleaguesOf(team)
  return own.length > 0 ? own : [...inventedColleagues]
}

function ended(
  end: 'done' | 'declined',
  endedAt: number,
): Pick<InventedAction, 'end' | 'endedAt' | 'endedOn'> {
  return { end, endedAt, endedOn: londonDate(new Date(endedAt)) }
}

/** Mostly on the day promised or before, now and then late. */
function doneAt(key: string, due: LocalDate, agreed: LocalDate, acceptedAt: number): number {
  const drawn = chance('done', key)
  let day = due
  if (drawn < 0.1) day = addWorkingDays(due, between(1, 2, 'late', key))
  else
    for (let early = Math.floor(drawn * 4); early > 0 && day > agreed; early--) day = previousWorkingDay(day)
  return Math.max(at(day, key), acceptedAt + between(45, 100, 'after', key) * minute)
}

function at(day: LocalDate, key: string): number {
  return instantOf(
    day,
    `${String(between(11, 16, 'hour', key))}:${String(between(10, 59, 'minute', key))}`,
  ).getTime()
}

function doneNote({ item }: Ask, team: string, key: string): string {
  const kind = item?.startsWith('REF') === true ? 'referral' : item === null ? 'task' : team
  return pick(doneWords[kind] ?? doneWords['task'] ?? [], 'note', key)
}
