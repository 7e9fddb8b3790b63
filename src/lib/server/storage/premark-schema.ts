import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague, huddle, team } from './schema.ts'

/** A team has nothing for anybody it has not marked. It is no mark: whatever the team marks later counts. */
export const teamDone = sqliteTable(
  'team_done',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    team: text()
      .notNull()
      .references(() => team.code),
    /** Who said so. */
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.team] })],
)
