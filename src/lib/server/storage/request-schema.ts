import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { action, colleague } from './schema.ts'

/** What was measured for a request, by the measurement's name. What stood before is in the action's events. */
export const actionMeasure = sqliteTable(
  'action_measure',
  {
    action: text()
      .notNull()
      .references(() => action.id),
    name: text().notNull(),
    /** In the unit of the catalogue's measurement; words where it has none. */
    value: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.action, table.name] })],
)
