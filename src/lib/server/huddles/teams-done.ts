import { eq, sql } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { TeamDone } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamDone } from '../storage/premark-schema.ts'
import { colleague, huddle } from '../storage/schema.ts'
import type { Reader } from './agenda-facts.ts'
import type { HuddleRow } from './open-huddle.ts'

/** As JSON in the huddle's own row: the steering is read often, and this costs it no query more. */
const asJson = sql<string>`(select json_group_array(json_object('team', done.team, 'by', teller.name, 'at', done.at))
  from ${teamDone} done join ${colleague} teller on teller.id = done.colleague where done.huddle = "huddle"."id")`

/** The huddle and the teams that have nothing for the rest, first said first. @throws Problem 'not-found'. */
export function findWithTeamsDone(reader: Reader, id: string): HuddleRow & { teamsDone: TeamDone[] } {
  const found = reader.select({ row: huddle, asJson }).from(huddle).where(eq(huddle.id, id)).get()
  if (!found) throw new Problem('not-found')
  const teamsDone = (JSON.parse(found.asJson) as TeamDone[])
    .map((done) => ({ ...done, by: shortName(done.by) }))
    .sort((a, b) => a.at.localeCompare(b.at))
  return { ...found.row, teamsDone }
}
