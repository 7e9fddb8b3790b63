import type { ActionView } from '../../reablement/action.ts'
import type { AgendaFacts } from '../../reablement/agenda-reasons.ts'
import type { BoardRow } from '../../reablement/board.ts'
import { hospitalNews, isNewSince } from '../../reablement/closing.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { age, district, likeSoundingSurnames, shownName } from '../../reablement/person.ts'
import { sixWeeksOn } from '../../reablement/six-weeks.ts'
import type { SixWeeks } from '../../reablement/six-weeks.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import { callsInForce, wasPerDay } from './calls-in-force.ts'
import type { CallRow } from './calls-in-force.ts'
import { flagsOf } from './flags.ts'
import { boardDay, callsOnBoard, lastSaid, peopleOnBoard } from './on-board.ts'
import type { LastSaid, OnBoard } from './on-board.ts'

export interface Board {
  /** The day everything on it is counted for. */
  asAt: LocalDate
  /** The day of the last closed huddle; null before the first. */
  lastHuddle: LocalDate | null
  rows: BoardRow[]
}

interface Around extends LastSaid {
  asAt: LocalDate
  last: ReturnType<typeof boardDay>['lastClosed']
  calls: ReadonlyMap<string, readonly CallRow[]>
  alike: ReadonlySet<string>
  sixWeeksOf: (stay: OnBoard['episode']) => SixWeeks
  actions: ReadonlyMap<string, ActionView[]>
  facts: ReadonlyMap<string, AgendaFacts>
}

/**
 * Everybody on the board by surname, in seven queries however many they are. `actions`: by episode, the open ones and those
 * that ended since the last huddle. `facts`: by episode, what past huddles say for the next agenda. Nobody is new before the first huddle has closed. Audited.
 * @throws Problem 'not-signed-in', 'not-allowed'.
 */
export async function readBoard(
  desk: Desk,
  who: Colleague | null,
  actions: ReadonlyMap<string, ActionView[]>,
  facts: ReadonlyMap<string, AgendaFacts> = new Map(),
): Promise<Board> {
  const detail = { people: 0 }
  return perform(desk, who, {
    act: 'view board',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const board = read(tx, new Date(at), actions, facts)
      detail.people = board.rows.length
      return board
    },
    detail,
  })
}

function read(
  tx: Transaction,
  now: Date,
  actions: ReadonlyMap<string, ActionView[]>,
  facts: ReadonlyMap<string, AgendaFacts>,
): Board {
  const { asAt, lastClosed } = boardDay(tx, now)
  const people = peopleOnBoard(tx)
  const around: Around = {
    ...lastSaid(tx),
    asAt,
    last: lastClosed,
    calls: callsOnBoard(tx),
    sixWeeksOf: sixWeeksReader(tx),
    alike: likeSoundingSurnames(
      people.map(({ person, episode }) => ({ id: episode.id, surname: person.surname })),
    ),
    actions,
    facts,
  }
  return { asAt, lastHuddle: lastClosed?.date ?? null, rows: people.map((one) => rowOf(one, around)) }
}

function rowOf({ person, episode, communication }: OnBoard, { asAt, last, ...around }: Around): BoardRow {
  const calls = callsOf(around.calls.get(episode.id) ?? [], asAt)
  const past = around.facts.get(episode.id)
  const sixWeeks = around.sixWeeksOf(episode)
  const clock = sixWeeksOn(sixWeeks, asAt)
  return {
    episode: episode.id,
    reference: person.reference,
    name: shownName(person.forename, person.knownAs, person.surname),
    surname: person.surname,
    age: age(person.birthDate, asAt),
    district: district(person.postcode ?? ''),
    flags: flagsOf(person, episode, calls?.carers ?? null, clock.away, communication),
    start: episode.start,
    plannedEnd: episode.plannedEnd,
    day: clock.day,
    sixWeeks,
    calls,
    isNew: isNewSince(episode.arrivedAt, past?.seenOn ?? null, last),
    missingSince: episode.missingSince,
    nameAlike: around.alike.has(episode.id),
    lastHow: around.hows.get(episode.id) ?? null,
    lastNote: around.notes.get(episode.id) ?? null,
    actions: around.actions.get(episode.id) ?? [],
    agenda: factsOf(episode, past, last),
  }
}

function factsOf(
  { arrivedAt, hospitalAt, state }: OnBoard['episode'],
  past: AgendaFacts | undefined,
  last: Around['last'],
): BoardRow['agenda'] {
  const { carried = null, offline = null, raises } = past ?? {}
  const hospital = hospitalNews({ at: hospitalAt, away: state === 'paused' }, past?.seenOn ?? null, last)
  const seenOn = past?.seenOn ?? londonDate(new Date(arrivedAt))
  return { carried, offline, hospital, seenOn, ...(raises ? { raises } : {}) }
}

function callsOf(rows: readonly CallRow[], asAt: LocalDate): BoardRow['calls'] {
  const found = callsInForce(rows, asAt)
  if (!found) return null
  const { perDay, minutes, carers, from } = found.now
  return { perDay, minutes, carers, was: wasPerDay(found), changedOn: found.before ? from : null }
}
