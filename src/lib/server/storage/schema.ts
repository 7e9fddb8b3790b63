import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { actionStates } from '../../reablement/action.ts'
import { episodeStates } from '../../reablement/episode-steps.ts'
import { connections } from '../../reablement/request.ts'
import { catalogueItem } from './catalogue-schema.ts'
import { colleague, team } from './staff-schema.ts'

export * from './catalogue-schema.ts'
export * from './staff-schema.ts'

/**
 * The tables of the service; what is added beside them is in ledger-schema.ts. Instants are ISO UTC text, dates are local `YYYY-MM-DD` text, ids are short random text.
 * The page's log (page-schema.ts) and the register never share a table.
 */

export const person = sqliteTable(
  'person',
  {
    id: text().primaryKey(),
    /** The file's own reference, "RB27010". */
    reference: text().notNull().unique(),
    forename: text().notNull(),
    surname: text().notNull(),
    knownAs: text('known_as'),
    sex: text(),
    birthDate: text('birth_date').notNull(),
    /** Ten digits; null is "not traced". */
    nhsNumber: text('nhs_number'),
    address: text(),
    postcode: text(),
    telephone: text(),
    language: text(),
    interpreter: integer({ mode: 'boolean' }),
    livesAlone: integer('lives_alone', { mode: 'boolean' }),
    keySafe: integer('key_safe', { mode: 'boolean' }),
    pets: integer({ mode: 'boolean' }),
    smokeAlarm: integer('smoke_alarm', { mode: 'boolean' }),
    coAlarm: integer('co_alarm', { mode: 'boolean' }),
    nextOfKin: text('next_of_kin'),
    relationship: text(),
    /** As they describe it, in the national list's words; null: not asked yet. */
    ethnicity: text(),
  },
  (table) => [uniqueIndex('person_nhs_number').on(table.nhsNumber)],
)

export const episode = sqliteTable(
  'episode',
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: ['reablement', 'bridging', 'restart', 'crisis hand-over'] }).notNull(),
    state: text({ enum: episodeStates }).notNull(),
    /** The day of the first visit; planned, until it has been. */
    start: text().notNull(),
    plannedEnd: text('planned_end'),
    source: text(),
    ward: text(),
    reason: text(),
    /** When Perch first heard of it; of a referral, once it is accepted, when that was: then they are new to the board. */
    arrivedAt: text('arrived_at').notNull(),
    /** The day of the first file that no longer names this person; null while files do. */
    missingSince: text('missing_since'),
    /** When they last went to hospital (`paused`) or came back, as somebody said it; null: nobody did. */
    hospitalAt: text('hospital_at'),
    /** The local days of its steps; null: not taken, or before Perch kept them. */
    acceptedOn: text('accepted_on'),
    endedOn: text('ended_on'),
    declinedWhy: text('declined_why'),
    /** Why and until when they stay beyond the six weeks; both or neither. */
    extendedUntil: text('extended_until'),
    extendedWhy: text('extended_why'),
    /** The start it last went out with in Client Level Data, and when; both or neither. It is locked since. */
    exportedStart: text('exported_start'),
    exportedAt: text('exported_at'),
  },
  (table) => [index('episode_person').on(table.person), index('episode_state').on(table.state)],
)

export const callPattern = sqliteTable(
  'call_pattern',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    from: text('from_date').notNull(),
    perDay: integer('per_day').notNull(),
    minutes: integer().notNull(),
    carers: integer().notNull(),
    why: text().notNull(),
    /** null: the caseload file said so. */
    changedBy: text('changed_by').references(() => colleague.id),
    at: text().notNull(),
  },
  (table) => [index('call_pattern_episode').on(table.episode, table.from)],
)

export const goal = sqliteTable(
  'goal',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    position: integer().notNull(),
    what: text().notNull(),
    by: text('by_date'),
    state: text({ enum: ['not started', 'working on it', 'met', 'changed'] }).notNull(),
  },
  (table) => [index('goal_episode').on(table.episode, table.position)],
)

export const huddle = sqliteTable(
  'huddle',
  {
    id: text().primaryKey(),
    /** The working day it is for. */
    date: text().notNull().unique(),
    state: text({ enum: ['preparing', 'live', 'closed'] }).notNull(),
    /** Of its page: bumped after a restore or a purge, so that an old client cannot merge by itself. */
    epoch: integer().notNull().default(1),
    startedAt: text('started_at'),
    closedAt: text('closed_at'),
    chair: text().references(() => colleague.id),
    current: text().references(() => episode.id),
    currentSince: text('current_since'),
    /** Its clocks stand still since then. */
    pausedAt: text('paused_at'),
    /** Of the pauses that are over. */
    pausedSeconds: integer('paused_seconds').notNull().default(0),
    /** null while it is open, and of huddles closed before this was kept. */
    /** Null unless it is live, and in one begun before steps were kept. */
    step: text({ enum: ['here', 'promises', 'silence', 'people', 'read-back'] }),
    stepSince: text('step_since'),
    silenceUntil: text('silence_until'),
    closedHow: text('closed_how', { enum: ['by a colleague', 'by itself'] }),
    /** Closed from a damaged page: its record may lack notes (`part`), or has none (`all`). */
    pageDamage: text('page_damage', { enum: ['part', 'all'] }),
  },
  (table) => [index('huddle_state').on(table.state)],
)

