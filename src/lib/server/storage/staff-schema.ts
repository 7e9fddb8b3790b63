import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { qualifications } from '../../reablement/tiers.ts'

/** Those who work here, their teams and their sessions, and the settings of the service. */

export const setting = sqliteTable('setting', {
  key: text().primaryKey(),
  /** JSON. */
  value: text().notNull(),
})

export const team = sqliteTable('team', {
  code: text().primaryKey(),
  name: text().notNull(),
  short: text().notNull(),
  position: integer().notNull(),
})

export const colleague = sqliteTable('colleague', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  jobTitle: text('job_title').notNull(),
  team: text()
    .notNull()
    .references(() => team.code),
  role: text({ enum: ['colleague', 'manager', 'administrator', 'screen'] }).notNull(),
  /** argon2id, PHC string. */
  passwordHash: text('password_hash').notNull(),
  active: integer({ mode: 'boolean' }).notNull().default(true),
  density: text({ enum: ['roomy', 'dense'] })
    .notNull()
    .default('roomy'),
  theme: text({ enum: ['paper', 'screen'] }),
  /** A letter alone does something; whoever dictates or shakes can turn that off. */
  singleKeys: integer('single_keys', { mode: 'boolean' }).notNull().default(true),
  /** What they are trained to ask for; null: nobody has said. */
  qualification: text({ enum: qualifications }),
})

export const session = sqliteTable(
  'session',
  {
    /** SHA-256 of the token in the cookie; the token itself is never stored. */
    id: text().primaryKey(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    startedAt: text('started_at').notNull(),
    seenAt: text('seen_at').notNull(),
    endsAt: text('ends_at').notNull(),
    endedAt: text('ended_at'),
  },
  (table) => [index('session_colleague').on(table.colleague)],
)
