import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { actionStates } from '../../reablement/action.ts'
import { amendmentParts, happenings } from '../../reablement/record.ts'
import { action, colleague, episode, huddle } from './schema.ts'

/** What a closed huddle keeps. Triggers refuse every update of these rows; deleting is left to retention. */

/** One thing a huddle did with one action. Everything is as it was at the close, whatever became of it since. */
export const recordAction = sqliteTable(
  'record_action',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    action: text()
      .notNull()
      .references(() => action.id),
    happened: text({ enum: happenings }).notNull(),
    at: text().notNull(),
    /** Who did it. */
    byName: text('by_name').notNull(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    /** 'Grab rail, short × 2 · Bathroom' */
    line: text().notNull(),
    detail: text(),
    team: text().notNull(),
    /** null: the team's queue. */
    ownerName: text('owner_name'),
    due: text().notNull(),
    /** Before it was re-assigned or re-dated; null when it was not. */
    teamWas: text('team_was'),
    ownerWas: text('owner_was'),
    dueWas: text('due_was'),
    state: text({ enum: actionStates }).notNull(),
    note: text(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.action, table.happened] })],
)

/** The figures of one huddle, counted once, at its close. */
export const huddleFigures = sqliteTable('huddle_figures', {
  huddle: text()
    .primaryKey()
    .references(() => huddle.id),
  seconds: integer().notNull(),
  listed: integer().notNull(),
  reached: integer().notNull(),
  carriedOver: integer('carried_over').notNull(),
  parked: integer().notNull(),
  agreed: integer().notNull(),
  accepted: integer().notNull(),
  declined: integer().notNull(),
  reDated: integer('re_dated').notNull(),
  owners: integer().notNull(),
  there: integer().notNull(),
  teamsThere: integer('teams_there').notNull(),
  /** Of those there; the rest had Perch open, and nobody said how. null: closed before these were kept. */
  inRoom: integer('in_room'),
  remote: integer(),
  /** JSON: codes of teams, in the service's order. */
  teamsMissing: text('teams_missing'),
  /** JSON: agenda section → seconds. */
  secondsBySection: text('seconds_by_section').notNull(),
})

/** A correction beside the record: the original stays as it is. */
export const amendment = sqliteTable(
  'amendment',
  {
    id: text().primaryKey(),
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    /** null: the record as a whole. */
    episode: text().references(() => episode.id),
    part: text({ enum: amendmentParts }).notNull(),
    words: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [index('amendment_huddle').on(table.huddle)],
)
