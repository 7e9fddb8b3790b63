import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { record } from '../audit/record.ts'
import { whenFree } from '../storage/busy.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { may } from './may.ts'
import type { Act, Thing } from './may.ts'

export interface Performance<T> {
  act: Act
  /** Finds what the act is done to; throws Problem('not-found'). */
  thing: (tx: Transaction) => Thing
  /** Of several things, the one the work has come to: a refusal is kept with it. */
  reached?: () => Thing | undefined
  /** Does it. `at` is the act's instant, ISO UTC. */
  work: (tx: Transaction, at: string) => T
  /** Small facts for the audit row. */
  detail?: Record<string, string | number | boolean | null>
  /** Milliseconds it may wait for another process that writes; seconds when nothing is said. Nobody waits with it. */
  patience?: number
}

/** What the service may do by itself, without anybody signed in: the nightly caseload, closing what was left open overnight, telling what waits too long, and removing photos and emptying caseload files whose time is over. What is not here is refused. */
const ownActs: readonly Act[] = [
  'import caseload',
  'close forgotten huddle',
  'tell what waits',
  'remove photos',
  'clear caseload files',
]

/**
 * Does one act in one transaction: find, may, work, audit. A refusal leaves nothing but its own audit row.
 * Throws Problem `not-signed-in`, `not-allowed`, or whatever `thing` and `work` throw.
 */
export async function perform<T>(desk: Desk, who: Colleague | null, doing: Performance<T>): Promise<T> {
  return carryOut(desk, who?.id ?? null, doing, (thing) => {
    if (!may(who, doing.act, thing)) throw new Problem(who ? 'not-allowed' : 'not-signed-in')
  })
}

/**
 * The same for an act nobody signed in for: a command on the server's own machine, or its clock. Its audit row names no colleague.
 * Never call it for a request from the network. Throws Problem `not-allowed` for any act but the few named here.
 */
export async function performAsService<T>(desk: Desk, doing: Performance<T>): Promise<T> {
  return carryOut(desk, null, doing, () => {
    if (!ownActs.includes(doing.act)) throw new Problem('not-allowed')
  })
}

async function carryOut<T>(
  desk: Desk,
  colleague: string | null,
  doing: Performance<T>,
  refuse: (thing: Thing) => void,
): Promise<T> {
  const at = desk.clock().toISOString()
  let found: Thing | undefined
  const entry = (result: string) => ({
    at,
    colleague,
    act: doing.act,
    thing: found?.kind ?? 'service',
    thingId: found?.id ?? null,
    result,
    ...(doing.detail ? { detail: doing.detail } : {}),
  })
  const inOne = <R>(write: (tx: Transaction) => R): Promise<R> =>
    whenFree(desk.storage, () => desk.storage.transaction(write, { behavior: 'immediate' }), doing.patience)
  try {
    return await inOne((tx) => {
      found = doing.thing(tx)
      refuse(found)
      const result = doing.work(tx, at)
      record(tx, entry('done'))
      return result
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    found = doing.reached?.() ?? found
    await inOne((tx) => record(tx, entry(error.code)))
    throw error
  }
}
