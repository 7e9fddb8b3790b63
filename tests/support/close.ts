import type { Colleague } from '#lib/reablement/colleague.ts'
import type { SealedNote } from '#lib/reablement/record.ts'
import { carryOver } from '#lib/server/huddles/carry-over.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import type { ClosedHuddle } from '#lib/server/huddles/close-huddle.ts'
import type { TestDesk } from './builders.ts'

/** Closes a huddle as people do who have run out of time: whoever was not reached is carried over first. */
export async function closeCarryingOver(
  desk: TestDesk,
  who: Colleague,
  input: { huddle: string },
  notes: readonly SealedNote[] = [],
): Promise<ClosedHuddle> {
  await carryOver(desk, who, input)
  return closeHuddle(desk, who, input, notes)
}
