import { sql } from 'drizzle-orm'
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { checkNames } from '../../reablement/later-check.ts'
import type { CheckResult } from '../../reablement/later-check.ts'
import type { CheckSaid } from '../../reablement/later-check-said.ts'
import { followOns, nationalOutcomes } from '../../reablement/national-outcomes.ts'
import { endings } from '../../reablement/outcomes.ts'
import { colleague, episode } from './schema.ts'

/** How episodes end, and what is found out weeks later. */

/**
 * The ending of one episode: what was said on its checklist so far, and once it has ended, how. Undone, the second half
 * is empty again and what was said stays.
 */
export const ending = sqliteTable(
  'ending',
  {
    episode: text()
      .primaryKey()
      .references(() => episode.id),
    /** JSON `EndingSaid`: kept while the checklist is not whole. */
    said: text().notNull(),
    savedBy: text('saved_by')
      .notNull()
      .references(() => colleague.id),
    savedAt: text('saved_at').notNull(),
    /** From here on null until it has ended. */
    ending: text({ enum: endings }),
    national: text({ enum: nationalOutcomes }),
    followOn: text('follow_on', { enum: followOns }),
    /** The day of discharge from hospital, when somebody knew it. */
    dischargedOn: text('discharged_on'),
    /** JSON array of the rows of the checklist, as they stood. */
    checklist: text(),
    /** The state it had before, to go back to. */
    stateBefore: text('state_before', { enum: ['active', 'paused'] }),
    endedBy: text('ended_by').references(() => colleague.id),
    endedAt: text('ended_at'),
  },
  (table) => [index('ending_ended_at').on(table.endedAt)],
)

/** One later check of one person: two for each end. */
export const laterCheck = sqliteTable(
  'later_check',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    name: text({ enum: checkNames }).notNull(),
    due: text().notNull(),
    /** What its steps come to; null while nobody settled it. */
    result: text().$type<CheckResult>(),
    foundOn: text('found_on'),
    /** The end it belongs to was taken back. */
    withdrawnAt: text('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('later_check_episode')
      .on(table.episode, table.name)
      .where(sql`withdrawn_at IS NULL`),
    index('later_check_due').on(table.due),
  ],
)

/** One thing said of a later check, only ever added; taken back it stays, and counts no more. */
export const laterCheckStep = sqliteTable(
  'later_check_step',
  {
    id: text().primaryKey(),
    laterCheck: text('later_check')
      .notNull()
      .references(() => laterCheck.id),
    at: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    /** The local day it was said. */
    on: text('on_day').notNull(),
    /** A result, or 'no answer'. */
    said: text().$type<CheckSaid>().notNull(),
    /** The step of the other check that said it of this one, too. */
    because: text(),
    undoneAt: text('undone_at'),
    undoneBy: text('undone_by').references(() => colleague.id),
  },
  (table) => [index('later_check_step_check').on(table.laterCheck, table.at)],
)
