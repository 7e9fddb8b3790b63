import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { colleague, episode, huddle } from './schema.ts'

/** What colleagues who are not in the meeting raise for it, and the photo a chair shows on the shared screens. */

export const raised = sqliteTable(
  'raised',
  {
    /** Made by the phone that sends it, so that one sent twice is one. */
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
    words: text().notNull(),
    /** This huddle ran and had talked about them already: it is for the one after. Else null. */
    afterHuddle: text('after_huddle').references(() => huddle.id),
    takenBackAt: text('taken_back_at'),
    /** Names the file in the folder of photos; null: there is none, or no longer. */
    photo: text(),
    photoSha256: text('photo_sha256'),
    photoRemovedAt: text('photo_removed_at'),
  },
  (table) => [
    index('raised_episode').on(table.episode, table.at),
    index('raised_colleague').on(table.colleague, table.at),
    index('raised_photo').on(table.photo),
  ],
)

/** The photo a chair has put on the shared screens: only while its huddle runs and its person has the turn. */
export const shownPhoto = sqliteTable('shown_photo', {
  huddle: text()
    .primaryKey()
    .references(() => huddle.id),
  episode: text()
    .notNull()
    .references(() => episode.id),
  raised: text()
    .notNull()
    .references(() => raised.id),
  at: text().notNull(),
})
