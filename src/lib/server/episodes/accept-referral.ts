import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { acceptReferralInput } from '../../reablement/course-inputs.ts'
import type { AcceptReferralInput } from '../../reablement/course-inputs.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { episode } from '../storage/schema.ts'
import { personOfAny } from './about-person.ts'
import { stepOnCourse } from './course.ts'
import { tellStory } from './tell-story.ts'

/**
 * Accepts a referral: the days to the first visit run, and they are on the board, new to the next huddle.
 * @throws Problem 'bad-input', 'not-found', 'wrong-state', perform's.
 */
export async function acceptReferral(
  desk: Desk,
  who: Colleague | null,
  input: AcceptReferralInput,
): Promise<void> {
  const asked = parse(acceptReferralInput, input)
  const { episode: id } = asked
  return perform(desk, who, {
    act: 'accept referral',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const on = asked.on ?? londonDate(new Date(at))
      const { row, after } = stepOnCourse(tx, at, { id, act: 'accept', said: { on } })
      tx.update(episode)
        .set({ state: after.state, acceptedOn: after.acceptedOn, arrivedAt: at })
        .where(eq(episode.id, id))
        .run()
      const came = sayDay(londonDate(new Date(row.arrivedAt)), on)
      const words = `Referral of ${came} accepted`
      tellStory(tx, { episode: id, at, colleague: signedIn(who).id, kind: 'course', on, words })
    },
    detail: { episode: id },
  })
}
