import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague, huddle } from './schema.ts'

/** The page's log: what people scribble together, as the room server keeps it until the huddle's record is made. */

/** One committed edit of a page. The chain of hashes makes a changed or missing row plain to see. */
export const pageEdit = sqliteTable(
  'page_edit',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    sequence: integer().notNull(),
    author: text().notNull(),
    at: text().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull(),
    /** SHA-256 over the row before's hash, sequence, author, time and bytes. */
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.sequence] })],
)

/** Where each page's log ends, written with the edit that is its end: a log cut short is found out. */
export const pageHead = sqliteTable('page_head', {
  huddle: text()
    .primaryKey()
    .references(() => huddle.id),
  sequence: integer().notNull(),
  /** The chain's hash at `sequence`. */
  hash: text().notNull(),
})

/** The whole page as it stood at `sequence`; edits up to there may be dropped. */
export const pageSnapshot = sqliteTable('page_snapshot', {
  huddle: text()
    .primaryKey()
    .references(() => huddle.id),
  sequence: integer().notNull(),
  at: text().notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  sha256: text().notNull(),
  /** The chain's hash at `sequence`. */
  hash: text().notNull(),
})

/** Yjs client ids the server has given out: who writes as whom. */
export const pageClient = sqliteTable(
  'page_client',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    client: integer().notNull(),
    session: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.client] })],
)

/** Who last set each mark and when, kept with the edit that set it. */
export const pageMark = sqliteTable(
  'page_mark',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    episode: text().notNull(),
    key: text().notNull(),
    value: text().notNull(),
    colleague: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.episode, table.key] })],
)

/** Who has written in each person's note. */
export const pageAuthor = sqliteTable(
  'page_author',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    episode: text().notNull(),
    colleague: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.episode, table.colleague] })],
)
