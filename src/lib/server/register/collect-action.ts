import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { collectInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import { signedIn } from '../access/signed-in.ts'
import { leaving } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action } from '../storage/schema.ts'
import { advance, advanceIn } from './advance.ts'
import { checkPast } from './check-agreed.ts'
import { isOnLoan, isOpen } from './filters.ts'
import { finishing } from './finish-action.ts'
import { putInOutbox } from './outgoing.ts'

/**
 * Says that what was on loan is back, today or on that day. When it was the last of its person and team, what asked for
 * the collection is done, too; `also` hears of that. @throws Problem 'bad-input', or advance's.
 */
export async function collectAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof collectInput>,
  also: (done: ActionView) => void = () => undefined,
): Promise<ActionView> {
  const { action: id, on } = parse(collectInput, input)
  return advance(desk, who, id, {
    act: 'collect action',
    step: 'collect',
    topic: 'action collected',
    set: (at) => ({ collectedOn: on ?? londonDate(new Date(at)) }),
    facts: () => (on ? { on } : {}),
    tell: (tx, at, view) => {
      putInOutbox(tx, at, 'action collected', view)
      if (hasMore(tx, view)) return
      for (const id of asksFor(tx, view))
        also(advanceIn(tx, at, signedIn(who), id, finishing('everything is collected')))
    },
    settled: (before, _who, at) => {
      const since = before.deliveredOn ?? londonDate(new Date(before.agreedAt))
      if (on) checkPast(on, since, londonDate(new Date(at)))
      return false
    },
  })
}

/** Something else of that person is still to be collected by that team. */
function hasMore(tx: Transaction, { episode, team }: ActionView): boolean {
  const where = and(eq(action.episode, episode), eq(action.team, team), isOnLoan)
  return tx.select({ id: action.id }).from(action).where(where).get() !== undefined
}

/** Ids of what asked that team to collect, and is still open. */
function asksFor(tx: Transaction, { episode, team }: ActionView): string[] {
  const row = tx.select().from(leaving).where(eq(leaving.episode, episode)).get()
  const ids = JSON.parse(row?.collectionActions ?? '[]') as string[]
  const where = and(inArray(action.id, ids), eq(action.team, team), isOpen)
  return tx
    .select({ id: action.id })
    .from(action)
    .where(where)
    .all()
    .map(({ id }) => id)
}
