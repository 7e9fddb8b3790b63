import { eq } from 'drizzle-orm'
import { rewordGoalInput } from '../../reablement/about-inputs.ts'
import type { RewordGoalInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { goal } from '../storage/schema.ts'
import { personOf } from './about-person.ts'
import { goalOf, keepStep } from './goal-history.ts'
import { refuseCodes, refuseDay } from './own-words.ts'
import { goalAhead } from './set-goal.ts'

/**
 * Says a goal in other words, or for another day. The old words stay in its history; where it stands stays, too.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function rewordGoal(desk: Desk, who: Colleague | null, input: RewordGoalInput): Promise<void> {
  const { episode, goal: id, what, by } = parse(rewordGoalInput, input)
  return perform(desk, who, {
    act: 'reword goal',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ what })
      const before = goalOf(tx, episode, id)
      const today = londonDate(new Date(at))
      if (by !== null && by !== before.by)
        refuseDay(by, 'by', { from: today, until: addDays(today, goalAhead), today })
      if (what === before.what && by === before.by)
        throw new Problem('bad-input', {
          field: 'what',
          detail: 'Those are the words it has. Change them, or leave it.',
        })
      tx.update(goal).set({ what, by }).where(eq(goal.id, id)).run()
      const step = { kind: 'reworded' as const, on: today, was: before.what }
      keepStep(tx, { ...before, what, by }, { ...step, colleague: signedIn(who).id, at })
    },
    detail: { episode, goal: id },
  })
}
