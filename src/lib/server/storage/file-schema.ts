import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { importRun } from './ledger-schema.ts'
import { colleague, person } from './schema.ts'

/** What is kept about caseload files: how each source is read, what was decided about them, and what each run changed. */

/** How the columns of one source are read, as somebody confirmed it once. Headings only, never a cell. */
export const columnMap = sqliteTable('column_map', {
  source: text().primaryKey(),
  /** JSON: heading and field of each column. */
  columns: text().notNull(),
  savedBy: text('saved_by')
    .notNull()
    .references(() => colleague.id),
  savedAt: text('saved_at').notNull(),
})

/** Whether two entries are one person, by their two references. */
export const twinDecision = sqliteTable('twin_decision', {
  key: text().primaryKey(),
  decision: text({ enum: ['merge', 'apart'] }).notNull(),
  /** Of a merge: the reference that stays; of one reference given twice: 'first' or 'second' line. */
  keep: text(),
  decidedBy: text('decided_by')
    .notNull()
    .references(() => colleague.id),
  at: text().notNull(),
})

/** Which side was chosen where the file and the board say two things; it holds while the file says that. */
export const lineChoice = sqliteTable(
  'line_choice',
  {
    person: text()
      .notNull()
      .references(() => person.id),
    field: text().notNull(),
    /** Both as people read them; null: nothing. */
    file: text().notNull(),
    board: text(),
    choice: text({ enum: ['file', 'board'] }).notNull(),
    chosenBy: text('chosen_by')
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.field] })],
)

/** What the last file said of somebody: without it nobody could tell which side is new. */
export const fileSaid = sqliteTable('file_said', {
  person: text()
    .primaryKey()
    .references(() => person.id),
  /** JSON, as the file’s own facts. */
  facts: text().notNull(),
})

/** One row that a run made or changed, with its values before and after: what an undo goes by. */
export const importChange = sqliteTable(
  'import_change',
  {
    id: integer().primaryKey(),
    run: text()
      .notNull()
      .references(() => importRun.id),
    table: text('table_name', { enum: ['person', 'episode', 'call_pattern', 'file_said'] }).notNull(),
    row: text('row_id').notNull(),
    /** JSON of the columns that changed; null: the run made the row. */
    before: text(),
    after: text().notNull(),
  },
  (table) => [index('import_change_run').on(table.run)],
)

/** A file that somebody is looking at, or that waits for answers; gone once it is used or left. */
export const heldFile = sqliteTable('held_file', {
  id: text().primaryKey(),
  name: text().notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  at: text().notNull(),
  /** null: it came by the folder. */
  heldBy: text('held_by').references(() => colleague.id),
  /** Why it waits for somebody, in words without anybody’s name; null: somebody is just looking at it. */
  why: text(),
})

/** A mail about a file of the folder, until the mail server took it. Counts and line numbers, nothing of anybody. */
export const fileReport = sqliteTable('file_report', {
  id: text().primaryKey(),
  at: text().notNull(),
  /** JSON: subject, text. */
  words: text().notNull(),
  tries: integer().notNull().default(0),
  nextAt: text('next_at').notNull(),
  sentAt: text('sent_at'),
})
