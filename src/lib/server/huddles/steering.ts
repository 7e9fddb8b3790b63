import { and, asc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import type { Steering } from '../../reablement/huddle.ts'
import { suggestedSeconds } from '../../reablement/pace.ts'
import { Problem } from '../../reablement/problem.ts'
import { stepOf } from '../../reablement/steps.ts'
import { attendance, colleague, huddle } from '../storage/schema.ts'
import { freshAgenda, storedAgenda } from './agenda.ts'
import type { AllMarks, Reader } from './agenda-facts.ts'
import type { HuddleRow } from './open-huddle.ts'
import { missedAsks } from './missed-asks.ts'
import { pastPaces } from './past-paces.ts'
import { promisesLeft } from './promises-left.ts'
import { findWithTeamsDone } from './teams-done.ts'

/** @throws Problem 'not-found'. */
export function findHuddle(reader: Reader, id: string): HuddleRow {
  const row = reader.select().from(huddle).where(eq(huddle.id, id)).get()
  if (!row) throw new Problem('not-found')
  return row
}

/**
 * Where a huddle stands. While people prepare, its agenda is built from `marks`; from its start on it is what was
 * written down. `here` are the ids of colleagues connected now. At most ten queries. @throws Problem 'not-found'.
 */
export function readSteering(
  reader: Reader,
  huddleId: string,
  here: readonly string[] = [],
  marks: AllMarks = new Map(),
): Steering {
  const row = findWithTeamsDone(reader, huddleId)
  const preparing = row.state === 'preparing'
  const agenda = preparing ? freshAgenda(reader, row.date, marks) : storedAgenda(reader, row.id)
  const section = agenda.find(({ episode }) => episode === row.current)?.section ?? 'raised'
  return {
    huddle: row.id,
    date: row.date,
    state: row.state,
    chair: chairOf(reader, row.chair),
    step: stepOf(row),
    stepSince: row.stepSince,
    silenceUntil: row.silenceUntil,
    promises: promisesLeft(reader, row),
    current: row.current,
    currentSince: row.currentSince,
    startedAt: row.startedAt,
    pausedAt: row.pausedAt,
    pausedSeconds: row.pausedSeconds,
    // Not known to the database: whoever watches the chair adds it (chair-watch.ts).
    chairAwaySince: null,
    agenda,
    teamsDone: row.teamsDone,
    attendance: attendanceOf(reader, row.id, here),
    missed: row.state === 'live' ? missedAsks(reader) : {},
    ...(row.photo ? { photo: row.photo } : {}),
    suggestedSeconds: suggestedSeconds[section],
    paces: pastPaces(reader),
  }
}

function chairOf(reader: Reader, id: string | null): Steering['chair'] {
  if (id === null) return null
  const { name, team } = colleague
  return (
    reader.select({ id: colleague.id, name, team }).from(colleague).where(eq(colleague.id, id)).get() ?? null
  )
}

/** Who has been in the room and who is connected now, by team and name. Shared screens are nobody. */
function attendanceOf(reader: Reader, huddleId: string, here: readonly string[]): Steering['attendance'] {
  const { id, name, team } = colleague
  const rows = reader
    .select({ id, name, team, mode: attendance.mode, left: attendance.leftAt })
    .from(colleague)
    .leftJoin(attendance, and(eq(attendance.colleague, colleague.id), eq(attendance.huddle, huddleId)))
    .where(
      and(ne(colleague.role, 'screen'), or(isNotNull(attendance.huddle), inArray(colleague.id, [...here]))),
    )
    .orderBy(asc(team), asc(name))
    .all()
  return rows.map(({ mode, left, ...row }) => ({
    ...{ ...row, here: here.includes(row.id) },
    ...(mode === null ? {} : { mode }),
    ...(left === null ? {} : { left }),
  }))
}
