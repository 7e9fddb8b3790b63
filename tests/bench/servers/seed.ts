import { createHash } from 'node:crypto'
import type { Storage } from '#lib/server/storage/open.ts'
import { clientOf, pageName, people, perPage, sittings, tokenOf } from '../room/cast.ts'

/** Fills an empty database: 113 people, and for each page a huddle, its colleagues, their sessions and client ids. */
export function seed(storage: Storage, pages: number): void {
  const db = storage.$client
  if (db.prepare('SELECT 1 FROM huddle').get()) return
  const at = new Date().toISOString()
  db.transaction(() => {
    db.prepare('INSERT INTO team (code, name, short, position) VALUES (?, ?, ?, 1)').run(
      'OT',
      'Therapy',
      'OT',
    )
    seedPeople(storage, at)
    for (let page = 0; page < pages; page += 1) seedPage(storage, page, at)
  })()
}

function seedPeople(storage: Storage, at: string): void {
  const person = storage.$client.prepare(
    "INSERT INTO person (id, reference, forename, surname, birth_date) VALUES (?, ?, 'Kamla', 'Chauhan', '1940-01-01')",
  )
  const episode = storage.$client.prepare(
    "INSERT INTO episode (id, person, kind, state, start, arrived_at) VALUES (?, ?, 'reablement', 'active', ?, ?)",
  )
  for (const id of people) {
    person.run(`p-${id}`, id)
    episode.run(id, `p-${id}`, at.slice(0, 10), at)
  }
}

function seedPage(storage: Storage, page: number, at: string): void {
  const db = storage.$client
  const huddle = pageName(page)
  const date = new Date(Date.UTC(2030, 0, 1 + page)).toISOString().slice(0, 10)
  db.prepare("INSERT INTO huddle (id, date, state) VALUES (?, ?, 'preparing')").run(huddle, date)
  const colleague = db.prepare(
    `INSERT INTO colleague (id, name, email, job_title, team, role, password_hash)
     VALUES (?, 'Priya Shah', ?, 'Therapist', 'OT', 'colleague', '')`,
  )
  const session = db.prepare(
    "INSERT INTO session (id, colleague, started_at, seen_at, ends_at) VALUES (?, ?, ?, ?, '2999-01-01T00:00:00Z')",
  )
  const client = db.prepare(
    'INSERT INTO page_client (huddle, client, session, colleague, at) VALUES (?, ?, ?, ?, ?)',
  )
  for (let seat = 0; seat < perPage(page); seat += 1) {
    const token = tokenOf(page, seat)
    const sessionId = createHash('sha256').update(token).digest('hex')
    colleague.run(token, `${token}@perch.example`)
    session.run(sessionId, token, at, at)
    for (let sitting = 0; sitting < sittings(page); sitting += 1) {
      client.run(huddle, clientOf(seat, sitting), sessionId, token, at)
    }
  }
}
