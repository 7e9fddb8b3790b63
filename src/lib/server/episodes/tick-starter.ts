import { and, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { tickStarterInput } from '../../reablement/starter.ts'
import type { TickStarterInput } from '../../reablement/starter.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { starterCheck } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { personOf } from './about-person.ts'

/**
 * Says of one thing on a new person's starter checklist that it is done or not needed; null: to do after all.
 * @throws Problem 'bad-input', 'not-found', perform's.
 */
export async function tickStarter(desk: Desk, who: Colleague | null, input: TickStarterInput): Promise<void> {
  const { episode, item, state } = parse(tickStarterInput, input)
  return perform(desk, who, {
    act: 'tick starter',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const one = and(eq(starterCheck.episode, episode), eq(starterCheck.item, item))
      tx.delete(starterCheck).where(one).run()
      if (state === null) return
      tx.insert(starterCheck)
        .values({ episode, item, state, colleague: signedIn(who).id, at })
        .run()
    },
    detail: { episode, item, state },
  })
}
