import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { hospitalStayInput, sayHospitalStay } from '../../reablement/commitments.ts'
import type { HospitalStayInput } from '../../reablement/commitments.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode, huddle } from '../storage/schema.ts'
import { personOf, stayOf } from './about-person.ts'
import { chipOf, dropChip, putChip } from './chips.ts'

/**
 * Says that somebody has gone to hospital, or is back; the next huddle hears of it. Said in a running huddle it is a
 * chip of that huddle, and saying the other in the same huddle takes it back. What stands already stays. The clock of
 * the six weeks goes on. [choice]
 * @throws Problem 'bad-input', 'not-found', perform's.
 */
export async function sayHospital(
  desk: Desk,
  who: Colleague | null,
  input: HospitalStayInput,
): Promise<void> {
  const asked = parse(hospitalStayInput, input)
  return perform(desk, who, {
    act: 'say hospital stay',
    thing: (tx) => personOf(tx, asked.episode),
    work: (tx, at) => {
      const stay = stayOf(tx, asked.episode)
      if (asked.away === (stay.state === 'paused')) return
      const state = asked.away ? 'paused' : 'active'
      const before = takenBack(tx, asked, { by: signedIn(who).id, at, was: stay.hospitalAt })
      tx.update(episode)
        .set({ state, hospitalAt: before === undefined ? at : before })
        .where(eq(episode.id, asked.episode))
        .run()
    },
    detail: asked,
  })
}

/** Keeps the running huddle's chip. Returns the instant to go back to when this takes back what that huddle said. */
function takenBack(
  tx: Transaction,
  { episode: about, away }: HospitalStayInput,
  { by, at, was }: { by: string; at: string; was: string | null },
): string | null | undefined {
  const live = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
  if (!live) return undefined
  const where = { huddle: live.id, episode: about, kind: 'hospital' } as const
  const chip = chipOf(tx, where)
  if (chip) {
    dropChip(tx, where)
    return chip.was
  }
  putChip(tx, { ...where, words: sayHospitalStay(away), colleague: by, at, was })
  return undefined
}
