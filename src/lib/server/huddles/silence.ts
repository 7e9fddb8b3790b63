import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { clockInstant } from '../../reablement/meeting-time.ts'
import { silence, stepOf } from '../../reablement/steps.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { huddle } from '../storage/schema.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import type { HuddleRow } from './open-huddle.ts'
import { steer } from './steer.ts'
import type { Here } from './steer.ts'

/** Thirty seconds more of the silent minute, also when it is over. In any other step nothing changes. @throws steer's. */
export async function moreSilence(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: Here = [],
): Promise<Steering> {
  return untilAnother(desk, who, input, here, 'more silence', (row, now) => {
    const from = Math.max(Date.parse(now), Date.parse(row.silenceUntil ?? now))
    return new Date(from + silence.more * 1000).toISOString()
  })
}

/** The silent minute is over now. In any other step nothing changes. @throws steer's. */
export async function endSilence(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: Here = [],
): Promise<Steering> {
  return untilAnother(desk, who, input, here, 'end silence', (_row, now) => now)
}

/** `until`: the instant it ends, from the instant its clock shows. */
async function untilAnother(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: Here,
  did: string,
  until: (row: HuddleRow, now: string) => string,
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return steer(desk, who, { ...asked, here, did }, (tx, row, _agenda, at) => {
    if (stepOf(row) !== 'silence') return undefined
    const silenceUntil = until(row, clockInstant(row.pausedAt, at))
    tx.update(huddle).set({ silenceUntil }).where(eq(huddle.id, row.id)).run()
    return undefined
  })
}
