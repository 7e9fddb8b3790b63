import { asc, eq } from 'drizzle-orm'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { takeStep } from '../../reablement/episode-steps.ts'
import type { Around, Course, EpisodeAct, Said } from '../../reablement/episode-steps.ts'
import { sixWeeksOn } from '../../reablement/six-weeks.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { extensionOf, sixWeeksReader } from '../storage/six-weeks.ts'
import { anyStay } from './about-person.ts'
import type { Stay } from './about-person.ts'

/** The tables’ row of one stay in hospital. */
export type StayRow = typeof hospitalStay.$inferSelect

/** An episode with its course, whatever state it is in. */
export interface OnCourse {
  row: Stay
  course: Course
}

/** Its stays in hospital, first gone first. */
export function staysOf(tx: Transaction, id: string): StayRow[] {
  return tx
    .select()
    .from(hospitalStay)
    .where(eq(hospitalStay.episode, id))
    .orderBy(asc(hospitalStay.wentOn), asc(hospitalStay.at))
    .all()
}

/**
 * An episode’s course, as the rules of its steps look at it. A planned day is no first visit: until it has come, nothing
 * is before or after it. `before`: where undoing the end goes back to.
 */
export function courseOf(
  tx: Transaction,
  row: Stay,
  today: LocalDate,
  before: Course['before'] = null,
): Course {
  const { state, start, acceptedOn, endedOn, declinedWhy } = row
  const begun = state !== 'referred' && state !== 'accepted' && start <= today
  return {
    ...{ state, acceptedOn, endedOn, declinedWhy },
    startedOn: begun ? start : null,
    stays: staysOf(tx, row.id).map(({ wentOn, backOn }) => ({ wentOn, backOn })),
    extension: extensionOf(row),
    before,
  }
}

/**
 * Takes one step of an episode’s course by the rules, and writes nothing: `row` and `course` are as they were before,
 * `after` what to write down.
 * @throws Problem 'not-found'; 'wrong-state' by the state; 'bad-input' by what is said, naming the field.
 */
export function stepOnCourse(
  tx: Transaction,
  at: string,
  { id, act, said }: { id: string; act: Exclude<EpisodeAct, 'end' | 'undo end'>; said: Said },
): OnCourse & { after: Course; today: LocalDate } {
  const row = anyStay(tx, id)
  const today = londonDate(new Date(at))
  const course = courseOf(tx, row, today)
  const { lastFreeDay } = sixWeeksOn(sixWeeksReader(tx, id)(row), today)
  const around: Around = { today, lastFreeDay, notWhole: null, openElsewhere: false }
  return { row, course, after: takeStep(course, act, said, around), today }
}
