import Database from 'better-sqlite3'
import { join } from 'node:path'
import { ordinaryWords } from '#lib/reablement/ordinary-words.ts'
import type { Perch } from './perch.ts'
import type { Somebody } from './private.ts'

/** The word by which a field is known again on a screen. */
export const fields = ['goal', 'story', 'flag', 'last', 'chip', 'title', 'room', 'detail'] as const
export const marked = (field: string) => `${field}kestrel`

/** What somebody may write of somebody else without a thought. */
export function secretOf({ surname, telephone, hidden }: Somebody): string {
  const name = ordinaryWords.has(surname.toLowerCase()) ? `Mrs ${surname}` : surname.toLowerCase()
  return `${name} rang from ${telephone.replaceAll(' ', '')} and ${hidden.join(', ')}`
}

/** The stopped service, with secrets of other people in everything its shared screen shows of everybody. */
export function writeSecrets(perch: Perch, everybody: readonly Somebody[]): void {
  const db = new Database(join(perch.data, 'perch.db'))
  const seals = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%sealed%'`,
    )
    .all()
  for (const { name } of seals) db.exec(`DROP TRIGGER ${name}`)
  const fill = (table: string, column: string, field: string) => {
    const rows = db.prepare<[], { row: number }>(`SELECT rowid AS row FROM ${table}`).all()
    const write = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`)
    rows.forEach(({ row }, place) => {
      const other = everybody[(place * 7 + 3) % everybody.length]
      if (other) write.run(`${marked(field)} ${secretOf(other)}`, row)
    })
  }
  db.transaction(() => {
    fill('goal', 'what', 'goal')
    fill('episode', 'reason', 'story')
    fill('person', 'language', 'flag')
    fill('huddle_note', 'text', 'last')
    fill('action', 'title', 'title')
    fill('action', 'room', 'room')
    fill('action', 'detail', 'detail')
    db.exec(`INSERT INTO person_chip (huddle, episode, kind, words, colleague, at)
      SELECT h.id, e.id, 'ends', '', (SELECT id FROM colleague LIMIT 1), '2026-11-23T09:00:00.000Z'
      FROM huddle h, episode e WHERE h.state = 'preparing'`)
    fill('person_chip', 'words', 'chip')
  })()
  for (const { sql } of seals) db.exec(sql)
  db.close()
}
