import { openToRead } from './open.ts'
import type { Storage } from './open.ts'

type Value = string | number | null

/** The database as it was at one moment, read beside everybody's work. */
export interface Aside {
  count: (table: string) => number
  /** Rows in the order they were written, one at a time. Begins to read when the first is asked for. */
  rows: (table: string, columns: readonly string[]) => Iterable<Record<string, Value>>
  close: () => void
}

/**
 * Opens a second connection that only reads, and sees the database as it is now however long it reads: nobody who
 * writes waits for it. Until it is closed the write-ahead log grows, so close it soon.
 */
export function readAside(storage: Storage): Aside {
  const client = openToRead(storage)
  client.exec('BEGIN')
  // What is seen is settled by the first read, not by BEGIN.
  client.prepare('SELECT count(*) FROM sqlite_master').get()
  return {
    count: (table) =>
      client
        .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
        .pluck()
        .get() ?? 0,
    *rows(table, columns) {
      const names = columns.map(quoted).join(', ')
      const all = client.prepare<[], Record<string, Value>>(
        `SELECT ${names} FROM ${quoted(table)} ORDER BY rowid`,
      )
      yield* all.iterate()
    },
    close: () => {
      client.close()
    },
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
