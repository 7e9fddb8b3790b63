import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { huddle } from '../storage/schema.ts'
import { signedIn } from '../access/signed-in.ts'
import { huddleInput } from './inputs.ts'
import type { HuddleInput } from './inputs.ts'
import { steer } from './steer.ts'

/** Takes the chair of a running huddle; any colleague may. @throws steer's. */
export async function takeChair(
  desk: Desk,
  who: Colleague | null,
  input: HuddleInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(huddleInput, input)
  return steer(desk, who, { ...asked, here }, (tx, row) => {
    tx.update(huddle)
      .set({ chair: signedIn(who).id })
      .where(eq(huddle.id, row.id))
      .run()
    return undefined
  })
}
