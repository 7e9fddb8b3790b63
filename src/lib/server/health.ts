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

function canWrite(storage: Storage, clock: () => Date): boolean {
  const value = JSON.stringify(clock().toISOString())
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
