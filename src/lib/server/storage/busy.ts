import { setImmediate as nextTurn, setTimeout as after } from 'node:timers/promises'
import { withoutWaiting } from './open.ts'
import type { Storage } from './open.ts'

/** Milliseconds between two tries, and how long it is tried when nothing else is said. */
const pause = 25
const longest = 2_000

/** Does another process hold the database just now? `error` is what SQLite threw, or what drizzle made of it. */
export function isBusy(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    String(cause.code).startsWith('SQLITE_BUSY')
  )
}

/** By database: the end of the line of writes that wait. */
const lines = new WeakMap<Storage, Promise<unknown>>()

/**
 * Writes at once, or as soon as no other process does: nobody else is held up by that wait. Those who wait stand in
 * line, and when it is free again they write one a turn, so that they hold nobody up then either. `write` is one
 * transaction, begun anew with each try. After `patience` milliseconds it throws what SQLite threw.
 */
export async function whenFree<T>(storage: Storage, write: () => T, patience = longest): Promise<T> {
  const line = lines.get(storage)
  if (!line || patience === 0) {
    try {
      return withoutWaiting(storage, write)
    } catch (error) {
      if (!isBusy(error) || patience === 0) throw error
    }
  }
  const until = performance.now() + patience
  const turn = Promise.resolve(line).then(() => keepTrying(storage, write, until))
  const over = turn.then(
    () => nextTurn(),
    () => nextTurn(),
  )
  lines.set(storage, over)
  void over.then(() => {
    if (lines.get(storage) === over) lines.delete(storage)
  })
  return turn
}

async function keepTrying<T>(storage: Storage, write: () => T, until: number): Promise<T> {
  for (;;) {
    try {
      return withoutWaiting(storage, write)
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error
    }
    await after(pause)
  }
}
