import { and, eq, ne } from 'drizzle-orm'
import { mayCancelStart } from '../../reablement/closing.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { stepOf } from '../../reablement/steps.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { shownPhoto } from '../storage/raised-schema.ts'
import { action, agendaItem, attendance, huddle } from '../storage/schema.ts'
import { huddleStep } from '../storage/step-schema.ts'
import type { AllMarks } from './agenda-facts.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import type { HuddleRow } from './open-huddle.ts'
import { liveHuddle, refuseOthers } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Takes a start back, as long as nothing came of the huddle: it is prepared again, its page and marks as they are.
 * Once “who is here” is over only the chair may.
 * @throws Problem 'huddle-not-live', 'not-chair', 'wrong-state' once anything came of it, or perform's.
 */
export async function cancelStart(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  marks: AllMarks,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return perform(desk, who, {
    act: 'cancel start',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx) => {
      const row = liveHuddle(tx, asked.huddle)
      refuseBegun(tx, row)
      if (stepOf(row) !== 'here') refuseOthers(tx, row, signedIn(who))
      prepareAgain(tx, row.id)
      return readSteering(tx, row.id, here, marks)
    },
  })
}

function refuseBegun(tx: Transaction, { id }: HuddleRow): void {
  const agreed = tx
    .select({ id: action.id })
    .from(action)
    .where(and(eq(action.huddle, id), ne(action.state, 'cancelled')))
    .get()
  const { episode } = personChip
  const committed = tx.select({ episode }).from(personChip).where(eq(personChip.huddle, id)).get()
  if (!agreed && !committed && mayCancelStart(readSteering(tx, id), true)) return
  const detail =
    'Somebody has been talked about, put on the agenda or said to be here already. The huddle goes on; close it when it is over.'
  throw new Problem('wrong-state', { detail })
}

function prepareAgain(tx: Transaction, id: string): void {
  tx.delete(shownPhoto).where(eq(shownPhoto.huddle, id)).run()
  tx.delete(agendaItem).where(eq(agendaItem.huddle, id)).run()
  tx.delete(huddleStep).where(eq(huddleStep.huddle, id)).run()
  tx.delete(attendance).where(eq(attendance.huddle, id)).run()
  tx.update(huddle)
    .set({
      ...{ state: 'preparing', startedAt: null, chair: null, current: null, currentSince: null },
      ...{ pausedAt: null, pausedSeconds: 0, step: null, stepSince: null, silenceUntil: null },
    })
    .where(eq(huddle.id, id))
    .run()
}
