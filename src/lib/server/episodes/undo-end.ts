import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { undoEndInput } from '../../reablement/ending-inputs.ts'
import type { UndoEndInput } from '../../reablement/ending-inputs.ts'
import { takeStep } from '../../reablement/episode-steps.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { ending, laterCheck } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { action, episode } from '../storage/schema.ts'
import { anyStay, personOfAny } from './about-person.ts'
import type { Stay } from './about-person.ts'
import { courseOf } from './course.ts'
import { endingRow } from './ending-around.ts'
import { tellStory } from './tell-story.ts'

/** Nothing of an end. What was said on the checklist stays, to end it again from. */
const notEnded = {
  ...{ ending: null, national: null, followOn: null, dischargedOn: null, checklist: null },
  ...{ stateBefore: null, endedBy: null, endedAt: null },
} as const

/**
 * Takes an end back, by a manager with a reason: the episode is what it was, the later checks nobody has answered are
 * withdrawn, and what was said to stay with them is on loan again. What a check found on its day stays found, and counts:
 * taking the end back does not unsay it, and nobody is rung about it twice. Actions that were closed stay closed, and what
 * was asked to be collected stays asked: their teams have heard of it. [choice]
 * @throws Problem 'bad-input', 'key-safe-code', 'wrong-state', 'not-found', perform's.
 */
export async function undoEnd(desk: Desk, who: Colleague | null, input: UndoEndInput): Promise<void> {
  const { episode: id, why } = parse(undoEndInput, input)
  return perform(desk, who, {
    act: 'undo end',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      if (holdsKeySafeCode(why)) throw new Problem('key-safe-code', { field: 'why' })
      const stay = anyStay(tx, id)
      const today = londonDate(new Date(at))
      const course = courseOf(tx, stay, today, endingRow(tx, id)?.stateBefore)
      const openElsewhere = isOpenElsewhere(tx, stay)
      const around = { today, lastFreeDay: null, notWhole: null, openElsewhere }
      const { state, endedOn } = takeStep(course, 'undo end', { on: today, why }, around)
      tx.update(episode).set({ state, endedOn }).where(eq(episode.id, id)).run()
      tx.update(ending).set(notEnded).where(eq(ending.episode, id)).run()
      tx.update(action).set({ staysSince: null, staysBy: null }).where(eq(action.episode, id)).run()
      tx.update(laterCheck)
        .set({ withdrawnAt: at })
        .where(and(eq(laterCheck.episode, id), isNull(laterCheck.withdrawnAt), isNull(laterCheck.result)))
        .run()
      const told = { episode: id, at, colleague: signedIn(who).id, kind: 'course', on: today } as const
      tellStory(tx, { ...told, words: 'The end was taken back', why })
    },
    detail: { episode: id },
  })
}

/** Whether another episode of the same person is open. */
function isOpenElsewhere(tx: Transaction, { id, person }: Stay): boolean {
  const open = inArray(episode.state, ['referred', 'accepted', 'active', 'paused'])
  const others = and(eq(episode.person, person), ne(episode.id, id), open)
  return tx.select({ id: episode.id }).from(episode).where(others).get() !== undefined
}
