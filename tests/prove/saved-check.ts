import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { join } from 'node:path'
import type * as Y from 'yjs'
import { marksOf } from '#lib/page/marks.ts'
import { noteText } from '#lib/page/note.ts'
import { firstBrokenRow } from '#lib/server/audit/verify.ts'
import type { Storage } from '#lib/server/storage/open.ts'
import { PageLog } from '#lib/server/storage/page-log.ts'
import type { Typist } from './saved-typist.ts'

/** What a run of promise 1 counts up. */
export interface Tally {
  edits: number
  seen: number
  actions: number
  lost: string[]
  broken: string[]
}

/** Words that must stay on the page for good, by episode. */
export type Standing = Map<string, string>

/**
 * Compares the page after a restart with what each typist was told or another one saw, and counts what is missing.
 * What must still stand after later cycles is added to `standing`.
 */
export function comparePage(typists: Typist[], after: Y.Doc, standing: Standing, tally: Tally): void {
  for (const typist of typists) {
    const others = typists.filter((one) => one !== typist)
    const erased = new Set(typist.deeds.filter(({ kind }) => kind === 'erase').map(({ token }) => token))
    let raised: string | null = null
    for (const deed of typist.deeds) {
      const told = typist.acknowledged(deed)
      const seen = others.some((other) => other.sees(typist.client, deed))
      if (!told && !seen) continue
      tally[told ? 'edits' : 'seen'] += 1
      if (deed.kind === 'raise') raised = deed.token
      else if (deed.kind === 'write' && !erased.has(deed.token)) standing.set(deed.token, deed.episode)
      else if (deed.kind === 'erase' && noteText(after, deed.episode).includes(deed.token))
        tally.lost.push(`${deed.token.trim()} was erased and is there again`)
    }
    if (raised !== null) compareRaised(typist, raised, after, tally)
  }
  compareStanding(after, standing, tally)
}

function compareRaised(typist: Typist, counted: string, after: Y.Doc, tally: Tally): void {
  const raises = typist.deeds.filter(({ kind }) => kind === 'raise')
  const from = raises.findIndex(({ token }) => token === counted)
  const episode = raises[from]?.episode ?? ''
  const shows = marksOf(after, episode).get('raised')
  if (!raises.slice(from).some(({ token }) => token === shows))
    tally.lost.push(`raised ${counted}, the page says ${String(shows)}`)
}

function compareStanding(after: Y.Doc, standing: Standing, tally: Tally): void {
  const words = new Map<string, Set<string>>()
  for (const [token, episode] of standing) {
    const there = words.get(episode) ?? new Set(noteText(after, episode).split(' '))
    words.set(episode, there)
    if (there.has(token.trim())) continue
    tally.lost.push(`${token.trim()} is not in the note of ${episode}`)
    standing.delete(token)
  }
}

/** The database file itself: whole, both chains unbroken, every counted action with its event and its message. */
export function compareFile(
  data: string,
  page: { huddle: string; doc: Y.Doc },
  typists: Typist[],
  tally: Tally,
): void {
  const file = new Database(join(data, 'perch.db'), { readonly: true })
  // All of it as it is at one moment: the server goes on, and may put a snapshot in the place of edits meanwhile.
  file.exec('BEGIN')
  try {
    const storage: Storage = drizzle(file)
    const integrity: unknown = file.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') tally.broken.push(`integrity check: ${String(integrity)}`)
    const row = firstBrokenRow(storage)
    if (row !== null) tally.broken.push(`audit row ${String(row)}`)
    new PageLog(storage).load(page.huddle)
    compareMarks(file, page.huddle, page.doc, tally)
    compareActions(file, typists, tally)
  } catch (error) {
    tally.broken.push(error instanceof Error ? error.message : String(error))
  } finally {
    file.close()
  }
}

/** Who raised whom is recorded in SQL with the edit that did: both say the same. */
function compareMarks(file: Database.Database, huddle: string, after: Y.Doc, tally: Tally): void {
  const rows = file
    .prepare<[string], { episode: string; key: string; value: string }>(
      'SELECT episode, key, value FROM page_mark WHERE huddle = ?',
    )
    .all(huddle)
  for (const { episode, key, value } of rows) {
    const shows = marksOf(after, episode).get(key) ?? ''
    if (shows !== value) tally.broken.push(`${key} of ${episode} is "${shows}", recorded as "${value}"`)
  }
}

function compareActions(file: Database.Database, typists: Typist[], tally: Tally): void {
  const whole = file.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM action JOIN action_event ON action_event.action = action.id WHERE action.id = ?`,
  )
  for (const typist of typists) {
    for (const id of typist.asked) {
      const told = typists.some((one) => one.told.has(id))
      if (!typist.agreed.has(id) && !told) continue
      tally.actions += 1
      if (whole.get(id)?.n !== 1) tally.lost.push(`action ${id}`)
    }
    tally.broken.push(...typist.surprises)
  }
}

/** Everybody with a reablement going on, in an order that stays. */
export function activeEpisodes(data: string): string[] {
  const file = new Database(join(data, 'perch.db'), { readonly: true })
  const rows = file
    .prepare<[], { id: string }>(`SELECT id FROM episode WHERE state = 'active' ORDER BY id`)
    .all()
  file.close()
  return rows.map(({ id }) => id)
}
