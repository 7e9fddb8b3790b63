import { desc, eq } from 'drizzle-orm'
import type { CourseView, StayShown } from '../../reablement/course-view.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { promptsOn, sayClockOn } from '../../reablement/episode-clock.ts'
import type { Clock } from '../../reablement/episode-clock.ts'
import { possibleActs } from '../../reablement/episode-steps.ts'
import { longTermDay } from '../../reablement/in-place.ts'
import { sixWeeksOn, startStandardOn } from '../../reablement/six-weeks.ts'
import type { SixWeeks } from '../../reablement/six-weeks.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import type { EpisodeRow } from './on-board.ts'

/** The six weeks of one episode as they stand: on the day it ended, when it has. */
export interface CourseClock {
  sixWeeks: SixWeeks
  clock: Clock
  on: LocalDate
}

/** Reads it in two queries. */
export function courseClock(tx: Transaction, stay: EpisodeRow, today: LocalDate): CourseClock {
  const sixWeeks = sixWeeksReader(tx, stay.id)(stay)
  const on = stay.endedOn !== null && stay.endedOn < today ? stay.endedOn : today
  return { sixWeeks, clock: sixWeeksOn(sixWeeks, on), on }
}

/** Where an episode stands, its clock in words, its stays and what can be done next; one query more. */
export function courseOf(
  tx: Transaction,
  stay: EpisodeRow,
  { sixWeeks, clock, on }: CourseClock,
  today: LocalDate,
): CourseView {
  const { state, acceptedOn, declinedWhy } = stay
  const stays = staysOf(tx, stay.id)
  const extension = sixWeeks.extension
  const begun = state === 'active' || state === 'paused' || state === 'ended'
  const course = {
    state,
    acceptedOn,
    startedOn: begun && stay.start <= today ? stay.start : null,
    endedOn: stay.endedOn,
  }
  return {
    ...{ state, acceptedOn, declinedWhy, stays, extension },
    referredOn: state === 'referred' ? londonDate(new Date(stay.arrivedAt)) : null,
    standard: state === 'declined' ? null : startStandardOn(sixWeeks, today),
    clock: begun ? sayClockOn(clock, on, extension) : '',
    longTermOn: begun ? (promptsOn(sixWeeks, on, [longTermDay])[0]?.on ?? null) : null,
    next: begun && state !== 'ended' ? nextPrompt(sixWeeks, today) : null,
    acts: possibleActs({ ...course, declinedWhy, stays, extension, before: null }),
  }
}

function nextPrompt(sixWeeks: SixWeeks, today: LocalDate): CourseView['next'] {
  return promptsOn(sixWeeks, today, sixWeeks.prompts).find(({ reached }) => !reached) ?? null
}

function staysOf(tx: Transaction, id: string): StayShown[] {
  return tx
    .select({
      ...{ id: hospitalStay.id, wentOn: hospitalStay.wentOn, backOn: hospitalStay.backOn },
      by: colleague.name,
    })
    .from(hospitalStay)
    .leftJoin(colleague, eq(colleague.id, hospitalStay.saidBy))
    .where(eq(hospitalStay.episode, id))
    .orderBy(desc(hospitalStay.wentOn), desc(hospitalStay.at))
    .all()
}
