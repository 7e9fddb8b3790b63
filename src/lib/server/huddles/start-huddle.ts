import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { huddle } from '../storage/schema.ts'
import { freshAgenda, writeAgenda } from './agenda.ts'
import type { AllMarks } from './agenda-facts.ts'
import { putAttendance } from './attend.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Starts the huddle: whoever does is the chair, the agenda is written down from today's marks, and it is asked who is
 * here. @throws Problem 'huddle-live-already', 'wrong-state' when it is closed, or perform's.
 */
export async function startHuddle(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  marks: AllMarks,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return perform(desk, who, {
    act: 'start huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx, at) => {
      start(tx, at, signedIn(who), asked.huddle, marks)
      putAttendance(tx, at, asked.huddle, [...here, signedIn(who).id])
      return readSteering(tx, asked.huddle, here)
    },
  })
}

function start(tx: Transaction, at: string, who: Colleague, id: string, marks: AllMarks): void {
  const { state, date } = findHuddle(tx, id)
  if (state === 'live') throw new Problem('huddle-live-already')
  if (state === 'closed') throw new Problem('wrong-state', { detail: 'That huddle is closed.' })
  writeAgenda(tx, id, freshAgenda(tx, date, marks))
  tx.update(huddle)
    .set({ state: 'live', startedAt: at, chair: who.id, step: 'here', stepSince: at })
    .where(eq(huddle.id, id))
    .run()
}
