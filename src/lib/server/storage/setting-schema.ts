import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague } from './schema.ts'

/** What an administrator decides for the service, and who decided what when. The values are in `setting`. */

/** One change of a setting, only ever added. */
export const settingChange = sqliteTable('setting_change', {
  id: integer().primaryKey(),
  at: text().notNull(),
  colleague: text()
    .notNull()
    .references(() => colleague.id),
  /** A `SettingName`, or 'closure day'. */
  name: text().notNull(),
  /** As people read them; null: as Perch came. */
  before: text(),
  after: text().notNull(),
})

/** A day the council is closed beside weekends and bank holidays. */
export const closureDay = sqliteTable('closure_day', {
  date: text().primaryKey(),
  /** Why: “Between Christmas and New Year”. */
  words: text().notNull(),
})
