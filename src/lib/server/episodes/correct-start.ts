import { eq } from 'drizzle-orm'
import { startLocked } from '../../reablement/cld-start.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { correctStartInput } from '../../reablement/course-inputs.ts'
import type { CorrectStartInput } from '../../reablement/course-inputs.ts'
import { daysBetween, londonDate, sayDate, sayDay, sayLongDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'
import type { Stay } from './about-person.ts'
import { personOfAny } from './about-person.ts'
import { staysOf } from './course.ts'
import { moveFirstCalls } from './first-calls.ts'
import { tellStory } from './tell-story.ts'

/**
 * Corrects a start date, with a reason that stays in the story: no file ever does, since another start makes a second
 * stay in the national figures. [std] Of a referral and of who has ended, too. Calls that began with it begin with the new one.
 * @throws Problem 'bad-input', 'key-safe-code', 'wrong-state' when it is that day already, 'not-found', perform's.
 */
export async function correctStart(
  desk: Desk,
  who: Colleague | null,
  input: CorrectStartInput,
): Promise<void> {
  const asked = parse(correctStartInput, input)
  return perform(desk, who, {
    act: 'correct start',
    thing: (tx) => personOfAny(tx, asked.episode),
    work: (tx, at) => {
      if (holdsKeySafeCode(asked.reason)) throw new Problem('key-safe-code', { field: 'reason' })
      const stay = tx.select().from(episode).where(eq(episode.id, asked.episode)).get()
      if (!stay) throw new Problem('not-found')
      if (stay.start === asked.start)
        throw new Problem('wrong-state', { detail: `It is ${sayDate(asked.start)} already.` })
      refuseStart(tx, stay, asked.start, asked.reason, londonDate(new Date(at)))
      tx.update(episode).set({ start: asked.start }).where(eq(episode.id, stay.id)).run()
      moveFirstCalls(tx, stay.id, stay.start, asked.start)
      tellStory(tx, {
        ...{ episode: stay.id, at, colleague: signedIn(who).id, kind: 'course' },
        on: londonDate(new Date(at)),
        words: `Start date corrected from ${sayDate(stay.start)} to ${sayDate(asked.start)}`,
        why: asked.reason,
      })
    },
    detail: { episode: asked.episode },
  })
}

/** How many days ahead a first visit is put off at most: beyond it is a slip in the year. [choice] */
const farthestPlanned = 42

/** A reason is always asked for; of a start that was exported it is said what another one does. @throws Problem 'bad-input'. */
function refuseStart(tx: Transaction, stay: Stay, to: LocalDate, reason: string, today: LocalDate): void {
  const locked = startLocked(stay, to, reason)
  if (locked !== null || reason.length < 3)
    throw new Problem('bad-input', { field: 'reason', detail: locked ?? 'Say why, in a few words.' })
  if (stay.endedOn !== null && to > stay.endedOn)
    throw new Problem('bad-input', {
      field: 'start',
      detail: `It ended on ${sayDay(stay.endedOn, today)}. The first visit cannot be after.`,
    })
  if (stay.acceptedOn !== null && to < stay.acceptedOn)
    throw new Problem('bad-input', {
      field: 'start',
      detail: `It was accepted on ${sayDay(stay.acceptedOn, today)}. The first visit cannot be before.`,
    })
  if (daysBetween(today, to) > farthestPlanned)
    throw new Problem('bad-input', {
      field: 'start',
      detail: `${sayLongDay(to)} is more than six weeks ahead. Look at the year.`,
    })
  const [gone] = staysOf(tx, stay.id)
  if (gone && gone.wentOn < to) {
    const went = sayDay(gone.wentOn, today)
    const detail = `They went to hospital on ${went}, from home. The first visit cannot be after: correct that stay first.`
    throw new Problem('bad-input', { field: 'start', detail })
  }
}
