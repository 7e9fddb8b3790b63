import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { byArea, roundThing, todoOn } from '../../reablement/round.ts'
import type { Area, Stop } from '../../reablement/round.ts'
import type { Team } from '../../reablement/team.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, callPattern, episode } from '../storage/schema.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'
import type { RowWithPerson } from './people.ts'
import { loansOf, teamOf } from './team-list.ts'

/** A team's round of a day, for paper. */
export interface Round {
  team: Team
  date: LocalDate
  areas: Area[]
  /** How many things all stops have together. */
  things: number
}

/** Where a team goes today and what it brings, by area. Whom it showed is audited. @throws Problem 'not-found', or perform's. */
export async function readRound(desk: Desk, who: Colleague | null, code: string): Promise<Round> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'print round',
    thing: (tx) => ({ kind: 'team', id: teamOf(tx, code).code, team: code }),
    work: (tx, at) => {
      const date = londonDate(new Date(at))
      const stops = stopsOf(tx, [...inHandOf(tx, code), ...loansOf(tx, code, date)], date)
      Object.assign(detail, seen(stops))
      const things = stops.reduce((sum, stop) => sum + stop.things.length, 0)
      return { team: teamOf(tx, code), date, areas: byArea(stops), things }
    },
    detail,
  })
}

function inHandOf(tx: Transaction, code: string): RowWithPerson[] {
  const inHand = openStates.filter((state) => state !== 'agreed' && state !== 'to sign off')
  const where = and(eq(action.team, code), inArray(action.state, inHand))
  return actionsWithPeople(tx, { where, order: [asc(action.due), asc(action.agreedAt)] })
}

function stopsOf(tx: Transaction, rows: readonly RowWithPerson[], date: LocalDate): Stop[] {
  const carers = carersBy(tx, date)
  const states = notHere(tx)
  const stops = new Map<string, Stop>()
  for (const row of rows) {
    const view = asRegisterRow(row)
    const state = states.get(view.episode)
    const todo = state === 'paused' ? null : todoOn(view, date, state === 'ended')
    if (todo === null) continue
    const { episode, person } = view
    const { address, postcode } = row.person
    const stop = stops.get(episode) ?? {
      ...{ episode, person, address: address ?? '', postcode: postcode ?? '', things: [] },
      access: accessOf(row, (carers.get(episode) ?? 1) > 1),
    }
    stops.set(episode, { ...stop, things: [...stop.things, roundThing(view, todo)] })
  }
  return [...stops.values()]
}

/** Who is in hospital, or has gone from reablement: at whose door nobody rings for the ordinary. */
function notHere(tx: Transaction): Map<string, string> {
  const rows = tx
    .select({ id: episode.id, state: episode.state })
    .from(episode)
    .innerJoin(action, eq(action.episode, episode.id))
    .where(inArray(episode.state, ['paused', 'ended']))
    .groupBy(episode.id)
    .all()
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** What one must know to get in and work there; nothing else of the person. */
function accessOf({ person }: RowWithPerson, twoCarers: boolean): string[] {
  return [
    person.keySafe ? 'Key safe fitted' : person.keySafe === false ? 'No key safe' : '',
    twoCarers ? 'Two carers' : '',
    person.pets ? 'Pets' : '',
  ].filter((words) => words !== '')
}

/** How many carers each episode has by that day, in one query. */
function carersBy(tx: Transaction, date: LocalDate): Map<string, number> {
  const rows = tx
    .select({
      episode: callPattern.episode,
      carers: callPattern.carers,
      // Beside max() SQLite takes the other columns from the row that has it.
      last: sql<string>`max(${callPattern.from} || ${callPattern.at})`,
    })
    .from(callPattern)
    .where(lte(callPattern.from, date))
    .groupBy(callPattern.episode)
    .all()
  return new Map(rows.map(({ episode, carers }) => [episode, carers]))
}
