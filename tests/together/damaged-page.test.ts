import { eq } from 'drizzle-orm'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { LivePage } from '#lib/live/page.svelte.ts'
import { setHow } from '#lib/page/marks.ts'
import { noteOf } from '#lib/page/note.ts'
import type { Session } from '#lib/server/access/sessions.ts'
import { Sessions } from '#lib/server/access/sessions.ts'
import { leftOut } from '#lib/server/huddles/close-huddle.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { Live } from '#lib/server/live.ts'
import { emptyHead, PageLog } from '#lib/server/storage/page-log.ts'
import { pageMark } from '#lib/server/storage/page-schema.ts'
import type { Storage } from '#lib/server/storage/open.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { fingerprint } from '../prove/bit-rot-pages.ts'
import { cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { until } from '../support/page-client.ts'
import { PageService, theHuddle } from '../support/page-service.ts'

/** One bit of one stored edit, counted from 1. */
function flip(storage: Storage, huddle: string, sequence: number): void {
  const where = 'WHERE huddle = ? AND sequence = ?'
  const row = storage.$client
    .prepare<[string, number], { bytes: Buffer }>(`SELECT bytes FROM page_edit ${where}`)
    .get(huddle, sequence)
  const bytes = row?.bytes ?? Buffer.alloc(0)
  const last = bytes.length - 2
  bytes[last] = (bytes[last] ?? 0) ^ 1
  const change = storage.$client.prepare(`UPDATE page_edit SET bytes = ? ${where}`)
  expect(change.run(bytes, huddle, sequence).changes).toBe(1)
}

describe('on a screen, a damaged page', () => {
  let service: PageService
  let pages: LivePage[] = []
  beforeEach(async () => {
    service = await PageService.start({ heartbeat: 1 })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const page of pages) page.leave()
    pages = []
    await service.stop()
  })

  const look = (session: Session) => {
    const page = new LivePage({
      fetchAddress: async () => service.addressFor(session),
      socketOrigin: service.origin,
    })
    pages.push(page)
    page.start()
    return page
  }

  /** Priya has written two words, each saved by itself. */
  async function written(): Promise<LivePage> {
    const priya = look(service.signIn('Priya Shah'))
    for (const [at, words] of ['Steady', ' today'].entries()) {
      await until('she may write', () => priya.saved === 'saved')
      priya.text('e1').insert(at * 6, words)
      await until('it is saved', () => service.editsOnDisk() === at + 1 && priya.saved === 'saved')
    }
    return priya
  }

  it('is read up to the damage and says so, also where it was open; what the damage took is kept', async () => {
    const priya = await written()
    const ron = look(service.signIn('Ron Whitby'))
    await until('his screen shows it', () => ron.note('e1') === 'Steady today')
    flip(service.storage, theHuddle.id, 2)
    await service.restart()
    await until('her screen says so', () => priya.damage === 'part' && priya.saved === 'saved')
    expect([priya.note('e1'), priya.writable, priya.trouble]).toEqual(['Steady', false, null])
    expect(priya.toReview).toEqual([{ episode: 'e1', text: ' today', note: 'Steady today' }])
    await until('his screen says so', () => ron.damage === 'part' && ron.note('e1') === 'Steady')
    const dee = look(service.signIn('Dee Khan'))
    await until('a new screen says so', () => dee.damage === 'part' && dee.note('e1') === 'Steady')
    dee.setHow('e1', 'ok')
    expect([dee.unsaved, dee.toReview, service.editsOnDisk()]).toEqual([0, [], 2])
  })

  it('of which nothing can be trusted is not asked for again and again, and is not called saved', async () => {
    const priya = await written()
    flip(service.storage, theHuddle.id, 1)
    await service.restart()
    await until('her screen says so', () => priya.damage === 'all')
    expect(priya.toReview.map(({ note }) => note)).toEqual(['Steady today'])
    const tries = service.logged.filter(({ words }) => words === 'a page did not open').length
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect(service.logged.filter(({ words }) => words === 'a page did not open')).toHaveLength(tries)
    expect([priya.saved, priya.trouble, priya.note('e1')]).toEqual(['not saved', null, ''])
  })

  it('is one that SQLite cannot read, too', async () => {
    const priya = await written()
    priya.leave()
    pages = []
    await service.restart()
    const broken = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' })
    vi.spyOn(PageLog.prototype, 'load').mockImplementation(() => {
      throw broken
    })
    expect(service.addressFor(service.signIn('Dee Khan'))).toMatchObject({ access: 'read', damaged: 'all' })
  })
})

