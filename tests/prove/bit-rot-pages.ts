import { createHash, randomBytes, randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { noteOf } from '#lib/page/note.ts'
import { emptyHead } from '#lib/server/storage/page-log.ts'
import type { PageLog } from '#lib/server/storage/page-log.ts'
import type { Storage } from '#lib/server/storage/open.ts'
import { huddle } from '#lib/server/storage/schema.ts'

/** A page in the database, and what its note said after each of its edits (0: before the first). */
export interface StoredNote {
  id: string
  texts: string[]
  /** The edit its snapshot stands for; 0 without one. */
  snapshot: number
}

/** What was done to a page's rows. */
export interface Damage {
  words: string
  /** The newest edit that can still be trusted; null when nothing of the page can. */
  trusted: number | null
}

const at = '2026-11-23T09:00:00.000Z'

/** Lays a page of some edits into the database, half of the time with a snapshot of the first of them. */
export function layPage(storage: Storage, log: PageLog, number: number, episode: string): StoredNote {
  const id = `rot-${String(number)}`
  storage
    .insert(huddle)
    .values({ id, date: dayAfter(number), state: 'preparing' })
    .run()
  const doc = new Y.Doc()
  const texts = ['']
  const edits: { author: string; bytes: Uint8Array }[] = []
  doc.on('update', (bytes: Uint8Array) => edits.push({ author: 'priya-shah', bytes }))
  const write = (): void => {
    noteOf(doc, episode).insert(
      randomInt(doc.getText(`note:${episode}`).length + 1),
      randomBytes(3).toString('hex'),
    )
    texts.push(noteOf(doc, episode).toJSON())
  }
  const append = (head: typeof emptyHead) =>
    log.append([{ huddle: id, head, edits: edits.splice(0), marks: [], authors: [] }], at).get(id) ?? head
  for (let count = randomInt(2, 12); count > 0; count -= 1) write()
  const head = append(emptyHead)
  const snapshot = randomInt(2) === 0 ? head.sequence : 0
  if (snapshot > 0) log.compact(id, head, Y.encodeStateAsUpdate(doc), at)
  for (let count = randomInt(2, 12); count > 0; count -= 1) write()
  append(head)
  return { id, texts, snapshot }
}

const dayAfter = (number: number): string =>
  new Date(Date.UTC(2027, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** Flips one bit of a stored edit, of a snapshot or of a hash, or cuts off the log's last rows. */
export function damage(storage: Storage, page: StoredNote): Damage {
  const what = randomInt(10)
  if (what < 6) return flipEdit(storage, page, 'bytes')
  if (what < 7) return flipEdit(storage, page, 'hash')
  if (what < 9) return page.snapshot > 0 ? flipSnapshot(storage, page) : flipEdit(storage, page, 'bytes')
  return cutTail(storage, page)
}

const newestOf = ({ texts }: StoredNote): number => texts.length - 1

function flipEdit(storage: Storage, page: StoredNote, column: 'bytes' | 'hash'): Damage {
  const edit = randomInt(page.snapshot + 1, newestOf(page) + 1)
  const where = 'WHERE huddle = ? AND sequence = ?'
  const row = storage.$client
    .prepare<[string, number], { value: Buffer }>(
      `SELECT CAST(${column} AS BLOB) AS value FROM page_edit ${where}`,
    )
    .get(page.id, edit)
  const value = flipped(row?.value)
  storage.$client
    .prepare(`UPDATE page_edit SET ${column} = ? ${where}`)
    .run(column === 'hash' ? value.toString('latin1') : value, page.id, edit)
  return { words: `edit ${String(edit)}`, trusted: edit === 1 ? null : edit - 1 }
}

function flipSnapshot(storage: Storage, page: StoredNote): Damage {
  const row = storage.$client
    .prepare<[string], { bytes: Buffer }>('SELECT bytes FROM page_snapshot WHERE huddle = ?')
    .get(page.id)
  storage.$client
    .prepare('UPDATE page_snapshot SET bytes = ? WHERE huddle = ?')
    .run(flipped(row?.bytes), page.id)
  return { words: `the snapshot at ${String(page.snapshot)}`, trusted: null }
}

function flipped(bytes: Buffer | undefined): Buffer {
  if (!bytes) throw new Error('there was nothing to damage')
  const bit = randomInt(bytes.length * 8)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes
}

function cutTail(storage: Storage, page: StoredNote): Damage {
  const last = randomInt(page.snapshot, newestOf(page))
  storage.$client.prepare('DELETE FROM page_edit WHERE huddle = ? AND sequence > ?').run(page.id, last)
  const words = `its log ends at ${String(last)}, not at ${String(newestOf(page))}`
  return { words, trusted: last === 0 ? null : last }
}

/** A hash over everything stored of a page. */
export function fingerprint(storage: Storage, id: string): string {
  const hash = createHash('sha256')
  for (const table of ['page_edit', 'page_snapshot', 'page_head', 'page_mark', 'page_author']) {
    const rows = storage.$client.prepare(`SELECT * FROM ${table} WHERE huddle = ? ORDER BY 2`).raw().all(id)
    hash.update(JSON.stringify(rows))
  }
  return hash.digest('hex')
}
