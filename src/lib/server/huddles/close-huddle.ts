import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { mayClose } from '../../reablement/agenda.ts'
import type { Missing } from '../../reablement/agenda.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { HowClosed, PageDamage } from '../../reablement/huddle.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { firstNameAndInitial } from '../../reablement/person.ts'
import { afterPause } from '../../reablement/meeting-time.ts'
import { Problem } from '../../reablement/problem.ts'
import type { SealedNote } from '../../reablement/record.ts'
import { isAtTiles } from '../../reablement/quick-look.ts'
import { isWorkingDay, nextWorkingDay } from '../../reablement/working-days.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, agendaItem, episode, huddle, huddleNote, person } from '../storage/schema.ts'
import { closureDays } from '../storage/service-settings.ts'
import { storedAgenda } from './agenda.ts'
import { agendaFacts } from './agenda-facts.ts'
import type { AllFacts } from './agenda-facts.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { free, makeHuddle, preparedFor } from './open-huddle.ts'
import type { HuddleRow } from './open-huddle.ts'
import { addSeconds, addStepSeconds, liveHuddle, setOutcome } from './steer.ts'
import { findHuddle } from './steering.ts'
import { writeRecord } from './write-record.ts'

export interface ClosedHuddle {
  /** `itself`: nobody closed it. */
  closed: { huddle: string; date: string; itself?: true }
  next: { huddle: string; date: string; epoch: number }
}

/** Stands in the record for a note of a damaged page that held a key-safe code: nobody could take the code out. */
export const leftOut =
  'Left out: this note held a key-safe code, and the damaged page could not be corrected.'

/** How many people a refusal names. */
const named = 5

/**
 * Closes the huddle: its record is written from the sealed page, and the next huddle opens, in one transaction.
 * A damaged page keeps no huddle open: the record takes the notes that can be trusted, and says that some may lack.
 * @throws Problem 'huddle-not-live'; 'huddle-not-finished' naming who still needs an outcome or an owner;
 * 'key-safe-code' naming in whose note one stands; perform's.
 */
export async function closeHuddle(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  notes: readonly SealedNote[],
  damage: PageDamage | null = null,
): Promise<ClosedHuddle> {
  const asked = parse(huddleInput, input)
  return perform(desk, who, {
    act: 'close huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx, at) => {
      const row = liveHuddle(tx, asked.huddle)
      refuseUnfinished(tx, row)
      if (!damage) refuseCodes(tx, notes)
      settleAgenda(tx, row, at)
      const kept = damage ? notes.map(withoutCode) : notes
      return endHuddle(tx, row, at, { notes: kept, damage, how: 'by a colleague' })
    },
    detail: { notes: notes.length, ...(damage ? { pageDamage: damage } : {}) },
  })
}

/** Asked before the page is sealed, too, so that a refusal seals nothing. @throws Problem 'huddle-not-finished'. */
export function refuseUnfinished(tx: Pick<Transaction, 'select'>, { id }: Pick<HuddleRow, 'id'>): void {
  const agreed = tx
    .select({ episode: action.episode, title: action.title, owner: action.owner, team: action.team })
    .from(action)
    .where(and(eq(action.huddle, id), ne(action.state, 'cancelled')))
    .all()
  const missing = mayClose(storedAgenda(tx, id), agreed)
  if (missing.length === 0) return
  const people = missing.filter(({ what }) => what === 'outcome').length
  const count = people === 0 ? '' : `${sayListed(people)} no outcome yet. `
  throw new Problem('huddle-not-finished', { detail: count + inSentences(tx, missing) })
}

function sayListed(people: number): string {
  return people === 1 ? '1 person on the agenda has' : `${String(people)} people on the agenda have`
}

/** Notes come letter by letter, from anybody's client: only here is each one whole. [law: codes never enter the record] */
function refuseCodes(tx: Transaction, notes: readonly SealedNote[]): void {
  const coded = notes.filter(({ text }) => holdsKeySafeCode(text))
  const named = coded.map(({ episode: id }) => ({ episode: id, words: 'in today’s note' }))
  if (named.length) throw new Problem('key-safe-code', { field: 'note', detail: inSentences(tx, named) })
}

/** On a damaged page a code cannot be taken out of a note any more: the note stays out of the record. */
function withoutCode(note: SealedNote): SealedNote {
  return holdsKeySafeCode(note.text) ? { ...note, text: leftOut, authors: [] } : note
}

function inSentences(
  tx: Pick<Transaction, 'select'>,
  missing: readonly Pick<Missing, 'episode' | 'words'>[],
): string {
  const shown = missing.slice(0, named)
  const ids = shown.map((one) => one.episode)
  const { forename, knownAs, surname } = person
  const people = tx
    .select({ id: episode.id, forename, knownAs, surname })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(inArray(episode.id, ids))
    .all()
  const names = new Map(
    people.map((one) => [one.id, firstNameAndInitial(one.forename, one.knownAs, one.surname)]),
  )
  const more = missing.length > named ? [`And ${String(missing.length - named)} more.`] : []
  return [...shown.map((one) => `${names.get(one.episode) ?? ''}: ${one.words}.`), ...more].join(' ')
}

