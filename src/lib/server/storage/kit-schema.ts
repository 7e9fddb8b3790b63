import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { catalogueItem, colleague } from './schema.ts'

/** What stands beside the catalogue: its kits, how its things are used, and who changed what. */

export const kit = sqliteTable('kit', {
  id: text().primaryKey(),
  /** One digit; of the kits that are offered no two have the same. */
  key: text().notNull(),
  name: text().notNull(),
  position: integer().notNull(),
  retired: integer({ mode: 'boolean' }).notNull().default(false),
})

export const kitItem = sqliteTable(
  'kit_item',
  {
    kit: text()
      .notNull()
      .references(() => kit.id),
    position: integer().notNull(),
    item: text()
      .notNull()
      .references(() => catalogueItem.code),
  },
  (table) => [primaryKey({ columns: [table.kit, table.item] })],
)

export const howToUse = sqliteTable(
  'how_to_use',
  {
    item: text()
      .notNull()
      .references(() => catalogueItem.code),
    /** ISO 639: 'en', 'pl'. */
    language: text().notNull(),
    /** Paragraphs, an empty line between them. */
    text: text().notNull(),
    at: text().notNull(),
    /** null: it came with Perch. */
    colleague: text().references(() => colleague.id),
  },
  (table) => [primaryKey({ columns: [table.item, table.language] })],
)

/** Only ever added to. */
export const catalogueChange = sqliteTable('catalogue_change', {
  id: integer().primaryKey({ autoIncrement: true }),
  what: text({ enum: ['item', 'kit', 'how to use', 'copy'] }).notNull(),
  /** The item's code, the kit's id, or the setting's key. What is deleted keeps its history, so nothing is referred to. */
  code: text().notNull(),
  at: text().notNull(),
  colleague: text()
    .notNull()
    .references(() => colleague.id),
  /** JSON; null before it was there, and after it was deleted. */
  before: text(),
  after: text(),
})
