import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague } from './schema.ts'

/** Shared screens: each is a colleague with the role `screen`, an ordinary session, and a row here. */

export const screen = sqliteTable('screen', {
  colleague: text()
    .primaryKey()
    .references(() => colleague.id),
  pairedBy: text('paired_by')
    .notNull()
    .references(() => colleague.id),
  pairedAt: text('paired_at').notNull(),
  /** Chosen when it was paired; its sessions end then. */
  until: text().notNull(),
  /** Cut off before that, and by whom. */
  endedAt: text('ended_at'),
  endedBy: text('ended_by').references(() => colleague.id),
})

/** Codes that screens show. Neither the code nor the device's cookie is stored, only the SHA-256 of each. */
export const screenCode = sqliteTable(
  'screen_code',
  {
    code: text().primaryKey(),
    device: text().notNull(),
    expiresAt: text('expires_at').notNull(),
    /** What it was paired as; the device's next question is answered with a session of that screen. */
    screen: text().references(() => colleague.id),
  },
  (table) => [index('screen_code_device').on(table.device)],
)
