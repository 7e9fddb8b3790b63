import { and, eq, ne } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, agendaItem, attendance, huddle } from '../storage/schema.ts'
import { huddleStep } from '../storage/step-schema.ts'
import { storedAgenda } from './agenda.ts'
import type { AllMarks } from './agenda-facts.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { liveHuddle } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Takes a start back, as long as nothing came of the huddle: it is prepared again, its page and marks as they are.
 * @throws Problem 'huddle-not-live', 'wrong-state' once anything came of it, or perform's.
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
      const { id } = liveHuddle(tx, asked.huddle)
      refuseBegun(tx, id)
      prepareAgain(tx, id)
      return readSteering(tx, id, here, marks)
    },
  })
}

function refuseBegun(tx: Transaction, id: string): void {
  const agreed = tx
    .select({ id: action.id })
    .from(action)
    .where(and(eq(action.huddle, id), ne(action.state, 'cancelled')))
    .get()
  const { episode } = personChip
  const committed = tx.select({ episode }).from(personChip).where(eq(personChip.huddle, id)).get()
  if (!agreed && !committed && storedAgenda(tx, id).every(({ outcome }) => outcome === null)) return
  const detail = 'Somebody has been talked about already. The huddle goes on; close it when it is over.'
  throw new Problem('wrong-state', { detail })
}

function prepareAgain(tx: Transaction, id: string): void {
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
