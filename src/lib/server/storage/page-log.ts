import type Database from 'better-sqlite3'
import { hash } from 'node:crypto'
import type { Storage } from './open.ts'

/** Where a page's log stands: its newest sequence and the chain's hash there. */
export interface PageHead {
  sequence: number
  /** Hex SHA-256; 64 zeros before the first edit. */
  hash: string
}

/** A mark set with an edit; `value` is empty when it was taken away. */
export interface LoggedMark {
  episode: string
  key: string
  value: string
  colleague: string
}

/** Everything one page gained in one turn, to be written after `head`. */
export interface PageBatch {
  huddle: string
  head: PageHead
  /** `author` is a colleague's id, `bytes` a Yjs update (v1). */
  edits: { author: string; bytes: Uint8Array }[]
  marks: LoggedMark[]
  authors: { episode: string; colleague: string }[]
}

/** A page as it is stored: apply `snapshot`, then `edits`, in order. */
export interface StoredPage {
  snapshot: Uint8Array | null
  edits: Uint8Array[]
  head: PageHead
}

/** What is stored is not what was written: the page must not be opened for writing, nor written over. */
export class PageDamaged extends Error {
  readonly huddle: string
  /** Private, so that no log ever writes out what people wrote. */
  readonly #before: StoredPage | null

  constructor(huddle: string, what: string, before: StoredPage | null = null) {
    super(`Page ${huddle} is damaged: ${what}`)
    this.name = 'PageDamaged'
    this.huddle = huddle
    this.#before = before && (before.snapshot || before.edits.length > 0) ? before : null
  }

  /** What comes before the damage and was checked; null when nothing does. To be read, never to be gone on from. */
  get before(): StoredPage | null {
    return this.#before
  }
}

/** The file itself is damaged there: SQLite finds no rows to check. */
export function isCorrupt(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')
}

/** The head of a page nobody has written on. */
export const emptyHead: PageHead = { sequence: 0, hash: '0'.repeat(64) }

/** The hash of the row after `before`: over that row's hash, then sequence, author, time and bytes. */
export function chained(
  before: string,
  row: { sequence: number; author: string; at: string; bytes: Uint8Array },
) {
  const head = Buffer.from(before + JSON.stringify([row.sequence, row.author, row.at]))
  return hash('sha256', Buffer.concat([head, row.bytes]))
}

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)

interface EditRow {
  sequence: number
  author: string
  at: string
  bytes: Buffer
  hash: string
}

interface SnapshotRow {
  sequence: number
  bytes: Buffer
  sha256: string
  hash: string
}

function prepare(db: Database.Database) {
  return {
    edit: db.prepare<[string, number, string, string, Uint8Array, string]>(
      'INSERT INTO page_edit (huddle, sequence, author, at, bytes, hash) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    mark: db.prepare<[string, string, string, string, string, string]>(
      `INSERT INTO page_mark (huddle, episode, key, value, colleague, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value, colleague = excluded.colleague, at = excluded.at`,
    ),
    author: db.prepare<[string, string, string, string]>(
      'INSERT INTO page_author (huddle, episode, colleague, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    edits: db.prepare<[string], EditRow>(
      'SELECT sequence, author, at, bytes, hash FROM page_edit WHERE huddle = ? ORDER BY sequence',
    ),
    snapshot: db.prepare<[string], SnapshotRow>(
      'SELECT sequence, bytes, sha256, hash FROM page_snapshot WHERE huddle = ?',
    ),
    keep: db.prepare<[string, number, string, Uint8Array, string, string]>(
      `INSERT INTO page_snapshot (huddle, sequence, at, bytes, sha256, hash) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET sequence = excluded.sequence, at = excluded.at, bytes = excluded.bytes,
         sha256 = excluded.sha256, hash = excluded.hash`,
    ),
    begin: db.prepare<[string, number, string]>(
      'INSERT INTO page_head (huddle, sequence, hash) VALUES (?, ?, ?)',
    ),
    move: db.prepare<[number, string, string, string]>(
      'UPDATE page_head SET sequence = ?, hash = ? WHERE huddle = ? AND hash = ?',
    ),
    head: db.prepare<[string], PageHead>('SELECT sequence, hash FROM page_head WHERE huddle = ?'),
    drop: db.prepare<[string, number]>('DELETE FROM page_edit WHERE huddle = ? AND sequence <= ?'),
    hashAt: db.prepare<[string, number], { hash: string }>(
      'SELECT hash FROM page_edit WHERE huddle = ? AND sequence = ?',
    ),
  }
}

