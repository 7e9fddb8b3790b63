import { setGoalInput } from '../../reablement/about-inputs.ts'
import type { SetGoalInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { goal } from '../storage/schema.ts'
import { personOf } from './about-person.ts'
import { keepStep, placeBehind } from './goal-history.ts'
import type { GoalRow } from './goal-history.ts'
import { refuseCodes, refuseDay } from './own-words.ts'

/** As many goals as anybody can keep in mind, and the furthest day one can be for. [choice] */
const mostGoals = 8
export const goalAhead = 365

/**
 * Sets a goal in the person's own words, with the day it is for when one is said.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', 'wrong-state' when they have as many as can be kept in mind, perform's.
 */
export async function setGoal(desk: Desk, who: Colleague | null, input: SetGoalInput): Promise<void> {
  const { episode, what, by } = parse(setGoalInput, input)
  return perform(desk, who, {
    act: 'set goal',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ what })
      const today = londonDate(new Date(at))
      if (by !== null) refuseDay(by, 'by', { from: today, until: addDays(today, goalAhead), today })
      const { place, many } = placeBehind(tx, episode)
      if (many >= mostGoals)
        throw new Problem('wrong-state', {
          field: 'what',
          detail: `There are ${String(many)} goals already. Review or reword one of them.`,
        })
      const row: GoalRow = { id: newId(), episode, position: place, what, by, state: 'not started' }
      tx.insert(goal).values(row).run()
      keepStep(tx, row, { kind: 'set', on: today, colleague: signedIn(who).id, at })
    },
    detail: { episode, by },
  })
}
