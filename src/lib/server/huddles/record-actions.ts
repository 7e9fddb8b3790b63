import { asc, eq, sql } from 'drizzle-orm'
import type { Happened, RecordAction } from '../../reablement/record.ts'
import { recordAction } from '../storage/record-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { action, colleague } from '../storage/schema.ts'

type Row = typeof recordAction.$inferSelect
type Now = RecordAction['now']

/** What a closed huddle did with actions, by episode, each with where it stands today; in one query. */
export function recordActions(tx: Transaction, huddle: string): Map<string, RecordAction[]> {
  const { state, team, due, lastNote, escalatedAt, settledAt } = action
  const rows = tx
    .select({
      row: recordAction,
      now: { state, team, due, lastNote, escalatedAt, settledAt },
      owner: colleague.name,
    })
    .from(recordAction)
    .innerJoin(action, eq(action.id, recordAction.action))
    .leftJoin(colleague, eq(colleague.id, action.owner))
    .where(eq(recordAction.huddle, huddle))
    .orderBy(asc(action.agreedAt), asc(recordAction.action), sql`${recordAction}.rowid`)
    .all()
  const actions = [...Map.groupBy(rows, ({ row }) => row.action).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const {
      state: stands,
      team: has,
      due: by,
      lastNote: note,
      escalatedAt: since,
      settledAt: over,
    } = first.now
    const now = { state: stands, team: has, owner: first.owner, due: by, note }
    const happened = same.map(({ row }) => row)
    return [asAction(happened, first.row, { ...now, escalated: since !== null, settled: over !== null })]
  })
  const byEpisode = Map.groupBy(actions, ({ episode }) => episode)
  return new Map([...byEpisode].map(([id, list]) => [id, list.map(({ view }) => view)]))
}

function asAction(rows: readonly Row[], kept: Row, now: Now): { episode: string; view: RecordAction } {
  const { action: id, episode, line, detail, team, ownerName, due, state, note } = kept
  const view = {
    id,
    happened: rows.map(asHappened),
    line,
    detail,
    team,
    owner: ownerName,
    due,
    state,
    note,
    now,
  }
  return { episode, view }
}

function asHappened({ happened, at, byName, dueWas, teamWas, ownerWas }: Row): Happened {
  return { what: happened, at, by: byName, was: { due: dueWas, team: teamWas, owner: ownerWas } }
}
