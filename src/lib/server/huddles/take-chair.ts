import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { huddle } from '../storage/schema.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { liveHuddle } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/** Takes the chair of a running huddle; any colleague may. @throws Problem 'huddle-not-live', perform's. */
export async function takeChair(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  const detail: Record<string, string | null> = {}
  return perform(desk, who, {
    act: 'take chair',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx) => {
      const { id, chair } = liveHuddle(tx, asked.huddle)
      Object.assign(detail, { was: chair })
      tx.update(huddle)
        .set({ chair: signedIn(who).id })
        .where(eq(huddle.id, id))
        .run()
      return readSteering(tx, id, here)
    },
    detail,
  })
}
