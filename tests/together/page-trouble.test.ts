import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { OpenPage } from '#lib/server/rooms/open-page.ts'
import { PageLog } from '#lib/server/storage/page-log.ts'
import { pageEdit } from '#lib/server/storage/page-schema.ts'
import { PageClient, RawClient, until } from '../support/page-client.ts'
import { PageService, theHuddle } from '../support/page-service.ts'

let service: PageService
let clients: PageClient[] = []
const open = async (name: string) => {
  const client = await PageClient.open(service, service.signIn(name))
  clients.push(client)
  return client
}

beforeEach(async () => {
  service = await PageService.start({ heartbeat: 1 })
})
afterEach(async () => {
  for (const client of clients) client.leave()
  clients = []
  await service.stop()
})

describe('when the disk takes nothing', () => {
  it('acknowledges and shows nothing, lets everybody read on, and saves as soon as it can', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    priya.write('e1', 'before. ')
    await priya.allSaved()
    await until('Dee has it', () => dee.note('e1').toJSON() === 'before. ')
    service.storage.$client.exec(
      `CREATE TRIGGER full BEFORE INSERT ON page_edit BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    priya.write('e1', 'meanwhile')
    await until('its author is asked to come back', () => priya.closed === 1012)
    expect(priya.saved.clock).toBeLessThan(priya.clock)
    expect(dee.note('e1').toJSON()).toBe('before. ')
    const sam = await open('Sam Lee')
    expect(sam.note('e1').toJSON()).toBe('before. ')
    expect(dee.closed).toBeUndefined()
    service.storage.$client.exec('DROP TRIGGER full')
    await priya.allSaved()
    await until('others see it', () =>
      [dee, sam].every((each) => each.note('e1').toJSON() === 'before. meanwhile'),
    )
  })

  it('waits for another process that holds the database, without sending anybody away', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    const other = new Database(service.file)
    other.exec('BEGIN IMMEDIATE')
    priya.write('e1', 'waiting')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(dee.note('e1').toJSON()).toBe('')
    expect(priya.saved.clock).toBe(0)
    other.exec('COMMIT')
    other.close()
    await priya.allSaved()
    await until('Dee sees it', () => dee.note('e1').toJSON() === 'waiting')
    expect([priya.closed, dee.closed]).toEqual([undefined, undefined])
  })
})

/** In which turn of the event loop each try to write without waiting begins: two in one turn hold everybody up for both. */
function watchTries(): { turns: number[]; stop: () => void } {
  const turns: number[] = []
  let turn = 0
  let next = setImmediate(count)
  function count() {
    turn += 1
    next = setImmediate(count)
  }
  const client = service.storage.$client
  const pragma = client.pragma.bind(client)
  const watching = vi.spyOn(client, 'pragma').mockImplementation((...asked) => {
    if (asked[0] === 'busy_timeout = 0') turns.push(turn)
    return pragma(...asked)
  })
  const stop = () => {
    clearImmediate(next)
    watching.mockRestore()
  }
  return { turns, stop }
}

describe('sealing while another process holds the database', () => {
  it('waits for it without holding anybody up, and seals what was waiting', async () => {
    const priya = await open('Priya Shah')
    const other = new Database(service.file)
    other.exec('BEGIN IMMEDIATE')
    priya.write('e1', 'waiting')
    const first = watchTries()
    await until('the server has tried to write it', () => first.turns.length > 0)
    first.stop()
    const tries = watchTries()
    const sealed = service.rooms.whileSealed(theHuddle.id, async (notes) => notes.map(({ text }) => text))
    await until('it has tried again and again', () => tries.turns.length > 2)
    tries.stop()
    other.exec('COMMIT')
    other.close()
    expect(await sealed).toEqual(['waiting'])
    expect(new Set(tries.turns).size).toBe(tries.turns.length)
  })
})

describe('reading while another process holds the database', () => {
  it('shows what is on disk, holds nobody up, and gives up nothing that waits', async () => {
    const priya = await open('Priya Shah')
    priya.write('e1', 'before. ')
    await priya.allSaved()
    const other = new Database(service.file)
    other.exec('BEGIN IMMEDIATE')
    priya.write('e1', 'waiting')
    await new Promise((resolve) => setTimeout(resolve, 150))
    // Whoever waited for the other here would wait for ever: nothing else runs until this has been read.
    const doc = new Y.Doc()
    Y.applyUpdate(doc, service.rooms.whole('h1'))
    expect(doc.getText('note:e1').toJSON()).toBe('before. ')
    expect(service.rooms.marks('h1').size).toBe(0)
    other.exec('COMMIT')
    other.close()
    await priya.allSaved()
    expect(priya.closed).toBeUndefined()
  })

  it('a page there is not has no marks, and takes no memory', () => {
    const opened = vi.spyOn(OpenPage, 'open')
    expect(service.rooms.marks('made up').size).toBe(0)
    expect(opened).not.toHaveBeenCalled()
    opened.mockRestore()
  })
})

describe('a reader who does not read', () => {
  it('is cut off before it costs much, and nobody else notices', async () => {
    await service.stop()
    service = await PageService.start({ behindBytes: 1024 * 1024, messagesBurst: 1e6, bytesBurst: 1e9 })
    const priya = await open('Priya Shah')
    for (let time = 0; time < 30; time += 1) {
      priya.note('e1').insert(0, 'x'.repeat(130))
      await priya.allSaved()
    }
    const stalled = await RawClient.open(service, service.signIn('Dee Khan'))
    stalled.socket.pause()
    for (let time = 0; time < 10_000; time += 1) stalled.send(Uint8Array.of(0, 0, 1, 0))
    priya.write('e2', 'x')
    await priya.allSaved()
    stalled.socket.resume()
    expect(await stalled.closes()).toBeGreaterThan(1000)
    expect(stalled.received.length).toBeLessThan(10_000)
  })
})

describe('one commit a turn', () => {
  it('serves everybody who wrote in it', async () => {
    const priya = service.signIn('Priya Shah')
    const sizes: number[] = []
    const append = PageLog.prototype.append
    PageLog.prototype.append = function (batches, at) {
      sizes.push(batches.reduce((sum, batch) => sum + batch.edits.length, 0))
      return append.call(this, batches, at)
    }
    try {
      const client = await PageClient.open(service, priya)
      clients.push(client)
      for (let word = 0; word < 50; word += 1) client.write('e1', 'word ')
      await client.allSaved()
    } finally {
      PageLog.prototype.append = append
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(50)
    expect(sizes.length).toBeLessThan(25)
  })
})

describe('a damaged page', () => {
  it('does not open, says so in the log, and is not written over', async () => {
    const priya = await open('Priya Shah')
    priya.write('e1', 'one')
    await priya.allSaved()
    priya.write('e1', ' two')
    await priya.allSaved()
    priya.leave()
    clients = []
    const bytes = service.storage.select().from(pageEdit).get()?.bytes ?? Buffer.alloc(0)
    bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1
    service.storage.update(pageEdit).set({ bytes }).where(eq(pageEdit.sequence, 1)).run()
    await service.restart()
    const session = service.signIn('Dee Khan')
    const { address, client } = service.rooms.address(session, theHuddle)
    const raw = new RawClient(service, `${address}?client=${String(client)}`, session.id)
    expect(await raw.closes()).toBe(1011)
    expect(service.logged).toMatchObject([{ facts: { huddle: 'h1' }, words: 'a page did not open' }])
    expect(service.editsOnDisk()).toBe(2)
    expect(() => service.rooms.marks(theHuddle.id)).toThrow('damaged')
  })
})

function isDamaged(read: () => unknown): boolean {
  try {
    read()
    return false
  } catch (error) {
    return String(error).includes('damaged')
  }
}

describe('a page nobody looks at', () => {
  it('leaves memory, and comes back whole', async () => {
    await service.stop()
    service = await PageService.start({ idle: 10 })
    const priya = await open('Priya Shah')
    priya.write('e1', 'kept')
    await priya.allSaved()
    priya.leave()
    clients = []
    // Only a page read from disk again would notice.
    service.storage.$client.exec(`UPDATE page_edit SET author = 'somebody'`)
    await until('it has left memory', () => isDamaged(() => service.rooms.marks(theHuddle.id)))
    service.storage.$client.exec(`UPDATE page_edit SET author = 'priya-shah'`)
    const dee = await open('Dee Khan')
    expect(dee.note('e1').toJSON()).toBe('kept')
  })
})
