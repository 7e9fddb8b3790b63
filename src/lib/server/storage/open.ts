import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export type Storage = BetterSQLite3Database & { $client: Database.Database }
/** Inside a transaction. Same queries, one commit. */
export type Transaction = Parameters<Parameters<Storage['transaction']>[0]>[0]

/**
 * How long a write waits for another process's, in milliseconds: everybody waits with it, and whoever came meanwhile
 * is served after it, so that 50 held the event loop up for 84. Edits and acts are tried again without waiting.
 */
const busyTimeout = 20

/**
 * Pages of 4 kB in the write-ahead log at which a commit must carry them over into the database, though everybody
 * waits for it: 6 MB. Long before that it is done in a quiet moment (`checkpoint`); with 32 MB a flood that left none
 * made everybody wait for 1.2 s at once.
 */
const checkpointAtLatest = 1_500

/** What must hold on every open, and the value SQLite reports for it. */
const pragmas = [
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['secure_delete', 1],
  ['temp_store', 2],
  ['busy_timeout', busyTimeout],
  ['wal_autocheckpoint', checkpointAtLatest],
] as const

/**
 * Opens (or makes) the one database file, applies migrations and asserts the pragmas.
 * Throws when a pragma did not take: a service that might lose what it called saved must not start.
 */
export function openStorage(file: string): Storage {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const client = new Database(file)
  for (const [name, value] of pragmas) client.pragma(`${name} = ${String(value)}`)
  const storage = drizzle(client)
  migrate(storage, { migrationsFolder: resolve('drizzle') })
  assertPragmas(client)
  return storage
}

/** A second connection to the same file that cannot write, and so can lose nothing. Whoever opens it closes it. */
export function openToRead(storage: Storage): Database.Database {
  return new Database(storage.$client.name, { readonly: true, fileMustExist: true })
}

/** Throws naming the first pragma that is not as promised. */
export function assertPragmas(client: Database.Database): void {
  for (const [name, value] of pragmas) {
    const found: unknown = client.pragma(name, { simple: true })
    if (found !== value) throw new Error(`SQLite: ${name} is ${String(found)}, must be ${String(value)}`)
  }
}

/** Does what can be done later as well: while another process writes it throws at once, and nobody waits. */
export function withoutWaiting<T>(storage: Storage, work: () => T): T {
  storage.$client.pragma('busy_timeout = 0')
  try {
    return work()
  } finally {
    storage.$client.pragma(`busy_timeout = ${String(busyTimeout)}`)
  }
}

/** Carries the write-ahead log over into the database file. Some milliseconds: for a moment in which nobody waits. */
export function checkpoint(storage: Storage): void {
  storage.$client.pragma('wal_checkpoint(PASSIVE)')
}
