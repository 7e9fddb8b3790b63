import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStorage } from './open.ts'
import type { Storage } from './open.ts'
import { emptyHead, PageDamaged, PageLog } from './page-log.ts'
import type { PageHead } from './page-log.ts'
import { pageMark } from './page-schema.ts'
import { colleague, huddle, team } from './schema.ts'
import { authorsOn, marksSetOn } from './page-people.ts'

let folder: string
let storage: Storage
let log: PageLog
const at = '2026-11-23T09:00:00.000Z'

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-log-'))
  storage = openStorage(join(folder, 'perch.db'))
  storage.insert(team).values({ code: 'OT', name: 'Therapy', short: 'Therapy', position: 1 }).run()
  const priya = {
    id: 'priya',
    name: 'Priya Shah',
    email: 'p@example.org',
    jobTitle: '',
    team: 'OT',
    passwordHash: '',
  }
  storage
    .insert(colleague)
    .values({ ...priya, role: 'colleague' })
    .run()
  for (const [id, date] of [
    ['h1', '2026-11-23'],
    ['h2', '2026-11-24'],
  ] as const) {
    storage.insert(huddle).values({ id, date, state: 'preparing' }).run()
  }
  log = new PageLog(storage)
})
afterEach(() => {
  storage.$client.close()
  rmSync(folder, { recursive: true })
})

function write(huddleId: string, head: PageHead, ...texts: string[]): PageHead {
  const edits = texts.map((text) => ({ author: 'priya', bytes: Buffer.from(text) }))
  const heads = log.append([{ huddle: huddleId, head, edits, marks: [], authors: [] }], at)
  return heads.get(huddleId) ?? head
}

/** The same storage, noting every transaction that is begun. */
function watching(real: Storage, begun: string[]): Storage {
  const client = new Proxy(real.$client, {
    get(target, name) {
      if (name !== 'transaction') return (target[name as keyof typeof target] as () => void).bind(target)
      return (work: (...given: unknown[]) => unknown) => ({
        immediate: (...given: unknown[]) => {
          begun.push('immediate')
          return target.transaction(work).immediate(...given)
        },
      })
    },
  })
  return { $client: client } as unknown as Storage
}

function damageOf(huddleId: string): PageDamaged | null {
  try {
    log.load(huddleId)
    return null
  } catch (error) {
    return error instanceof PageDamaged ? error : null
  }
}

const texts = (huddleId: string) => log.load(huddleId).edits.map((bytes) => Buffer.from(bytes).toString())

