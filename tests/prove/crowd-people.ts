import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Role } from '#lib/reablement/colleague.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { mondayMorning } from '../support/perch.ts'
import type { Perch } from '../support/perch.ts'

/** The parts of a running server that a crowd needs to know. */
export type Served = Pick<Perch, 'address' | 'data'>

/** A colleague who is signed in. */
export interface Someone {
  id: string
  name: string
  /** The server they are signed in to, `http://127.0.0.1:…`. */
  address: string
  cookie: string
}

/** Opens a running server's database beside it, as another process may. */
export function besideServer(served: Served): Database.Database {
  const db = new Database(join(served.data, 'perch.db'))
  db.pragma('busy_timeout = 5000')
  return db
}

const signIn = `INSERT INTO session (id, colleague, started_at, seen_at, ends_at) VALUES (?, ?, ?, ?, ?)`

/**
 * More colleagues than the invented service has, each with a session, put straight into a running server's database:
 * signing in by password takes a server a tenth of a second for each, on purpose.
 */
export function addPeople(served: Served, count: number, role: Role = 'colleague'): Someone[] {
  const db = besideServer(served)
  const add = db.prepare(
    `INSERT INTO colleague (id, name, email, job_title, team, role, password_hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const start = db.prepare(signIn)
  try {
    return db
      .transaction(() =>
        Array.from({ length: count }, (_, number) => {
          const id = `crowd-${randomBytes(6).toString('hex')}`
          const name = `Crowd ${number}`
          add.run(id, name, `${id}@perch.example`, 'Therapist', 'OT', role, 'nobody')
          const token = startSession(start, id)
          return { id, name, address: served.address, cookie: `perch=${token}` }
        }),
      )
      .immediate()
  } finally {
    db.close()
  }
}

function startSession(start: Database.Statement, colleague: string): string {
  const token = randomBytes(32).toString('base64url')
  const from = Date.parse(mondayMorning)
  const at = (hours: number) => new Date(from + hours * 3_600_000).toISOString()
  start.run(createHash('sha256').update(token).digest('hex'), colleague, at(0), at(0), at(10))
  return token
}

/** A further session of the same colleague. */
export function signInAgain(served: Served, who: Someone): Someone {
  const db = besideServer(served)
  try {
    return { ...who, cookie: `perch=${startSession(db.prepare(signIn), who.id)}` }
  } finally {
    db.close()
  }
}

/** Episodes a page may hold notes of. */
export function episodesOf(served: Served): string[] {
  const db = besideServer(served)
  try {
    return (db.prepare('SELECT id FROM episode ORDER BY id').all() as { id: string }[]).map(({ id }) => id)
  } finally {
    db.close()
  }
}

/** `GET /page`, as this person. */
export async function pageFor({ address, cookie }: Someone): Promise<PageAddress> {
  const answer = await fetch(`${address}/page`, { headers: { cookie } })
  if (!answer.ok) throw new Error(`no page: ${answer.status}`)
  return (await answer.json()) as PageAddress
}

/** The process id of the server on this data folder; null when it does not run. */
export function processOf({ data }: Served): number | null {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('src/main.ts')) continue
      if (readFileSync(`/proc/${name}/environ`, 'utf8').includes(`PERCH_DATA=${data}\0`)) return Number(name)
    } catch {
      // It ended while we looked, or belongs to somebody else.
    }
  }
  return null
}

/** Resident memory of a process in MB: now, and the most it ever had. */
export function memoryOf(id: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${id}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { now: read('VmRSS'), most: read('VmHWM') }
}

/** Seconds of processor a process has used so far. */
export function processorOf(id: number): number {
  const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** The value below which this share of the figures lies. */
export function share(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const inMs = (figure: number): string => `${figure.toFixed(1)} ms`
