import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { carerWishes } from '../../reablement/communication.ts'
import { goalStates } from '../../reablement/goal-hints.ts'
import { careActOutcomes } from '../../reablement/in-place.ts'
import { riskQuestions } from '../../reablement/risk-answers.ts'
import { colleague, episode, goal, person } from './schema.ts'

/** What is known about a person beside their course. Rows are only ever added; the newest holds. */

/** Whose it is, who said it and when (ISO UTC): the first columns of each of these tables. */
const said = {
  id: text().primaryKey(),
  episode: text()
    .notNull()
    .references(() => episode.id),
  colleague: text()
    .notNull()
    .references(() => colleague.id),
  at: text().notNull(),
}

/** One step of a goal: set, reworded, reviewed. The goal itself is in `goal`. */
export const goalEvent = sqliteTable(
  'goal_event',
  {
    ...said,
    goal: text()
      .notNull()
      .references(() => goal.id),
    kind: text({ enum: ['set', 'reworded', 'reviewed'] }).notNull(),
    /** The local day it is about. */
    on: text('on_day').notNull(),
    /** As it stands after this. */
    what: text().notNull(),
    byDate: text('by_date'),
    state: text({ enum: goalStates }).notNull(),
    /** The words before, of one that was reworded. */
    was: text(),
    /** What was said at a review. */
    said: text('what_was_said'),
  },
  (table) => [index('goal_event_episode').on(table.episode, table.at)],
)

/** What matters to the person, in their own words. */
export const whatMatters = sqliteTable('what_matters', { ...said, words: text().notNull() }, (table) => [
  index('what_matters_episode').on(table.episode, table.at),
])

/** One answer of the dynamic risk assessment. */
export const riskAnswer = sqliteTable(
  'risk_answer',
  {
    ...said,
    question: text({ enum: riskQuestions }).notNull(),
    /** null: it is answered in words alone. */
    value: text({ enum: ['yes', 'no'] }),
    words: text(),
  },
  (table) => [index('risk_answer_episode').on(table.episode, table.at)],
)

/** What they said when they were asked whether we may refer them to fire and rescue. */
export const fireConsent = sqliteTable(
  'fire_consent',
  {
    ...said,
    given: integer({ mode: 'boolean' }).notNull(),
    on: text('on_day').notNull(),
    /** JSON array of what it was asked for. */
    reasons: text().notNull(),
  },
  (table) => [index('fire_consent_episode').on(table.episode, table.at)],
)

/** Communication needs are the person’s, whatever the episode. They win over the caseload file’s. */
export const communication = sqliteTable(
  'communication',
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => person.id),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    at: text().notNull(),
    language: text(),
    interpreter: integer({ mode: 'boolean' }),
    bsl: integer({ mode: 'boolean' }),
    /** JSON array. */
    formats: text().notNull(),
    support: text(),
    carers: text({ enum: carerWishes }),
    culture: text(),
  },
  (table) => [index('communication_person').on(table.person, table.at)],
)

/** Whether a ReSPECT plan or a DNACPR is in place and where its copy is. Never what it decides. */
export const respect = sqliteTable(
  'respect',
  {
    ...said,
    inPlace: integer('in_place', { mode: 'boolean' }).notNull(),
    where: text('copy_is'),
    seenOn: text('seen_on'),
  },
  (table) => [index('respect_episode').on(table.episode, table.at)],
)

/** That a safeguarding concern was raised. No column takes a narrative. */
export const safeguarding = sqliteTable(
  'safeguarding',
  {
    ...said,
    raised: integer({ mode: 'boolean' }).notNull(),
    raisedOn: text('raised_on'),
    reference: text(),
    owner: text().references(() => colleague.id),
  },
  (table) => [index('safeguarding_episode').on(table.episode, table.at)],
)

/** A Care Act assessment: raised, by whom it is done, booked, what came of it. */
export const careAct = sqliteTable(
  'care_act',
  {
    ...said,
    raisedOn: text('raised_on').notNull(),
    owner: text().references(() => colleague.id),
    bookedFor: text('booked_for'),
    outcome: text({ enum: careActOutcomes }),
  },
  (table) => [index('care_act_episode').on(table.episode, table.at)],
)
