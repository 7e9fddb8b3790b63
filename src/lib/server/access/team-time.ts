import { and, asc, eq } from 'drizzle-orm'
import { startingTeamTime } from '../../reablement/telling.ts'
import type { TeamTime } from '../../reablement/telling.ts'
import type { Storage } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import { teamTime } from '../storage/waits-schema.ts'

type Reader = Pick<Storage, 'select'>

/** How long something may wait at a team, and who leads it; a lead who has left is none. One query. */
export function teamTimeOf(reader: Reader, team: string): TeamTime {
  const row = reader
    .select({ minutes: teamTime.minutes, id: colleague.id, name: colleague.name })
    .from(teamTime)
    .leftJoin(colleague, and(eq(colleague.id, teamTime.lead), eq(colleague.active, true)))
    .where(eq(teamTime.team, team))
    .get()
  if (!row) return { minutes: startingTeamTime, lead: null }
  return {
    minutes: row.minutes,
    lead: row.id === null || row.name === null ? null : { id: row.id, name: row.name },
  }
}

/** Whoever is told when something waits too long. */
export interface Leading {
  id: string
  email: string
}

/** By team: its lead, or with none those who manage. [choice] Returns how to ask for one team; two queries for all. */
export function leading(reader: Reader): (team: string) => Leading[] {
  const { id, email } = colleague
  const leads = reader
    .select({ team: teamTime.team, id, email })
    .from(teamTime)
    .innerJoin(colleague, and(eq(colleague.id, teamTime.lead), eq(colleague.active, true)))
    .all()
  const managers = reader
    .select({ id, email })
    .from(colleague)
    .where(and(eq(colleague.role, 'manager'), eq(colleague.active, true)))
    .orderBy(asc(colleague.name))
    .all()
  const byTeam = new Map(leads.map(({ team, ...lead }) => [team, [lead]]))
  return (team) => byTeam.get(team) ?? managers
}
