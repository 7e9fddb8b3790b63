import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, ne, notInArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { actionLine, openStates } from '../../reablement/action.ts'
import { tiers } from '../../reablement/catalogue.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { goingThere } from '../../reablement/going-there.ts'
import { district } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import type { RegisterRow, TeamList, TeamListRow } from '../../reablement/register.ts'
import type { Team } from '../../reablement/team.ts'
import { maySignOff } from '../../reablement/tiers.ts'
import { perform } from '../access/perform.ts'
import { leading, teamTimeOf } from '../access/team-time.ts'
import { leaving } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, catalogueItem, episode, team } from '../storage/schema.ts'
import { isMissed } from '../storage/missed.ts'
import { toldAt } from '../storage/waits.ts'
import { qualificationOf } from './check-tier.ts'
import { declineCounts } from './decline-counts.ts'
import { isOnLoan, isOpen } from './filters.ts'
import { keySafeFirst } from './key-safe-first.ts'
import { lastWeights } from './last-weights.ts'
import { ownAsks } from './own-asks.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'
import type { RowWithPerson } from './people.ts'

const closedShown = 20
/** How many days before the end something is to be collected. [choice] */
export const collectAhead = 4

/** What has been agreed for a team, in as many queries for many as for few. @throws Problem 'not-found', or perform's. */
export async function readTeamList(desk: Desk, who: Colleague | null, code: string): Promise<TeamList> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view team list',
    thing: (tx) => ({ kind: 'team', id: teamOf(tx, code).code, team: code }),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      const goers = goersOn(tx, today)
      const asTeamRow = teamRows(tx, goers, { missed: missedOf(tx, code), shut: shutOf(tx, code) })
      const list = {
        team: teamOf(tx, code),
        open: asTeamRow(openOf(tx, code)),
        loans: asTeamRow(toCollectOf(tx, code, today)).map((row) => ({ ...row, toCollect: true })),
        closed: asTeamRow(closedOf(tx, code)),
        asks: ownAsks(tx, code),
        toSign: who?.team === code ? toSignOf(tx, who.id) : [],
        time: teamTimeOf(tx, code),
        forLead: isTold(tx, code, who) ? forLeadOf(tx, code) : null,
        declines: declineCounts(tx, new Date(at), code),
      }
      list.open = without(list.open, list.loans)
      const { open, loans, closed, asks, toSign, forLead } = list
      Object.assign(detail, seen([...open, ...loans, ...closed, ...asks, ...toSign, ...(forLead ?? [])]))
      return list
    },
    detail,
  })
}

function without(rows: readonly TeamListRow[], others: readonly TeamListRow[]): TeamListRow[] {
  const ids = new Set(others.map(({ id }) => id))
  return rows.filter(({ id }) => !ids.has(id))
}

/** @throws Problem 'not-found'. */
export function teamOf(tx: Transaction, code: string): Team {
  const row = tx.select().from(team).where(eq(team.code, code)).get()
  if (!row) throw new Problem('not-found')
  return { code: row.code, name: row.name, short: row.short }
}

function openOf(tx: Transaction, code: string): RowWithPerson[] {
  const where = and(eq(action.team, code), inArray(action.state, [...openStates]))
  const waitingFirst = sql`${action.state} <> 'agreed'`
  return actionsWithPeople(tx, { where, order: [waitingFirst, asc(action.due), asc(action.agreedAt)] })
}

const endOf = sql`coalesce((select ${leaving.endsOn} from ${leaving} where ${leaving.episode} = ${episode.id}), ${episode.plannedEnd})`
const endsBy = (day: LocalDate) => or(eq(episode.state, 'ended'), lte(endOf, day))
const isOver = notInArray(action.state, [...openStates])

/** What was finished with and a team has to collect by `today` and in the days after it. */
export function loansOf(tx: Transaction, code: string, today: LocalDate): RowWithPerson[] {
  return onLoanOf(tx, code, and(isOver, endsBy(addDays(today, collectAhead))))
}

/** That, and once the end has come whatever else is there: nobody shows any more how it works. [choice] */
function toCollectOf(tx: Transaction, code: string, today: LocalDate): RowWithPerson[] {
  const ahead = and(isOver, endsBy(addDays(today, collectAhead)))
  return onLoanOf(tx, code, or(ahead, endsBy(today)))
}