/**
 * The pages' log: edits chained by hash, snapshots, and who set and wrote what.
 * Every method is one synchronous read or one transaction; what it throws, SQLite threw, unless it says otherwise.
 */
export class PageLog {
  readonly storage: Storage
  readonly #db: Database.Database
  readonly #sql: ReturnType<typeof prepare>
  readonly #append: Database.Transaction<(batches: PageBatch[], at: string) => Map<string, PageHead>>

  constructor(storage: Storage) {
    this.storage = storage
    this.#db = storage.$client
    this.#sql = prepare(storage.$client)
    this.#append = this.#db.transaction(
      (batches, at) => new Map(batches.map((batch) => [batch.huddle, this.#appendOne(batch, at)])),
    )
  }

  /**
   * Writes a turn's edits of all pages in one transaction and returns each page's new head.
   * When this returns they are on disk (`synchronous=FULL`); when it throws nothing was written: PageDamaged when a
   * log does not end where its batch says.
   */
  append(batches: PageBatch[], at: string): Map<string, PageHead> {
    return this.#append.immediate(batches, at)
  }

  #appendOne(batch: PageBatch, at: string): PageHead {
    let { sequence, hash } = batch.head
    for (const { author, bytes } of batch.edits) {
      sequence += 1
      hash = chained(hash, { sequence, author, at, bytes })
      this.#sql.edit.run(batch.huddle, sequence, author, at, bytes, hash)
    }
    for (const mark of batch.marks) {
      this.#sql.mark.run(batch.huddle, mark.episode, mark.key, mark.value, mark.colleague, at)
    }
    for (const { episode, colleague } of batch.authors) {
      this.#sql.author.run(batch.huddle, episode, colleague, at)
    }
    this.#moveHead(batch.huddle, batch.head, { sequence, hash })
    return { sequence, hash }
  }

  #moveHead(huddle: string, from: PageHead, to: PageHead): void {
    if (from.sequence === 0) this.#sql.begin.run(huddle, to.sequence, to.hash)
    else if (this.#sql.move.run(to.sequence, to.hash, huddle, from.hash).changes !== 1)
      throw new PageDamaged(huddle, `its log does not end at ${String(from.sequence)}`)
  }

  /** Reads a page and checks every hash on the way. Throws PageDamaged naming what does not fit. */
  load(huddle: string): StoredPage {
    const snapshot = this.#sql.snapshot.get(huddle)
    if (snapshot && sha256(snapshot.bytes) !== snapshot.sha256) {
      throw new PageDamaged(huddle, `the snapshot at ${String(snapshot.sequence)}`)
    }
    const page: StoredPage = {
      snapshot: snapshot?.bytes ?? null,
      edits: [],
      head: snapshot ? { sequence: snapshot.sequence, hash: snapshot.hash } : emptyHead,
    }
    for (const row of this.#sql.edits.iterate(huddle)) {
      const next = page.head.sequence + 1
      if (row.sequence !== next) throw new PageDamaged(huddle, `edit ${String(next)} is missing`, page)
      if (chained(page.head.hash, row) !== row.hash)
        throw new PageDamaged(huddle, `edit ${String(next)}`, page)
      page.head = { sequence: row.sequence, hash: row.hash }
      page.edits.push(row.bytes)
    }
    const end = this.#sql.head.get(huddle) ?? emptyHead
    if (end.hash !== page.head.hash || end.sequence !== page.head.sequence) {
      const ends = `its log ends at ${String(page.head.sequence)}, not at ${String(end.sequence)}`
      throw new PageDamaged(huddle, ends, page)
    }
    return page
  }

  /**
   * Puts a snapshot in the place of the edits up to `head`, in one transaction: write, read again, compare, drop.
   * Throws PageDamaged, and changes nothing, when what is read is not what was written.
   */
  compact(huddle: string, head: PageHead, bytes: Uint8Array, at: string): void {
    this.#db
      .transaction(() => {
        const last = this.#sql.hashAt.get(huddle, head.sequence)
        if (last?.hash !== head.hash)
          throw new PageDamaged(huddle, `its log does not end at ${String(head.sequence)}`)
        this.#sql.keep.run(huddle, head.sequence, at, bytes, sha256(bytes), head.hash)
        const read = this.#sql.snapshot.get(huddle)
        if (!read || Buffer.compare(read.bytes, bytes) !== 0)
          throw new PageDamaged(huddle, 'the new snapshot')
        this.#sql.drop.run(huddle, head.sequence)
      })
      .immediate()
  }
}
