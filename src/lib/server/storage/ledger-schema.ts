import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { action } from './schema.ts'

/** What is written beside an act and only added to: the audit, what goes out to other systems, and what came in. */

export const audit = sqliteTable(
  'audit',
  {
    sequence: integer().primaryKey(),
    at: text().notNull(),
    /** null: the service itself, or somebody who is not signed in. */
    colleague: text(),
    act: text().notNull(),
    thing: text().notNull(),
    thingId: text('thing_id'),
    /** What came of it: done, or refused with a problem's code. */
    result: text().notNull(),
    /** JSON, small, without free text about a person. */
    detail: text().notNull(),
    /** SHA-256 over the row before's hash and this row. */
    hash: text().notNull(),
  },
  (table) => [index('audit_thing').on(table.thing, table.thingId)],
)

/** What leaves because of an act; written in the act's own transaction. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    at: text().notNull(),
    topic: text().notNull(),
    team: text().notNull(),
    action: text().references(() => action.id),
    /** JSON, no more of a person than the team needs. */
    payload: text().notNull(),
    sentAt: text('sent_at'),
  },
  (table) => [index('outbox_unsent').on(table.sentAt)],
)

export const importRun = sqliteTable('import_run', {
  id: text().primaryKey(),
  at: text().notNull(),
  colleague: text(),
  fileName: text('file_name').notNull(),
  sha256: text().notNull(),
  /** JSON. */
  counts: text().notNull(),
  /** How it came; null: before that was kept. */
  how: text({ enum: ['page', 'command', 'folder'] }),
  /** The source whose saved map it was read by. */
  source: text(),
  /** JSON: the rows left out, and why. */
  errors: text(),
  undoneAt: text('undone_at'),
  undoneBy: text('undone_by'),
})