export const agendaItem = sqliteTable(
  'agenda_item',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    episode: text()
      .notNull()
      .references(() => episode.id),
    position: integer().notNull(),
    section: text({ enum: ['promises', 'new', 'raised', 'leaving', 'quick look', 'rest'] }).notNull(),
    /** JSON array of words. */
    reasons: text().notNull(),
    outcome: text({ enum: ['discussed', 'no change', 'parked', 'not reached'] }),
    seconds: integer().notNull().default(0),
    /** Nobody had looked at them for five working days. */
    lookDue: integer('look_due', { mode: 'boolean' }).notNull().default(false),
    addedBy: text('added_by').references(() => colleague.id),
    addedWhy: text('added_why'),
    /** What the owner was asked to do when they were taken offline. */
    parkedAction: text('parked_action').references((): AnySQLiteColumn => action.id),
    /** The order of being reached, 1 first; null: never. A trigger writes it whenever `huddle.current` comes here. */
    turn: integer(),
    /** At the close: only this team asked for them, and nobody of it was there; and the day of the first such huddle. */
    waitsFor: text('waits_for'),
    waitsSince: text('waits_since'),
    /** Their day of the six weeks, kept at the close: by the clock where a hospital stay moved it, else by a trigger. */
    day: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.huddle, table.episode] }),
    index('agenda_item_episode').on(table.episode),
  ],
)

export const attendance = sqliteTable(
  'attendance',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    firstSeenAt: text('first_seen_at').notNull(),
    /** As somebody said; null: had Perch open, and nobody said how they were there. */
    mode: text({ enum: ['room', 'remote'] }),
    saidAt: text('said_at'),
    saidBy: text('said_by').references(() => colleague.id),
    /** Since when they are gone; null: they are there still, or nobody said so. */
    leftAt: text('left_at'),
    /** Who they were at the close, kept by a trigger. */
    name: text(),
    team: text(),
  },
  (table) => [primaryKey({ columns: [table.huddle, table.colleague] })],
)

/** The record of one person in one closed huddle. */
export const huddleNote = sqliteTable(
  'huddle_note',
  {
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    episode: text()
      .notNull()
      .references(() => episode.id),
    text: text().notNull(),
    how: text({ enum: ['ok', 'watch', 'concern'] }),
    howBy: text('how_by'),
    raised: text(),
    /** JSON: team code → mark. */
    teams: text().notNull(),
    /** JSON array of colleagues' names. */
    authors: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.huddle, table.episode] }),
    index('huddle_note_episode').on(table.episode),
  ],
)

export const action = sqliteTable(
  'action',
  {
    id: text().primaryKey(),
    episode: text()
      .notNull()
      .references(() => episode.id),
    huddle: text()
      .notNull()
      .references(() => huddle.id),
    kind: text({ enum: ['equipment', 'adaptation', 'care technology', 'referral', 'task'] }).notNull(),
    item: text().references(() => catalogueItem.code),
    title: text().notNull(),
    quantity: integer().notNull(),
    room: text(),
    detail: text(),
    team: text()
      .notNull()
      .references(() => team.code),
    /** null: the team's queue. */
    owner: text().references(() => colleague.id),
    due: text().notNull(),
    state: text({ enum: actionStates }).notNull(),
    agreedAt: text('agreed_at').notNull(),
    agreedBy: text('agreed_by')
      .notNull()
      .references(() => colleague.id),
    endedAt: text('ended_at'),
    lastNote: text('last_note'),
    /** Those who lead look after it since then; null: nobody asked them to. */
    escalatedAt: text('escalated_at'),
    /** Declined, and nothing more is wanted. */
    settledAt: text('settled_at'),
    urgent: integer({ mode: 'boolean' }).notNull().default(false),
    /** Why it is asked for, as somebody typed it. */
    because: text(),
    /** The supplier's or the other service's own number for it. */
    reference: text(),
    /** The day of the visit, fitting or appointment. */
    bookedFor: text('booked_for'),
    /** It is measured at a visit on that day, by them; null: it is not planned so. */
    measureOn: text('measure_on'),
    measureBy: text('measure_by').references(() => colleague.id),
    /** Collected from the store, fitted and shown by one of us: nothing is ordered. */
    byUs: integer('by_us', { mode: 'boolean' }).notNull().default(false),
    deliveredOn: text('delivered_on'),
    collectedOn: text('collected_on'),
    /** What is lent stays with them for good since that day, as was said at their end; null: it comes back. */
    staysSince: text('stays_since'),
    staysBy: text('stays_by').references(() => colleague.id),
    /** Of an alarm. */
    connection: text({ enum: connections }),
    testOn: text('test_on'),
    /** Who let it be asked for, when it needed that. */
    signedOffBy: text('signed_off_by').references(() => colleague.id),
    signedOffAt: text('signed_off_at'),
  },
  (table) => [
    index('action_episode').on(table.episode),
    index('action_team').on(table.team, table.state),
    index('action_state').on(table.state, table.due),
    index('action_huddle').on(table.huddle),
  ],
)

export const actionEvent = sqliteTable(
  'action_event',
  {
    id: text().primaryKey(),
    action: text()
      .notNull()
      .references(() => action.id),
    at: text().notNull(),
    colleague: text()
      .notNull()
      .references(() => colleague.id),
    from: text('from_state'),
    to: text('to_state').notNull(),
    note: text(),
    /** What was done, an `ActionAct` or 'agree'; null in rows older than this column. */
    act: text(),
    /** JSON: what became another, `{ due: [was, is] }`, `{ team, owner }` likewise, owners by name. */
    detail: text(),
  },
  (table) => [index('action_event_action').on(table.action)],
)
