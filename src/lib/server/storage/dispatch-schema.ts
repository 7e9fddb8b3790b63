import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { channelKinds, identities } from '../../reablement/outgoing.ts'
import { deliveryStates } from '../../reablement/outbox.ts'
import { outbox } from './ledger-schema.ts'
import { colleague, team } from './staff-schema.ts'

/** How what is agreed leaves Perch: each team's channels, and every delivery by one of them. */

/** How much of a person leaves for a team; without a row the reference only. */
export const teamIdentity = sqliteTable('team_identity', {
  team: text()
    .primaryKey()
    .references(() => team.code),
  identity: text({ enum: identities }).notNull(),
  changedBy: text('changed_by')
    .notNull()
    .references(() => colleague.id),
  changedAt: text('changed_at').notNull(),
})

export const channel = sqliteTable(
  'channel',
  {
    id: text().primaryKey(),
    team: text()
      .notNull()
      .references(() => team.code),
    kind: text({ enum: channelKinds }).notNull(),
    on: integer('is_on', { mode: 'boolean' }).notNull(),
    /** JSON: addresses, an address of the web, or a folder with its columns. */
    settings: text().notNull(),
    /** What a webhook is signed with; signing needs it as it is. */
    secret: text(),
    /** The one before, which signs as well until then. */
    secretBefore: text('secret_before'),
    beforeUntil: text('before_until'),
    changedBy: text('changed_by')
      .notNull()
      .references(() => colleague.id),
    changedAt: text('changed_at').notNull(),
  },
  (table) => [uniqueIndex('channel_team').on(table.team, table.kind)],
)

/** One thing that leaves by one channel. It holds nothing of a person: that is read when it is sent. */
export const delivery = sqliteTable(
  'delivery',
  {
    /** The order in which a channel sends. */
    sequence: integer().primaryKey({ autoIncrement: true }),
    /** What the receiver knows it by, however often it is sent. */
    id: text().notNull().unique(),
    channel: text()
      .notNull()
      .references(() => channel.id),
    /** null: a digest, or a test. */
    outbox: text().references(() => outbox.id),
    topic: text().notNull(),
    /** The digest this one is part of. */
    digest: text().references((): AnySQLiteColumn => delivery.id),
    state: text({ enum: deliveryStates }).notNull(),
    /** Instants, ISO UTC. */
    madeAt: text('made_at').notNull(),
    /** Since when it is tried: made, or sent again by an administrator. */
    since: text().notNull(),
    nextAt: text('next_at').notNull(),
    attempts: integer().notNull().default(0),
    /** What came of the last attempt, in our words. */
    answer: text(),
    endedAt: text('ended_at'),
  },
  (table) => [
    index('delivery_waiting').on(table.state, table.channel, table.sequence),
    index('delivery_outbox').on(table.outbox),
    index('delivery_digest').on(table.digest),
  ],
)
