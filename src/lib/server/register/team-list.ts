import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { district } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import type { TeamList, TeamListRow } from '../../reablement/register.ts'
import type { Team } from '../../reablement/team.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, team } from '../storage/schema.ts'
import { isMissed } from '../storage/missed.ts'
import { ownAsks } from './own-asks.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'
import type { RowWithPerson } from './people.ts'

const closedShown = 20

/** What has been agreed for a team. @throws Problem 'not-found', or perform's. */
export async function readTeamList(desk: Desk, who: Colleague | null, code: string): Promise<TeamList> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view team list',
    thing: (tx) => ({ kind: 'team', id: teamOf(tx, code).code, team: code }),
    work: (tx) => {
      const asks = ownAsks(tx, code)
      const list = { team: teamOf(tx, code), open: openOf(tx, code), closed: closedOf(tx, code), asks }
      Object.assign(detail, seen([...list.open, ...list.closed, ...asks]))
      return list
    },
    detail,
  })
}

function teamOf(tx: Transaction, code: string): Team {
  const row = tx.select().from(team).where(eq(team.code, code)).get()
  if (!row) throw new Problem('not-found')
  return { code: row.code, name: row.name, short: row.short }
}

function openOf(tx: Transaction, code: string): TeamListRow[] {
  const where = and(eq(action.team, code), inArray(action.state, [...openStates]))
  const waitingFirst = sql`${action.state} = 'accepted'`
  const order = [waitingFirst, asc(action.due), asc(action.agreedAt)]
  const missed = missedOf(tx, code)
  return actionsWithPeople(tx, { where, order }).map((row) => asTeamRow(row, missed))
}

/** Ids of actions agreed while nobody of the team was there; once they are closed nobody asks. */
function missedOf(tx: Transaction, code: string): Set<string> {
  const where = and(eq(action.team, code), inArray(action.state, [...openStates]), isMissed)
  const rows = tx.select({ id: action.id }).from(action).where(where).all()
  return new Set(rows.map(({ id }) => id))
}

function closedOf(tx: Transaction, code: string): TeamListRow[] {
  const where = and(eq(action.team, code), inArray(action.state, ['done', 'declined']))
  return actionsWithPeople(tx, { where, order: [desc(action.endedAt)], limit: closedShown }).map((row) =>
    asTeamRow(row),
  )
}

function asTeamRow(row: RowWithPerson, missed: ReadonlySet<string> = new Set()): TeamListRow {
  const { address, postcode, telephone } = row.person
  return {
    ...asRegisterRow(row),
    district: district(postcode ?? ''),
    address,
    postcode,
    telephone,
    missed: missed.has(row.action.id),
  }
}
