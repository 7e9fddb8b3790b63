import { eq } from 'drizzle-orm'
import type { z } from 'zod/mini'
import { signOffInput } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, colleague } from '../storage/schema.ts'
import { advance } from './advance.ts'
import { checkStillWanted } from './check-agreed.ts'

/**
 * Signs off what somebody asked for who may not ask for it outright: it is agreed, and only now its team hears of it
 * outside. Signing again what one has signed changes nothing.
 * @throws Problem 'wrong-state' saying who signed first, or why it cannot be agreed any more; or advance's.
 */
export async function signOffAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof signOffInput>,
): Promise<ActionView> {
  const { action: id } = parse(signOffInput, input)
  return advance(desk, who, id, {
    act: 'sign off action',
    step: 'sign off',
    topic: 'action agreed',
    first: (tx, at, signer) => {
      tx.update(action).set({ signedOffBy: signer.id, signedOffAt: at }).where(eq(action.id, id)).run()
    },
    settled: (before, signer, _at, tx) => {
      if (signedAlready(tx, before, signer)) return true
      if (before.state === 'to sign off') checkStillWanted(tx, before)
      return false
    },
  })
}

function signedAlready(tx: Transaction, { id, state }: ActionView, who: Colleague): boolean {
  if (state === 'to sign off') return false
  const row = tx
    .select({ by: action.signedOffBy, name: colleague.name })
    .from(action)
    .innerJoin(colleague, eq(colleague.id, action.signedOffBy))
    .where(eq(action.id, id))
    .get()
  if (!row) return false
  if (row.by === who.id) return true
  throw new Problem('wrong-state', { detail: `${shortName(row.name)} signed it off first.` })
}
