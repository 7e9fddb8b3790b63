import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { team } from './staff-schema.ts'

/** What can be agreed by name. */

export const catalogueItem = sqliteTable('catalogue_item', {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['equipment', 'adaptation', 'care technology', 'referral'] }).notNull(),
  group: text('item_group').notNull(),
  /** Separated by `|`. */
  aliases: text().notNull(),
  /** Separated by `;`. */
  measurements: text().notNull(),
  checkWeight: integer('check_weight', { mode: 'boolean' }).notNull(),
  prescriber: text().notNull(),
  tier: text({ enum: ['P0', 'P1', 'P2', 'P3', 'CT'] }).notNull(),
  supply: text().notNull(),
  returnable: integer({ mode: 'boolean' }).notNull(),
  band: text({ enum: ['SD', 'ND', 'WD3', 'WD5', 'WD7', 'INST', 'NS'] }).notNull(),
  team: text()
    .notNull()
    .references(() => team.code),
  notes: text().notNull(),
  retired: integer({ mode: 'boolean' }).notNull().default(false),
  /** The safe working load in kilograms; null: nobody has entered it, and the label says it. */
  safeLoad: integer('safe_load'),
  /** What must come before it: a key safe before the alarm that relies on it. */
  first: text().references((): AnySQLiteColumn => catalogueItem.code),
})
