import { eq, sql } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { ShownPhoto, TeamDone } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamDone } from '../storage/premark-schema.ts'
import { raised, shownPhoto } from '../storage/raised-schema.ts'
import { colleague, huddle } from '../storage/schema.ts'
import type { Reader } from './agenda-facts.ts'
import type { HuddleRow } from './open-huddle.ts'

/** As JSON in the huddle's own row: the steering is read often, and this costs it no query more. */
const asJson = sql<string>`(select json_group_array(json_object('team', done.team, 'by', teller.name, 'at', done.at))
  from ${teamDone} done join ${colleague} teller on teller.id = done.colleague where done.huddle = "huddle"."id")`

/** The photo on the shared screens, in the same way. */
const photoAsJson = sql<string | null>`(select json_object('raised', shown.raised, 'at', shown.at)
  from ${shownPhoto} shown join ${raised} on ${raised.id} = shown.raised
  where shown.huddle = "huddle"."id" and shown.episode = "huddle"."current" and "huddle"."state" = 'live'
  and ${raised.photo} is not null and ${raised.takenBackAt} is null)`

type Found = HuddleRow & { teamsDone: TeamDone[]; photo: ShownPhoto | null }

/**
 * The huddle, the teams that have nothing for the rest, first said first, and the photo the chair shows.
 * @throws Problem 'not-found'.
 */
export function findWithTeamsDone(reader: Reader, id: string): Found {
  const found = reader
    .select({ row: huddle, asJson, photoAsJson })
    .from(huddle)
    .where(eq(huddle.id, id))
    .get()
  if (!found) throw new Problem('not-found')
  const teamsDone = (JSON.parse(found.asJson) as TeamDone[])
    .map((done) => ({ ...done, by: shortName(done.by) }))
    .sort((a, b) => a.at.localeCompare(b.at))
  const photo = found.photoAsJson === null ? null : (JSON.parse(found.photoAsJson) as ShownPhoto)
  return { ...found.row, teamsDone, photo }
}
