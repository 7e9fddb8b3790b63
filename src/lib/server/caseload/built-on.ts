import { and, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { importChange } from '../storage/file-schema.ts'
import { fileSaid } from '../storage/file-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, episode, person } from '../storage/schema.ts'
import { printOf } from './changes.ts'

export type Change = typeof importChange.$inferSelect

/** What stands on a run's changes: for whom (an episode), and what, by its table. */
export interface Block {
  episode: string
  why: string
}

/** What a run changes, by the name its changes have it under, and the column they name a row by. */
export const tables = { person, episode, call_pattern: callPattern, file_said: fileSaid } as const
export const ownKey = { person: 'id', episode: 'id', call_pattern: 'id', file_said: 'person' } as const

/** The rows of a table that came by a run. */
export function madeBy(changes: readonly Change[], name: string): string[] {
  return changes.filter(({ table, before }) => table === name && before === null).map(({ row }) => row)
}

/** Many ids as one bound value, to stand after IN. */
export function among(ids: readonly string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/**
 * What was built on a run since: rows it made or changed that are not as it left them, calls said after its own, ends of
 * stays it changed, and whatever any table says of the people, stays and calls that came by it. Tables are asked what
 * they refer to, so that a new one is never forgotten.
 */
export function builtOn(tx: Transaction, changes: readonly Change[], written: ReadonlySet<string>): Block[] {
  const stays = staysOf(tx, changes)
  return [
    ...changedSince(tx, changes, stays),
    ...callsSince(tx, changes),
    ...endedSince(tx, changes, stays),
    ...refersTo(tx, changes, stays, written),
  ]
}

type Stays = (table: Change['table'], row: string) => string

/** Only whether they are missing from the file. */
export function onlyMissing(before: object): boolean {
  return Object.keys(before).every((key) => key === 'missingSince')
}

/** The stay a row belongs to, for its name. */
function staysOf(tx: Transaction, changes: readonly Change[]): Stays {
  const given = among(changes.map(({ row }) => row))
  const byPerson = new Map(
    tx
      .select({ id: episode.id, person: episode.person })
      .from(episode)
      .where(inArray(episode.person, given))
      .all()
      .map((row) => [row.person, row.id]),
  )
  const byCalls = new Map(
    tx
      .select({ id: callPattern.id, episode: callPattern.episode })
      .from(callPattern)
      .where(inArray(callPattern.id, given))
      .all()
      .map((row) => [row.id, row.episode]),
  )
  return (table, row) =>
    table === 'episode' ? row : ((table === 'call_pattern' ? byCalls : byPerson).get(row) ?? row)
}

function changedSince(tx: Transaction, changes: readonly Change[], stays: Stays): Block[] {
  const current = new Map(
    (Object.keys(tables) as Change['table'][]).map((name) => {
      const ids = changes.filter(({ table }) => table === name).map(({ row }) => row)
      return [name, rowsOf(tx, name, ids)] as const
    }),
  )
  return changes.flatMap(({ table, row, before, after }) => {
    const now = current.get(table)?.get(row)
    const same =
      now !== undefined &&
      (before === null
        ? printOf(now) === after
        : Object.entries(JSON.parse(after) as object).every(([key, value]) => (now[key] ?? null) === value))
    return same ? [] : [{ episode: stays(table, row), why: 'row' }]
  })
}

function rowsOf(
  tx: Transaction,
  name: Change['table'],
  ids: readonly string[],
): Map<string, Record<string, unknown>> {
  const table: SQLiteTable = tables[name]
  const key = ownKey[name]
  const column = sql.identifier(key)
  const rows = tx
    .select()
    .from(table)
    .where(sql`${column} IN ${among(ids)}`)
    .all() as Record<string, unknown>[]
  return new Map(rows.map((row) => [String(row[key]), row]))
}

/** Calls that came after those of the run. */
function callsSince(tx: Transaction, changes: readonly Change[]): Block[] {
  const ours = among(madeBy(changes, 'call_pattern'))
  const later = tx.all<{ episode: string }>(sql`
    SELECT DISTINCT later.episode AS episode FROM call_pattern AS ours
    JOIN call_pattern AS later ON later.episode = ours.episode AND later.rowid > ours.rowid
    WHERE ours.id IN ${ours} AND later.id NOT IN ${ours}`)
  return later.map((row) => ({ episode: row.episode, why: 'call_pattern' }))
}

/**
 * Stays whose calls or details it changed, and which are over: it changes none that is, so they ended since, and what
 * was counted and copied at their end stands on it. A mark of who is missing is nobody's to count. [choice]
 */
function endedSince(tx: Transaction, changes: readonly Change[], stays: Stays): Block[] {
  const made = new Set(madeBy(changes, 'episode'))
  const touched = changes.filter(
    ({ table, before }) =>
      table === 'call_pattern' ||
      (table === 'episode' && (before === null || !onlyMissing(JSON.parse(before) as object))),
  )
  const ids = touched.map(({ table, row }) => stays(table, row)).filter((id) => !made.has(id))
  const over = tx
    .select({ id: episode.id, state: episode.state })
    .from(episode)
    .where(and(inArray(episode.id, among(ids)), inArray(episode.state, ['ended', 'declined'])))
    .all()
  return over.map(({ id, state }) => ({ episode: id, why: state }))
}

/** Rows of whatever table that refer to what the run made. What somebody chose about a file goes with it. */
function refersTo(
  tx: Transaction,
  changes: readonly Change[],
  stays: Stays,
  written: ReadonlySet<string>,
): Block[] {
  const ours = among(changes.filter(({ before }) => before === null).map(({ row }) => row))
  const keys = tx.all<{ child: string; parent: Change['table']; column: string }>(sql`
    SELECT m.name AS child, f."table" AS parent, f."from" AS "column"
    FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f
    WHERE m.type = 'table' AND f."table" IN ('person', 'episode', 'call_pattern') AND m.name <> 'line_choice'`)
  const blocks = keys.flatMap(({ child, parent, column }) => {
    const key = child in ownKey ? ownKey[child as Change['table']] : null
    const notOurs = key === null ? sql`` : sql` AND ${sql.identifier(key)} NOT IN ${ours}`
    const rows = tx.all<{ id: string }>(sql`
      SELECT DISTINCT ${sql.identifier(column)} AS id FROM ${sql.identifier(child)}
      WHERE ${sql.identifier(column)} IN ${among(madeBy(changes, parent))}${notOurs}`)
    return rows.map(({ id }) => ({ episode: stays(parent, id), why: child }))
  })
  const noted = madeBy(changes, 'episode').filter((id) => written.has(id))
  return [...blocks, ...noted.map((id) => ({ episode: id, why: 'page' }))]
}
