import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { afterPause } from '../../reablement/meeting-time.ts'
import { movedOn } from '../../reablement/steps.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { huddle } from '../storage/schema.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { steer } from './steer.ts'
import type { Here } from './steer.ts'

/** Stops the clocks, of the person and of the whole; one that stands already stays. @throws steer's. */
export async function pauseHuddle(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return steer(desk, who, { ...asked, here, did: 'pause' }, (tx, { id, pausedAt }, _agenda, at) => {
    if (pausedAt === null) tx.update(huddle).set({ pausedAt: at }).where(eq(huddle.id, id)).run()
    return undefined
  })
}

/** Lets the clocks go on from where they stand. @throws steer's. */
export async function resumeHuddle(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return steer(desk, who, { ...asked, here, did: 'resume' }, (tx, row, _agenda, at) => {
    const { pausedAt } = row
    const stepSince = movedOn(row.stepSince, pausedAt, at)
    const silenceUntil = movedOn(row.silenceUntil, pausedAt, at)
    tx.update(huddle)
      .set({ ...afterPause(row, at), stepSince, silenceUntil })
      .where(eq(huddle.id, row.id))
      .run()
    return undefined
  })
}
