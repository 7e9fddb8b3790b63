import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { district } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Team } from '../../reablement/team.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, team } from '../storage/schema.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'
import type { RegisterRow, RowWithPerson } from './people.ts'

/** One line of a team's list. Whoever goes there needs to know where it is. */
export interface TeamListRow extends RegisterRow {
  /** Postcode district, '' when unknown. */
  district: string
  address: string | null
  postcode: string | null
  telephone: string | null
}

export interface TeamList {
  team: Team
  /** Still waiting first, then in hand, each by the day it is due. */
  open: TeamListRow[]
  /** The last ones done, declined, cancelled or collected, newest first. */
  closed: TeamListRow[]
}

const closedShown = 20

/** What has been agreed for a team. @throws Problem 'not-found', or perform's. */
export async function readTeamList(desk: Desk, who: Colleague | null, code: string): Promise<TeamList> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view team list',
    thing: (tx) => ({ kind: 'team', id: teamOf(tx, code).code, team: code }),
    work: (tx) => {
      const list = { team: teamOf(tx, code), open: openOf(tx, code), closed: closedOf(tx, code) }
      Object.assign(detail, seen([...list.open, ...list.closed]))
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
  const waitingFirst = sql`${action.state} <> 'agreed'`
  const order = [waitingFirst, asc(action.due), asc(action.agreedAt)]
  return actionsWithPeople(tx, { where, order }).map(asTeamRow)
}

function closedOf(tx: Transaction, code: string): TeamListRow[] {
  const where = and(
    eq(action.team, code),
    inArray(action.state, ['done', 'declined', 'cancelled', 'collected']),
  )
  return actionsWithPeople(tx, { where, order: [desc(action.endedAt)], limit: closedShown }).map(asTeamRow)
}

function asTeamRow(row: RowWithPerson): TeamListRow {
  const { address, postcode, telephone } = row.person
  return { ...asRegisterRow(row), district: district(postcode ?? ''), address, postcode, telephone }
}
