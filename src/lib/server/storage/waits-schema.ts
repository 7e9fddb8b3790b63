import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { tellings } from '../../reablement/telling.ts'
import { action, colleague, team } from './schema.ts'

/** Nothing waits unseen: how long it may wait at each team, and what was told. */

/** Of a team without a row: two hours, and those who manage are told. */
export const teamTime = sqliteTable('team_time', {
  team: text()
    .primaryKey()
    .references(() => team.code),
  /** Working minutes. */
  minutes: integer().notNull(),
  /** Who leads it; null: nobody has said. */
  lead: text().references(() => colleague.id),
  changedBy: text('changed_by')
    .notNull()
    .references(() => colleague.id),
  changedAt: text('changed_at').notNull(),
})

/** One telling. The key keeps it from being made twice, whatever restarts. */
export const actionTold = sqliteTable(
  'action_told',
  {
    action: text()
      .notNull()
      .references(() => action.id),
    /** Which waiting of it: `Waits.since`. */
    since: text().notNull(),
    telling: text({ enum: tellings }).notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.action, table.since, table.telling] })],
)
