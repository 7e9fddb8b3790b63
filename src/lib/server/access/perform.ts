import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { record } from '../audit/record.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { may } from './may.ts'
import type { Act, Thing } from './may.ts'

export interface Performance<T> {
  act: Act
  /** Finds what the act is done to; throws Problem('not-found'). */
  thing: (tx: Transaction) => Thing
  /** Does it. `at` is the act's instant, ISO UTC. */
  work: (tx: Transaction, at: string) => T
  /** Small facts for the audit row. */
  detail?: Record<string, string | number | boolean | null>
}

/**
 * Does one act in one transaction: find, may, work, audit. A refusal leaves nothing but its own audit row.
 * Throws Problem `not-signed-in`, `not-allowed`, or whatever `thing` and `work` throw.
 */
export async function perform<T>(desk: Desk, who: Colleague | null, doing: Performance<T>): Promise<T> {
  const at = desk.clock().toISOString()
  let found: Thing | undefined
  const entry = (result: string) => ({
    at,
    colleague: who?.id ?? null,
    act: doing.act,
    thing: found?.kind ?? 'service',
    thingId: found?.id ?? null,
    result,
    ...(doing.detail ? { detail: doing.detail } : {}),
  })
  try {
    return desk.storage.transaction(
      (tx) => {
        found = doing.thing(tx)
        if (!may(who, doing.act, found)) throw new Problem(who ? 'not-allowed' : 'not-signed-in')
        const result = doing.work(tx, at)
        record(tx, entry('done'))
        return result
      },
      { behavior: 'immediate' },
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    desk.storage.transaction((tx) => { record(tx, entry(error.code)) }, { behavior: 'immediate' })
    throw error
  }
}
