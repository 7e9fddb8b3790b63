import { asc, eq } from 'drizzle-orm'
import type { Ended, EpisodeOut, HuddleOut, PageOut } from '../../reablement/episode-out.ts'
import { listTeams, serviceName } from '../access/colleagues.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, episode, huddle, huddleNote } from '../storage/schema.ts'
import { readEndings } from './read-ending.ts'

/** Reads an episode's page; the board's part does it. @throws Problem 'not-found'. */
export type ReadPage = (tx: Transaction, episode: string, at: string) => PageOut

/** An episode with all that another record may get of it, in a number of queries that does not grow with it. */
export function readEpisodeOut(tx: Transaction, page: PageOut): EpisodeOut {
  const { episode: id } = page
  return {
    page,
    ended: endedOf(tx, id),
    hospital: tx
      .select({ wentOn: hospitalStay.wentOn, backOn: hospitalStay.backOn })
      .from(hospitalStay)
      .where(eq(hospitalStay.episode, id))
      .orderBy(asc(hospitalStay.wentOn), asc(hospitalStay.at))
      .all(),
    huddles: huddlesOf(tx, id),
    service: serviceName(tx),
    teams: Object.fromEntries(listTeams(tx).map(({ code, name }) => [code, name])),
  }
}

/** Of an end whose outcome nobody kept there is its day. */
function endedOf(tx: Transaction, id: string): Ended | null {
  const kept = readEndings(tx, id).get(id)
  if (kept) return kept
  const row = tx.select({ on: episode.endedOn }).from(episode).where(eq(episode.id, id)).get()
  return row?.on ? { on: row.on, outcome: null, national: null } : null
}

function huddlesOf(tx: Transaction, id: string): HuddleOut[] {
  const { date, startedAt, closedAt } = huddle
  return tx
    .select({ date, startedAt, closedAt, chair: colleague.name })
    .from(huddleNote)
    .innerJoin(huddle, eq(huddle.id, huddleNote.huddle))
    .leftJoin(colleague, eq(colleague.id, huddle.chair))
    .where(eq(huddleNote.episode, id))
    .orderBy(asc(date))
    .all()
}
