import { randomBytes } from 'node:crypto'
import type { Storage } from './storage/open.ts'
import { setting } from './storage/schema.ts'

export interface Health {
  database: 'writable' | 'not writable'
  /** Instant, ISO UTC, of this process's start. */
  runningSince: string
}

/** Asks the database by writing to it for real, at most once a second. */
export function makeHealth(storage: Storage, clock: () => Date): () => Health {
  const runningSince = clock().toISOString()
  let asked = 0
  let last: Health = { database: 'writable', runningSince }
  return () => {
    if (Date.now() - asked > 1_000) {
      asked = Date.now()
      last = { database: canWrite(storage, clock) ? 'writable' : 'not writable', runningSince }
    }
    return last
  }
}

/** Bytes; more than a commit of edits or of an act takes: a disk with room for a crumb only is full. */
const probe = 24 * 1024

function canWrite(storage: Storage, clock: () => Date): boolean {
  // SQLite leaves alone what stays the same: only what is new each time is written for real.
  const value = JSON.stringify({ at: clock().toISOString(), new: randomBytes(probe).toString('base64') })
  try {
    storage
      .insert(setting)
      .values({ key: 'health checked', value })
      .onConflictDoUpdate({ target: setting.key, set: { value } })
      .run()
    return true
  } catch {
    return false
  }
}
