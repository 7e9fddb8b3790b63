import type { Colleague } from '../../reablement/colleague.ts'
import { planEndInput, sayEnds } from '../../reablement/commitments.ts'
import type { PlanEndInput } from '../../reablement/commitments.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { personOf, refuseUnlessLive } from './about-person.ts'
import { chipOf, dropChip, leavingOf, putChip, putLeaving } from './chips.ts'

/** How far ahead an end can be planned, in days. [choice] */
const furthest = 365

/**
 * Plans the day somebody's time with the service ends; null goes back to what it was before this huddle. It is a plan:
 * nothing ends by it. The file's planned end stays as it is, and ours wins wherever an end is read. [choice]
 * @throws Problem 'bad-input', 'huddle-not-live', 'not-found', perform's.
 */
export async function planEnd(desk: Desk, who: Colleague | null, input: PlanEndInput): Promise<void> {
  const asked = parse(planEndInput, input)
  const { episode, endsOn } = asked
  return perform(desk, who, {
    act: 'plan leaving',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseUnlessLive(tx, asked.huddle)
      const where = { huddle: asked.huddle, episode, kind: 'ends' } as const
      const chip = chipOf(tx, where)
      const was = chip ? chip.was : (leavingOf(tx, episode)?.endsOn ?? null)
      if (endsOn === null) {
        if (chip) putLeaving(tx, episode, { endsOn: was })
        return dropChip(tx, where)
      }
      const today = londonDate(new Date(at))
      refuseDay(endsOn, today)
      putLeaving(tx, episode, { endsOn })
      putChip(tx, { ...where, words: sayEnds(endsOn, today), colleague: signedIn(who).id, at, was })
    },
    detail: { episode, endsOn },
  })
}

function refuseDay(day: LocalDate, today: LocalDate): void {
  const wrong = (detail: string) => new Problem('bad-input', { field: 'endsOn', detail })
  if (day < today) throw wrong('That day has passed.')
  if (day > addDays(today, furthest)) throw wrong('That is more than a year ahead.')
}
