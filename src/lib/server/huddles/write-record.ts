import { and, asc, between, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { afterPause } from '../../reablement/meeting-time.ts'
import { figuresOf, keptActions } from '../../reablement/record-kept.ts'
import type { ActionAtClose, KeptAction, StepChanges, StepTaken } from '../../reablement/record-kept.ts'
import { figuresRow } from '../storage/figures-row.ts'
import { huddleFigures, recordAction } from '../storage/record-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { action, actionEvent, attendance, colleague, team } from '../storage/schema.ts'
import { huddleStep } from '../storage/step-schema.ts'
import { storedAgenda } from './agenda.ts'
import { keepDays } from './keep-days.ts'
import type { HuddleRow } from './open-huddle.ts'

/**
 * Writes what a closing huddle keeps besides its notes and its agenda: its actions as they are at this moment, and its
 * figures. Call it when everything else of the close is written but the huddle's own row. `at` is its end: the close,
 * or of one nobody closed, the last sign of it.
 */
export function writeRecord(tx: Transaction, row: HuddleRow, at: string): void {
  keepDays(tx, row)
  const taken = stepsTaken(tx, row, at)
  const kept = keptActions(row.id, actionsOf(tx, row.id, taken), taken)
  keep(tx, row.id, kept)
  const there = tx
    .select({ team: colleague.team, mode: attendance.mode })
    .from(attendance)
    .innerJoin(colleague, eq(colleague.id, attendance.colleague))
    .where(eq(attendance.huddle, row.id))
    .all()
  const agenda = storedAgenda(tx, row.id)
  const { pausedSeconds } = afterPause(row, at)
  const steps = tx.select().from(huddleStep).where(eq(huddleStep.huddle, row.id)).all()
  const times = { startedAt: row.startedAt, closedAt: at, pausedSeconds, steps }
  const teams = tx.select({ code: team.code }).from(team).orderBy(asc(team.position)).all()
  const figures = figuresOf({ ...times, agenda, kept, there, teams: teams.map(({ code }) => code) })
  tx.insert(huddleFigures).values(figuresRow(row.id, figures)).run()
}

/** Some at a time: SQLite counts the values of one statement. */
function keep(tx: Transaction, huddle: string, kept: readonly KeptAction[]): void {
  for (let from = 0; from < kept.length; from += 100) {
    const rows = kept.slice(from, from + 100).map((row) => ({ ...row, huddle }))
    tx.insert(recordAction).values(rows).run()
  }
}

/**
 * What the huddle did with actions, oldest first: every step by somebody who was there, and whatever came of what it
 * agreed. What somebody elsewhere does in the register meanwhile is none of it. [choice]
 */
function stepsTaken(tx: Transaction, { id, startedAt }: HuddleRow, end: string): StepTaken[] {
  const wasThere = and(eq(attendance.huddle, id), eq(attendance.colleague, actionEvent.colleague))
  const rows = tx
    .select({ event: actionEvent, by: colleague.name })
    .from(actionEvent)
    .innerJoin(colleague, eq(colleague.id, actionEvent.colleague))
    .innerJoin(action, eq(action.id, actionEvent.action))
    .leftJoin(attendance, wasThere)
    .where(
      and(
        between(actionEvent.at, startedAt ?? end, end),
        or(isNotNull(attendance.colleague), eq(action.huddle, id)),
      ),
    )
    .orderBy(asc(actionEvent.at), sql`${actionEvent}.rowid`)
    .all()
  return rows.map(({ event: { action: of, act, at, detail }, by }) => ({
    ...{ action: of, act, at, by },
    changes: detail === null ? {} : (JSON.parse(detail) as StepChanges),
  }))
}

/** Everything agreed for this huddle, and whatever else was done something to. */
function actionsOf(tx: Transaction, huddle: string, steps: readonly StepTaken[]): ActionAtClose[] {
  const owner = alias(colleague, 'owner')
  const agreer = alias(colleague, 'agreer')
  const touched = [...new Set(steps.map((step) => step.action))]
  const rows = tx
    .select({ row: action, owner: owner.name, agreedBy: agreer.name })
    .from(action)
    .innerJoin(agreer, eq(agreer.id, action.agreedBy))
    .leftJoin(owner, eq(owner.id, action.owner))
    .where(or(eq(action.huddle, huddle), inArray(action.id, touched)))
    .orderBy(asc(action.agreedAt), asc(action.id))
    .all()
  return rows.map(({ row, owner: name, agreedBy }) => {
    const { id, episode, title, quantity, room, detail, team, due, state, lastNote, agreedAt } = row
    const what = { id, episode, huddle: row.huddle, title, quantity, room, detail }
    return { ...what, team, owner: name, due, state, note: lastNote, agreedAt, agreedBy }
  })
}
