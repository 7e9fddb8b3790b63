import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { chipKinds, collections, exitOutcomes } from '../../reablement/commitments.ts'
import { starterItems, starterStates } from '../../reablement/starter.ts'
import { colleague, episode, huddle } from './schema.ts'

/** What is committed to about a person with one key, and what is planned for their beginning and end. */

/** One row of a kind for a person in a huddle. A trigger refuses updates once the huddle has closed. */
export const personChip = sqliteTable(
  'person_chip',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    episode: text()
      .notNull()
      .references(() => episode.id),
    kind: text({ enum: chipKinds }).notNull(),
    /** As every screen and the record say it. */
    words: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
    /** What stood before, to be taken back to: a day, an outcome. */
    was: text(),
    /** The row of the call pattern a step down made. */
    calls: text(),
  },
  (table) => [
    primaryKey({ columns: [table.huddle, table.episode, table.kind] }),
    index('person_chip_episode').on(table.episode),
  ],
)

/** What is planned for the end of an episode. */
export const leaving = sqliteTable('leaving', {
  episode: text()
    .primaryKey()
    .references(() => episode.id),
  /** As said in a huddle: it wins over the file's planned end, which stays as the file has it. */
  endsOn: text('ends_on'),
  /** Expected. */
  outcome: text({ enum: exitOutcomes }),
  collection: text({ enum: collections }),
  /** JSON array of the ids of the actions that ask for it. */
  collectionActions: text('collection_actions').notNull().default('[]'),
  firstCheck: text('first_check'),
  secondCheck: text('second_check'),
})

/** The starter checklist of somebody new; what has no row is to do. */
export const starterCheck = sqliteTable(
  'starter_check',
  {
    episode: text()
      .notNull()
      .references(() => episode.id),
    item: text({ enum: starterItems }).notNull(),
    state: text({ enum: starterStates }).notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.episode, table.item] })],
)
