import { eq } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { declineReferralInput } from '../../reablement/course-inputs.ts'
import type { DeclineReferralInput } from '../../reablement/course-inputs.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'
import { refuseCode } from './check-why.ts'
import { personOfAny } from './about-person.ts'
import { stepOnCourse } from './course.ts'
import type { EndingEffects } from './end-episode.ts'
import { openOrThere } from './ending-around.ts'
import { tellStory } from './tell-story.ts'

/** What declining does in other parts of the server, in its own transaction: as ending does it. */
export type DecliningEffects = Pick<EndingEffects, 'close' | 'leaveAgenda'>

/**
 * Declines a referral, with the reason; also one that was accepted, or planned, and never started: they are off the agenda then, and
 * what is open for them is cancelled with the reason, whoever's it is, since nobody of us will come. What is there on
 * loan is collected first. [choice]
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', 'wrong-state', perform's.
 */
export async function declineReferral(
  desk: Desk,
  who: Colleague | null,
  input: DeclineReferralInput,
  effects: DecliningEffects,
): Promise<void> {
  const { episode: id, why } = parse(declineReferralInput, input)
  refuseCode(why)
  const detail = { episode: id, cancelled: 0 }
  return perform(desk, who, {
    act: 'decline referral',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const on = londonDate(new Date(at))
      const { after, course } = stepOnCourse(tx, at, { id, act: 'decline', said: { on, why } })
      const { state, declinedWhy } = after
      effects.leaveAgenda(tx, id)
      detail.cancelled = cancelOpen(tx, at, { id, why }, effects)
      tx.update(episode).set({ state, declinedWhy }).where(eq(episode.id, id)).run()
      const words = course.state === 'referred' ? 'Referral declined' : 'Declined after all'
      tellStory(tx, { episode: id, at, colleague: signedIn(who).id, kind: 'course', on, words, why })
    },
    detail,
  })
}

/** Returns how many were cancelled. @throws Problem 'wrong-state' while something is there on loan. */
function cancelOpen(
  tx: Transaction,
  at: string,
  { id, why }: { id: string; why: string },
  { close }: Pick<EndingEffects, 'close'>,
): number {
  const there = openOrThere(tx, id)
  const lent = there.find(({ onLoan }) => onLoan)
  if (lent) {
    const detail = `“${lent.line}” is with them on loan: have it collected first, or start and end the episode.`
    throw new Problem('wrong-state', { field: 'episode', detail })
  }
  const open = there.filter(({ row }) => openStates.includes(row.state))
  for (const { row } of open) close(tx, at, row.id, `${why} (the referral was declined)`)
  return open.length
}
