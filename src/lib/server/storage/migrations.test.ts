import Database from 'better-sqlite3'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { expect, test } from 'vitest'
import { openStorage } from './open.ts'
import { agendaItem } from './schema.ts'

/** A database as the version before `tag` left it. */
function databaseBefore(tag: string, fill: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'perch-migrations-'))
  const before = join(folder, 'drizzle')
  mkdirSync(join(before, 'meta'), { recursive: true })
  const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
    entries: { tag: string }[]
  }
  const entries = journal.entries.slice(
    0,
    journal.entries.findIndex((entry) => entry.tag === tag),
  )
  for (const entry of entries) cpSync(join('drizzle', `${entry.tag}.sql`), join(before, `${entry.tag}.sql`))
  writeFileSync(join(before, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }))
  const file = join(folder, 'perch.db')
  const client = new Database(file)
  migrate(drizzle(client), { migrationsFolder: before })
  client.exec(fill)
  client.close()
  return file
}

test('agendas written before the sections of the script keep their people, late actions among the promises', () => {
  const file = databaseBefore(
    '0004_agenda',
    `INSERT INTO person (id, reference, forename, surname, birth_date) VALUES ('p', 'RB1', 'Kamla', 'Chauhan', '1941-03-05');
     INSERT INTO episode (id, person, kind, state, start, arrived_at)
       VALUES ('late', 'p', 'reablement', 'active', '2026-11-09', '2026-11-08T10:00:00.000Z'),
              ('rest', 'p', 'reablement', 'active', '2026-11-09', '2026-11-08T10:00:00.000Z');
     INSERT INTO huddle (id, date, state) VALUES ('h', '2026-11-20', 'closed');
     INSERT INTO agenda_item (huddle, episode, position, section, reasons, outcome, seconds)
       VALUES ('h', 'late', 0, 'overdue', '["late action"]', 'discussed', 40),
              ('h', 'rest', 1, 'rest', '[]', 'not reached', 0);`,
  )
  const storage = openStorage(file)
  const rows = storage.select().from(agendaItem).all()
  expect(rows.map(({ episode, section, outcome, lookDue }) => [episode, section, outcome, lookDue])).toEqual([
    ['late', 'promises', 'discussed', false],
    ['rest', 'rest', 'not reached', false],
  ])
  storage.$client.close()
})