describe('a huddle whose page is damaged', () => {
  const [kamla, today] = ['kamla-stay', { huddle: 'today' }]
  const session: Session = { id: 's', colleague: cast.priya, endsAt: '2999-01-01T00:00:00Z' }
  let desk: TestDesk
  let live: Live
  beforeEach(() => {
    desk = smallService()
  })
  afterEach(async () => {
    await live.close()
    desk.remove()
  })

  /** A page of these edits, each one row of the log, of which one is damaged before anybody opens it. */
  function laid(edits: ((doc: Y.Doc) => void)[], damaged: number): string {
    const doc = new Y.Doc()
    const rows: { author: string; bytes: Uint8Array }[] = []
    doc.on('update', (bytes: Uint8Array) => rows.push({ author: 'priya', bytes }))
    for (const edit of edits) edit(doc)
    const batch = { huddle: 'today', head: emptyHead, edits: rows, marks: [], authors: [] }
    new PageLog(desk.storage).append([batch], '2026-11-23T09:00:00.000Z')
    flip(desk.storage, 'today', damaged)
    live = new Live({ desk, sessions: new Sessions(desk), log: pino({ level: 'silent' }) })
    return fingerprint(desk.storage, 'today')
  }
  const writes = (words: string) => (doc: Y.Doc) => {
    const note = noteOf(doc, kamla)
    note.insert(note.length, words)
  }
  const held = async () => {
    await live.serve({ kind: 'start huddle', input: today }, cast.priya)
    return live.serve({ kind: 'close huddle', input: today }, cast.olu)
  }
  const closedAs = () => {
    const row = desk.storage.select().from(audit).where(eq(audit.act, 'close huddle')).get()
    return { result: row?.result, detail: row?.detail }
  }

  it('is held and closed: the record takes the notes before the damage, says so, and the rows stay', async () => {
    const before = laid([writes('Steady'), writes(' today'), writes(', lost')], 3)
    await held()
    const record = await readRecord(desk, cast.mia, '2026-11-23')
    expect(record.pageDamage).toBe('part')
    expect(record.people).toMatchObject([{ episode: kamla, text: 'Steady today' }])
    expect(closedAs()).toEqual({ result: 'done', detail: '{"notes":1,"pageDamage":"part"}' })
    expect(fingerprint(desk.storage, 'today')).toBe(before)
  })

  it('is held and closed when nothing can be trusted: the record has no notes, and says so', async () => {
    const before = laid([writes('Steady'), writes(' today')], 1)
    await held()
    const record = await readRecord(desk, cast.mia, '2026-11-23')
    expect(record).toMatchObject({ pageDamage: 'all', people: [] })
    expect(closedAs()).toEqual({ result: 'done', detail: '{"notes":0,"pageDamage":"all"}' })
    expect(fingerprint(desk.storage, 'today')).toBe(before)
  })

  it('is followed by one whose page is whole', async () => {
    laid([writes('Steady'), writes(' today')], 2)
    expect(live.rooms.address(session, openHuddle(desk.storage, desk.clock))).toMatchObject({
      damaged: 'part',
    })
    await held()
    const next = openHuddle(desk.storage, desk.clock)
    const address = live.rooms.address(session, next)
    expect(address).toMatchObject({ huddle: next.id, access: 'write' })
    expect(address).not.toHaveProperty('damaged')
  })

  it('goes on as it was when its record is refused', async () => {
    const before = laid([(doc) => setHow(doc, kamla, 'concern'), writes('Steady')], 2)
    await expect(held()).rejects.toMatchObject({ code: 'huddle-not-finished' })
    expect(live.steering()).toMatchObject({
      state: 'live',
      agenda: [{ episode: kamla, section: 'raised' }, {}, {}],
    })
    expect(fingerprint(desk.storage, 'today')).toBe(before)
    expect(live.rooms.address(session, openHuddle(desk.storage, desk.clock))).toMatchObject({
      damaged: 'part',
    })
  })

  it('keeps a key-safe code out of its record, though nobody can take it out of the note', async () => {
    laid([writes('Key safe 4471'), writes('.')], 2)
    await held()
    const { people } = await readRecord(desk, cast.mia, '2026-11-23')
    expect(people).toMatchObject([{ episode: kamla, text: leftOut, authors: [] }])
  })

  it('names nobody as having said what somebody else said later', async () => {
    laid([(doc) => setHow(doc, kamla, 'ok'), (doc) => setHow(doc, kamla, 'watch')], 2)
    const later = { huddle: 'today', episode: kamla, key: 'how', value: 'watch', colleague: 'olu', at: 'x' }
    desk.storage.insert(pageMark).values(later).run()
    await held()
    const { people } = await readRecord(desk, cast.mia, '2026-11-23')
    expect(people).toMatchObject([{ episode: kamla, how: 'ok', howBy: null }])
  })
})