/** Books the last person's time. Whoever is talked about was reached; the others without an outcome were not. */
function settleAgenda(tx: Transaction, row: HuddleRow, at: string): void {
  addSeconds(tx, row, at)
  addStepSeconds(tx, row, at)
  // A tile of the quick look is one of twelve on the screen: only a press says that somebody looked.
  const reached = isAtTiles(storedAgenda(tx, row.id), row.current) ? null : row.current
  if (reached) setOutcome(tx, row.id, reached, 'discussed', 'when none')
  notReached(tx, row)
}

/** Whoever has no outcome was not reached; whose ask waits for a team that was not there, and since when, is kept. */
export function notReached(tx: Transaction, { id, date }: Pick<HuddleRow, 'id' | 'date'>): void {
  keepWaiting(tx, id, date)
  tx.update(agendaItem)
    .set({ outcome: 'not reached' })
    .where(and(eq(agendaItem.huddle, id), isNull(agendaItem.outcome)))
    .run()
}

function keepWaiting(tx: Transaction, id: string, date: LocalDate): void {
  const waiting = storedAgenda(tx, id).filter(({ waitsFor, outcome }) => waitsFor && outcome === null)
  const facts: AllFacts = waiting.length ? agendaFacts(tx) : new Map()
  for (const { episode: of, waitsFor = '' } of waiting) {
    const before = facts.get(of)?.carried?.waits
    const waitsSince = before?.team === waitsFor ? before.since : date
    tx.update(agendaItem)
      .set({ waitsFor, waitsSince })
      .where(and(eq(agendaItem.huddle, id), eq(agendaItem.episode, of)))
      .run()
  }
}

/** What a close keeps of its page, and how it came about. */
export interface Closing {
  /** As the record shall hold them. */
  notes: readonly SealedNote[]
  damage: PageDamage | null
  how: HowClosed
  /** When it ended for its figures; the close when nothing is said. ISO UTC. */
  end?: string
}

/** Writes the record and opens the next huddle; every outcome is said already. */
export function endHuddle(tx: Transaction, row: HuddleRow, at: string, closing: Closing): ClosedHuddle {
  const kept = keepNotes(tx, row.id, closing.notes)
  addUnlisted(tx, row.id, kept)
  writeRecord(tx, row, closing.end ?? at)
  return turnPage(tx, row, at, closing)
}

/** A note about somebody Perch does not know cannot keep a huddle open: it is left out. Returns whose were kept. */
function keepNotes(tx: Transaction, huddleId: string, notes: readonly SealedNote[]): string[] {
  const ids = notes.map((note) => note.episode)
  const known = tx.select({ id: episode.id }).from(episode).where(inArray(episode.id, ids)).all()
  const keep = new Set(known.map(({ id }) => id))
  const rows = notes
    .filter((note) => keep.has(note.episode))
    .map((note) => ({
      ...note,
      huddle: huddleId,
      teams: JSON.stringify(note.teams),
      authors: JSON.stringify(note.authors),
    }))
  if (rows.length) tx.insert(huddleNote).values(rows).run()
  return rows.map((row) => row.episode)
}

/** Somebody who came after the start, or is not on the board, is in the record when there is a note, an action or a commitment. */
function addUnlisted(tx: Transaction, huddleId: string, noted: readonly string[]): void {
  const mine = and(eq(action.huddle, huddleId), ne(action.state, 'cancelled'))
  const agreed = tx.select({ episode: action.episode }).from(action).where(mine).all()
  const { episode: about } = personChip
  const committed = tx
    .select({ episode: about })
    .from(personChip)
    .where(eq(personChip.huddle, huddleId))
    .all()
  const ids = new Set([...noted, ...[...agreed, ...committed].map((row) => row.episode)])
  const after = storedAgenda(tx, huddleId).length
  const rows = [...ids].map((id, index) => ({
    ...{ huddle: huddleId, episode: id, position: after + index },
    ...{ section: 'rest' as const, reasons: '[]', outcome: 'not reached' as const },
  }))
  if (rows.length) tx.insert(agendaItem).values(rows).onConflictDoNothing().run()
}

function turnPage(tx: Transaction, row: HuddleRow, at: string, { damage, how }: Closing): ClosedHuddle {
  const { id, date } = row
  const { pausedAt, pausedSeconds } = afterPause(row, at)
  const ended = { state: 'closed', closedAt: at, current: null, currentSince: null, step: null } as const
  tx.update(huddle)
    .set({ ...ended, pausedAt, pausedSeconds, pageDamage: damage, closedHow: how })
    .where(eq(huddle.id, id))
    .run()
  const next = makeHuddle(tx, free(tx, nextDay(tx, new Date(at), how)))
  const closed = { huddle: id, date, ...(how === 'by itself' ? { itself: true as const } : {}) }
  return { closed, next: { huddle: next.id, date: next.date, epoch: next.epoch } }
}

/** The morning after a huddle nobody closed is still the next one's, however late that is found. */
function nextDay(tx: Transaction, now: Date, how: HowClosed): LocalDate {
  if (how === 'by a colleague') return preparedFor(tx, now)
  const [today, closures] = [londonDate(now), closureDays(tx)]
  return isWorkingDay(today, closures) ? today : nextWorkingDay(today, closures)
}