function onLoanOf(tx: Transaction, code: string, which: SQL | undefined): RowWithPerson[] {
  const where = and(eq(action.team, code), isOnLoan, which)
  return actionsWithPeople(tx, { where, order: [asc(endOf), asc(action.episode), asc(action.agreedAt)] })
}

function closedOf(tx: Transaction, code: string): RowWithPerson[] {
  const over = inArray(action.state, ['done', 'declined', 'cancelled', 'collected'])
  const where = and(eq(action.team, code), over)
  return actionsWithPeople(tx, { where, order: [desc(action.endedAt)], limit: closedShown })
}

/** Whether a reader is told what waits too long here: whoever leads the team, and managers always. */
function isTold(tx: Transaction, code: string, who: Colleague | null): boolean {
  return who?.role === 'manager' || leading(tx)(code).some(({ id }) => id === who?.id)
}

/** What whoever leads was told of, and still waits. */
function forLeadOf(tx: Transaction, code: string): RegisterRow[] {
  const waits = or(isOpen, and(eq(action.state, 'declined'), isNull(action.settledAt)))
  const where = and(eq(action.team, code), waits, isNotNull(toldAt('lead')))
  return actionsWithPeople(tx, { where, order: [asc(toldAt('lead')), asc(action.due)] }).map(asRegisterRow)
}

/** What a colleague may sign off, of whatever team, longest waiting first. */
function toSignOf(tx: Transaction, colleague: string): RegisterRow[] {
  const qualification = qualificationOf(tx, colleague)
  const theirs = tiers.filter((tier) => maySignOff(tier, qualification))
  const where = and(eq(action.state, 'to sign off'), inArray(catalogueItem.tier, theirs))
  return actionsWithPeople(tx, { where, order: [asc(action.agreedAt)] }).map(asRegisterRow)
}

/** Every open action that takes somebody of any team out today, or should have; what nobody has signed takes nobody. */
function goersOn(tx: Transaction, today: LocalDate): RowWithPerson[] {
  const out = or(lte(action.due, today), eq(action.bookedFor, today), eq(action.measureOn, today))
  return actionsWithPeople(tx, {
    where: and(isOpen, ne(action.state, 'to sign off'), out),
    order: [asc(action.due)],
  })
}

/** Ids of actions agreed while nobody of the team was there; once they are closed nobody asks. */
function missedOf(tx: Transaction, code: string): Set<string> {
  const where = and(eq(action.team, code), isOpen, isMissed)
  const rows = tx.select({ id: action.id }).from(action).where(where).all()
  return new Set(rows.map(({ id }) => id))
}

/** Ids of open alarms whose answer could not get in. */
function shutOf(tx: Transaction, code: string): Set<string> {
  return keySafeFirst(tx, sql`${action.team} = ${code} and ${isOpen}`)
}

function teamRows(
  tx: Transaction,
  goers: readonly RowWithPerson[],
  { missed, shut }: Record<'missed' | 'shut', ReadonlySet<string>>,
) {
  const weights = lastWeights(tx)
  const others = goers.map((row) => {
    const view = asRegisterRow(row)
    const { id, episode: stay, person, team: theirs, owner, state } = view
    const { address, postcode } = row.person
    return {
      ...{ id, episode: stay, person, team: theirs, address, postcode },
      ...{ line: actionLine(view), owner: owner?.name ?? null, waits: state === 'agreed' },
    }
  })
  return (rows: readonly RowWithPerson[]): TeamListRow[] => {
    const shown = rows.map((row) => ({ ...asRegisterRow(row), ...placeOf(row) }))
    const going = goingThere(shown, others)
    return shown.map((row, place) => {
      const person = rows[place]?.person
      const weight = person ? (weights.get(person.id) ?? null) : null
      const known = { missed: missed.has(row.id), keySafeFirst: shut.has(row.id) }
      return { ...row, ...known, weight, going: going.get(row.id) ?? [] }
    })
  }
}

function placeOf({ person: { address, postcode, telephone } }: RowWithPerson) {
  return { district: district(postcode ?? ''), address, postcode, telephone }
}
