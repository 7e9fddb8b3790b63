import { randomBytes } from 'node:crypto'
import { isBusy } from './storage/busy.ts'
import { withoutWaiting } from './storage/open.ts'
import type { Storage } from './storage/open.ts'
import { setting } from './storage/schema.ts'

export interface Health {
  database: 'writable' | 'not writable'
  /** Instant, ISO UTC, of this process's start. */
  runningSince: string
}

/** Another process may write for this long before that counts as trouble, in milliseconds. */
const longestTurn = 10_000

/** Asks the database by writing to it for real, at most once a second. While another process writes nobody waits. */
export function makeHealth(storage: Storage, clock: () => Date): () => Health {
  const runningSince = clock().toISOString()
  let asked = 0
  let busySince = Infinity
  const canWrite = (): boolean => {
    try {
      withoutWaiting(storage, () => probeDisk(storage, clock))
      busySince = Infinity
      return true
    } catch (error) {
      if (!isBusy(error)) return false
      busySince = Math.min(busySince, performance.now())
      return performance.now() - busySince < longestTurn
    }
  }
  let last: Health = { database: 'writable', runningSince }
  return () => {
    if (Date.now() - asked > 1_000) {
      asked = Date.now()
      last = { database: canWrite() ? 'writable' : 'not writable', runningSince }
    }
    return last
  }
}

/** Bytes; more than a commit of edits or of an act takes: a disk with room for a crumb only is full. */
const probe = 24 * 1024

function probeDisk(storage: Storage, clock: () => Date): void {
  // SQLite leaves alone what stays the same: only what is new each time is written for real.
  const value = JSON.stringify({ at: clock().toISOString(), new: randomBytes(probe).toString('base64') })
  storage
    .insert(setting)
    .values({ key: 'health checked', value })
    .onConflictDoUpdate({ target: setting.key, set: { value } })
    .run()
}
