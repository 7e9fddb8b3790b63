import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague, episode } from './schema.ts'

/** The course of an episode: its stays in hospital, and every act that was done about it. */

/** One stay in hospital, in local days; `backOn` is null while they are there. */
export const hospitalStay = sqliteTable(
  'hospital_stay',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    wentOn: text('went_on').notNull(),
    backOn: text('back_on'),
    /** Who said that they went; null: it was carried over from before stays were kept. */
    saidBy: text('said_by').references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [index('hospital_stay_episode').on(table.episode, table.wentOn)],
)

/**
 * One act about an episode, only ever added: what the story tells beside calls, actions and notes. Written in the act’s own
 * transaction.
 */
export const episodeEvent = sqliteTable(
  'episode_event',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    at: text().notNull(),
    /** null: the service itself, by a caseload file. */
    colleague: text().references(() => colleague.id),
    /** As the story files it: `StoryKind` of the words. */
    kind: text().notNull(),
    /** The local day it is about; mostly the day it was said. */
    on: text('on_day').notNull(),
    /** As every screen says it, in one sentence without a full stop. */
    words: text().notNull(),
    /** The reason, in somebody’s own words. */
    why: text(),
  },
  (table) => [index('episode_event_episode').on(table.episode, table.at)],
)
