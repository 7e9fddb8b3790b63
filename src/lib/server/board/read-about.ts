import { desc, eq, sql } from 'drizzle-orm'
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { About, GoalEntry, SaidBy } from '../../reablement/about.ts'
import { londonDate } from '../../reablement/dates.ts'
import { answersFromFile } from '../../reablement/risk-answers.ts'
import { consentOf, fireReferralOf, flagOf, needsOf, riskRows } from '../storage/about-rows.ts'
import type { NeedsRow } from '../storage/about-rows.ts'
import {
  careAct,
  communication,
  goalEvent,
  respect,
  safeguarding,
  whatMatters,
} from '../storage/about-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import type { OnBoard, PersonRow } from './on-board.ts'

/** What is known about somebody beside their course, in nine queries however much was said. */
export function aboutOf(tx: Transaction, { person, episode }: OnBoard): About {
  const { id } = episode
  const arrived = { by: null, on: londonDate(new Date(episode.arrivedAt)) }
  const consent = consentOf(tx, id)
  return {
    whatMatters: whatMattersOf(tx, id),
    goals: goalsOf(tx, id),
    risks: [
      ...answersFromFile(person).map((answer) => ({ ...answer, ...arrived })),
      ...riskRows(tx, id).map(({ at, ...row }) => ({ ...row, on: londonDate(new Date(at)) })),
    ],
    fire: { consent, referredOn: fireReferralOf(tx, id)?.on ?? null },
    communication: communicationOf(tx, person),
    respect: respectOf(tx, id),
    safeguarding: safeguardingOf(tx, id),
    careAct: careActOf(tx, id),
  }
}

function saidBy({ by, at }: { by: string; at: string }): SaidBy {
  return { by, on: londonDate(new Date(at)) }
}

/** Newest first. */
const newestFirst = (table: SQLiteTable & { at: AnySQLiteColumn }) => [
  desc(table.at),
  desc(sql`${table}.rowid`),
]

function whatMattersOf(tx: Transaction, id: string): About['whatMatters'] {
  const { words, at } = whatMatters
  return tx
    .select({ words, at, by: colleague.name })
    .from(whatMatters)
    .innerJoin(colleague, eq(colleague.id, whatMatters.colleague))
    .where(eq(whatMatters.episode, id))
    .orderBy(...newestFirst(whatMatters))
    .all()
    .map((row) => ({ words: row.words, ...saidBy(row) }))
}

function goalsOf(tx: Transaction, id: string): About['goals'] {
  const rows = tx
    .select({ event: goalEvent, by: colleague.name })
    .from(goalEvent)
    .innerJoin(colleague, eq(colleague.id, goalEvent.colleague))
    .where(eq(goalEvent.episode, id))
    .orderBy(...newestFirst(goalEvent))
    .all()
  const entry = ({ event, by }: (typeof rows)[number]): GoalEntry => {
    const { kind, on, what, was, byDate, state, said } = event
    return { kind, what, was, byDate, state, said, by, on }
  }
  const byGoal = Map.groupBy(rows, ({ event }) => event.goal)
  return Object.fromEntries([...byGoal].map(([goal, all]) => [goal, all.map(entry)]))
}

function communicationOf(tx: Transaction, person: PersonRow): About['communication'] {
  const row = tx
    .select({ needs: communication, at: communication.at, by: colleague.name })
    .from(communication)
    .innerJoin(colleague, eq(colleague.id, communication.colleague))
    .where(eq(communication.person, person.id))
    .orderBy(...newestFirst(communication))
    .limit(1)
    .get()
  const said: NeedsRow | null = row?.needs ?? null
  return { needs: needsOf(person, said), flag: flagOf(person, said), said: row ? saidBy(row) : null }
}

function respectOf(tx: Transaction, id: string): About['respect'] {
  const { inPlace, where, seenOn, at } = respect
  const row = tx
    .select({ inPlace, where, seenOn, at, by: colleague.name })
    .from(respect)
    .innerJoin(colleague, eq(colleague.id, respect.colleague))
    .where(eq(respect.episode, id))
    .orderBy(...newestFirst(respect))
    .limit(1)
    .get()
  return row ? { inPlace: row.inPlace, where: row.where, seenOn: row.seenOn, ...saidBy(row) } : null
}

/** The owner’s name by a query within the query: the row names two colleagues. */
const ownerName = (owner: AnySQLiteColumn) =>
  sql<string | null>`(select owner.name from ${colleague} owner where owner.id = ${owner})`

function safeguardingOf(tx: Transaction, id: string): About['safeguarding'] {
  const row = tx
    .select({ row: safeguarding, by: colleague.name, owner: ownerName(safeguarding.owner) })
    .from(safeguarding)
    .innerJoin(colleague, eq(colleague.id, safeguarding.colleague))
    .where(eq(safeguarding.episode, id))
    .orderBy(...newestFirst(safeguarding))
    .limit(1)
    .get()
  if (!row) return null
  const { raised, raisedOn, reference, owner, at } = row.row
  return {
    ...{ raised, raisedOn, reference },
    owner: ownerOf(owner, row.owner),
    ...saidBy({ by: row.by, at }),
  }
}

function careActOf(tx: Transaction, id: string): About['careAct'] {
  const row = tx
    .select({ row: careAct, by: colleague.name, owner: ownerName(careAct.owner) })
    .from(careAct)
    .innerJoin(colleague, eq(colleague.id, careAct.colleague))
    .where(eq(careAct.episode, id))
    .orderBy(...newestFirst(careAct))
    .limit(1)
    .get()
  if (!row) return null
  const { raisedOn, bookedFor, outcome, owner, at } = row.row
  return {
    ...{ raisedOn, bookedFor, outcome },
    owner: ownerOf(owner, row.owner),
    ...saidBy({ by: row.by, at }),
  }
}

function ownerOf(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name }
}
