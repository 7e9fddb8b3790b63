import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { huddle } from './schema.ts'

/** How long a huddle spent in each of its steps but the people, whose time is kept with each of them. */
export const huddleStep = sqliteTable(
  'huddle_step',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    step: text({ enum: ['here', 'promises', 'silence', 'people', 'read-back'] }).notNull(),
    /** Whole seconds, without pauses. */
    seconds: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.step] })],
)
