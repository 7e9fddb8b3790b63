import { eq } from 'drizzle-orm'
import { reviewGoalInput } from '../../reablement/about-inputs.ts'
import type { ReviewGoalInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import { withSaid } from '../../reablement/ending-draft.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { ending } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { goal } from '../storage/schema.ts'
import { personOf } from './about-person.ts'
import { endingRow, saidOf } from './ending-around.ts'
import { goalOf, keepStep } from './goal-history.ts'
import { refuseCodes, refuseDay } from './own-words.ts'

/** How long ago a review may have been that is entered now, in days. [choice] */
const reviewedAgo = 42

/**
 * Says where a goal stands, with what was said about it and on which day.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function reviewGoal(desk: Desk, who: Colleague | null, input: ReviewGoalInput): Promise<void> {
  const { episode, goal: id, state, said, on } = parse(reviewGoalInput, input)
  return perform(desk, who, {
    act: 'review goal',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ said })
      const today = londonDate(new Date(at))
      refuseDay(on, 'on', { from: addDays(today, -reviewedAgo), until: today, today })
      const before = goalOf(tx, episode, id)
      tx.update(goal).set({ state }).where(eq(goal.id, id)).run()
      lookAgain(tx, episode, id)
      keepStep(tx, { ...before, state }, { kind: 'reviewed', on, said, colleague: signedIn(who).id, at })
    },
    detail: { episode, goal: id, state, on },
  })
}

/** What the checklist for ending already says of this goal is older than the review: it is looked at again there. */
function lookAgain(tx: Transaction, about: string, id: string): void {
  const row = endingRow(tx, about)
  const said = saidOf(row)
  if (said.goals?.[id] == null) return
  const now = JSON.stringify(withSaid(said, { goals: { [id]: null } }))
  tx.update(ending).set({ said: now }).where(eq(ending.episode, about)).run()
}