describe('the page log', () => {
  it('reads back what was written, in order', () => {
    const head = write('h1', emptyHead, 'a', 'b')
    const last = write('h1', head, 'c')
    expect(texts('h1')).toEqual(['a', 'b', 'c'])
    expect(log.load('h1').head).toEqual(last)
    expect(log.load('h2')).toEqual({ snapshot: null, edits: [], head: emptyHead })
  })

  it('writes everything of a turn, on all pages, in one commit', () => {
    const batch = (id: string) => ({
      huddle: id,
      head: emptyHead,
      edits: ['a', 'b', 'c'].map((text) => ({ author: 'priya', bytes: Buffer.from(text) })),
      marks: [{ episode: 'e1', key: 'how', value: 'ok', colleague: 'priya' }],
      authors: [{ episode: 'e1', colleague: 'priya' }],
    })
    const begun: string[] = []
    const watched = new PageLog(watching(storage, begun))
    watched.append([batch('h1'), batch('h2')], at)
    expect(begun).toEqual(['immediate'])
    expect([texts('h1'), texts('h2')]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ])
    expect(marksSetOn(storage, 'h1')).toEqual([
      { episode: 'e1', key: 'how', value: 'ok', by: 'Priya Shah', at },
    ])
    expect(authorsOn(storage, 'h2')).toEqual(new Map([['e1', ['Priya Shah']]]))
  })

  it('writes nothing at all when one edit cannot be written', () => {
    const head = write('h1', emptyHead, 'a')
    const edit = [{ author: 'priya', bytes: Buffer.from('x') }]
    const good = { huddle: 'h1', head, edits: edit, marks: [], authors: [] }
    const bad = { huddle: 'no such huddle', head: emptyHead, edits: edit, marks: [], authors: [] }
    expect(() => log.append([good, bad], at)).toThrow('FOREIGN KEY')
    expect(texts('h1')).toEqual(['a'])
    expect(storage.select().from(pageMark).all()).toEqual([])
  })

  it.each([
    ['changed bytes', `UPDATE page_edit SET bytes = x'00' WHERE sequence = 2`, 'edit 2'],
    ['another author', `UPDATE page_edit SET author = 'dee' WHERE sequence = 1`, 'edit 1'],
    ['another time', `UPDATE page_edit SET at = '2020' WHERE sequence = 3`, 'edit 3'],
    ['a cut tail', 'DELETE FROM page_edit WHERE sequence > 1', 'its log ends at 1, not at 3'],
    ['a log that is gone', 'DELETE FROM page_edit', 'its log ends at 0, not at 3'],
    ['a missing head', 'DELETE FROM page_head', 'its log ends at 3, not at 0'],
    ['a missing row', 'DELETE FROM page_edit WHERE sequence = 2', 'edit 2 is missing'],
    ['a missing first row', 'DELETE FROM page_edit WHERE sequence = 1', 'edit 1 is missing'],
    [
      'two rows swapped',
      'UPDATE page_edit SET bytes = (SELECT bytes FROM page_edit AS o WHERE o.sequence = 5 - page_edit.sequence) WHERE sequence IN (2, 3)',
      'edit 2',
    ],
  ])('finds %s', (_what, tampering, found) => {
    write('h1', emptyHead, 'a', 'b', 'c')
    storage.$client.exec(tampering)
    expect(() => log.load('h1')).toThrow(PageDamaged)
    expect(() => log.load('h1')).toThrow(found)
  })

  it('says what came before the damage, if anything did', () => {
    write('h1', emptyHead, 'a', 'b', 'c')
    storage.$client.exec(`UPDATE page_edit SET bytes = x'00' WHERE sequence = 3`)
    expect(damageOf('h1')?.before?.edits.map(String)).toEqual(['a', 'b'])
    storage.$client.exec(`UPDATE page_edit SET bytes = x'00' WHERE sequence = 1`)
    expect(damageOf('h1')?.before).toBeNull()
  })

  it('writes nothing after a log that does not end where it should', () => {
    const head = write('h1', emptyHead, 'a', 'b')
    const last = write('h1', head, 'c')
    expect(() => write('h1', head, 'd')).toThrow()
    expect(() => write('h1', { sequence: 3, hash: head.hash }, 'd')).toThrow('its log does not end at 3')
    expect(() => write('h1', emptyHead, 'd')).toThrow()
    expect(log.load('h1').head).toEqual(last)
  })

  it('keeps the chain through a snapshot', () => {
    const head = write('h1', emptyHead, 'a', 'b')
    log.compact('h1', head, Buffer.from('ab'), at)
    write('h1', head, 'c')
    const stored = log.load('h1')
    expect(Buffer.from(stored.snapshot ?? []).toString()).toBe('ab')
    expect(texts('h1')).toEqual(['c'])
    storage.$client.exec(`UPDATE page_snapshot SET bytes = x'00'`)
    expect(() => log.load('h1')).toThrow('the snapshot at 2')
  })

  it('drops nothing for a snapshot that does not end where the log does', () => {
    const head = write('h1', emptyHead, 'a', 'b')
    expect(() => log.compact('h1', { ...head, hash: 'other' }, Buffer.from('ab'), at)).toThrow(PageDamaged)
    expect(texts('h1')).toEqual(['a', 'b'])
  })
})
