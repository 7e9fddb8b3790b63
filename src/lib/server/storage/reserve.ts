import type Database from 'better-sqlite3'
import { closeSync, fdatasyncSync, fstatSync, openSync, statfsSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** What SQLite's write-ahead log grows to before it starts again at its beginning (1,000 pages), and some more. */
const wanted = 4.5 * 1024 * 1024
/** A disk with less room than this keeps it for what people write. */
const spare = 256 * 1024 * 1024

/**
 * Makes the write-ahead log as long as it will be anyway. A sync of a file that grows must write the file's new length
 * down too; of one that does not, only the edit: two thirds of the time. Zeros after the last commit are no commit to
 * SQLite, and nobody else adds to the log meanwhile: the write lock is held. What cannot be reserved is done without.
 */
export function reserveLog(db: Database.Database): void {
  try {
    const [main] = db.pragma('database_list') as { file: string }[]
    if (!main?.file) return
    const { bavail, bsize } = statfsSync(dirname(main.file))
    if (bavail * bsize < spare) return
    db.exec('BEGIN IMMEDIATE')
    try {
      lengthen(`${main.file}-wal`)
    } finally {
      db.exec('ROLLBACK')
    }
  } catch {
    // Another process writes, or the disk does not: the log grows edit by edit.
  }
}

function lengthen(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    const { size } = fstatSync(descriptor)
    if (size < wanted) writeSync(descriptor, Buffer.alloc(wanted - size), 0, wanted - size, size)
    fdatasyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
