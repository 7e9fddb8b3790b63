import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setHow } from '#lib/page/marks.ts'
import { pageSnapshot } from '#lib/server/storage/page-schema.ts'
import { PageClient, until } from '../support/page-client.ts'
import { PageService, theHuddle } from '../support/page-service.ts'

let service: PageService
let clients: PageClient[] = []
const open = async (name: string, team = 'OT') => {
  const client = await PageClient.open(service, service.signIn(name, 'colleague', team))
  clients.push(client)
  return client
}

beforeEach(async () => {
  service = await PageService.start({ compactAtLatest: 20 })
})
afterEach(async () => {
  for (const client of clients) client.leave()
  clients = []
  await service.stop()
})

describe('several people on one page', () => {
  it('see each other’s text', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    priya.write('e1', 'Walks to the gate')
    await until('Dee sees it', () => dee.note('e1').toJSON() === 'Walks to the gate')
    dee.note('e1').insert(0, 'Now ')
    await until('Priya sees it', () => priya.note('e1').toJSON() === 'Now Walks to the gate')
  })

  it('hear "saved" only when the edit is on disk, and others see it only then', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    expect(service.editsOnDisk()).toBe(0)
    const onDisk: number[] = []
    dee.doc.on('update', () => onDisk.push(service.editsOnDisk()))
    priya.write('e1', 'one')
    await priya.allSaved()
    expect(priya.saved).toMatchObject({ clock: 3 })
    expect(service.editsOnDisk()).toBe(1)
    await until('Dee sees it', () => onDisk.length > 0)
    expect(onDisk[0]).toBe(1)
    const { messages } = priya.saved
    priya.note('e1').delete(0, 1)
    await until('a deletion is acknowledged by its count', () => priya.saved.messages === messages + 1)
  })

  it('find everything again after a restart and after snapshots', async () => {
    const priya = await open('Priya Shah')
    for (const word of 'a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(' ')) {
      priya.write('e1', word)
      await priya.allSaved()
    }
    setHow(priya.doc, 'e2', 'watch')
    await until('the mark is on disk', () => service.stamps.length === 1)
    expect(service.storage.select().from(pageSnapshot).all()).toHaveLength(1)
    expect(service.editsOnDisk()).toBeLessThan(20)
    await service.restart()
    const dee = await open('Dee Khan')
    expect(dee.note('e1').toJSON()).toBe('abcdefghijklmnopqrstuvwxyz')
    expect(service.rooms.marks(theHuddle.id).get('e2')).toEqual({ how: 'watch', teams: {} })
    expect(service.rooms.stamps(theHuddle.id)).toMatchObject([
      { episode: 'e2', key: 'how', value: 'watch', by: 'Priya S' },
    ])
    await until('Priya is back', () => priya.provider.synced)
    priya.write('e1', '!')
    await until('Dee sees what Priya wrote after it', () => dee.note('e1').toJSON().endsWith('!'))
  })

  it('get their snapshot in a quiet moment, and before the server stops', async () => {
    await service.stop()
    service = await PageService.start({ compactAfter: 3, quiet: 0, compactLast: 3 })
    const snapshots = () => service.storage.select().from(pageSnapshot).all()
    const priya = await open('Priya Shah')
    const type = async (letters: string) => {
      for (const letter of letters) {
        priya.write('e1', letter)
        await priya.allSaved()
      }
    }
    await type('abcd')
    await until('there is a snapshot', () => snapshots().length === 1)
    expect(service.editsOnDisk()).toBe(0)
    await service.stop()

    service = await PageService.start({ compactLast: 3 })
    const dee = await open('Dee Khan')
    for (const letter of 'efgh') {
      dee.write('e1', letter)
      await dee.allSaved()
    }
    expect(snapshots()).toHaveLength(0)
    await service.restart()
    expect(snapshots()).toHaveLength(1)
    expect(service.editsOnDisk()).toBe(0)
  })

  it('merge what was typed while disconnected', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    priya.write('e1', 'home ')
    await until('Dee has it', () => dee.note('e1').toJSON() === 'home ')
    priya.provider.disconnect()
    priya.write('e1', 'from hospital')
    priya.note('e1').delete(0, 2)
    dee.write('e1', 'and well')
    await dee.allSaved()
    priya.provider.connect()
    // Typed in the moment between the open socket and the first sync step 2.
    priya.provider.on('status', () => priya.write('e2', 'x'))
    await until('both say the same', () => priya.clock === priya.saved.clock && same(priya, dee))
    expect(dee.note('e2').toJSON()).toMatch(/^x+$/)
    expect([priya.closed, dee.closed]).toEqual([undefined, undefined])
  })

  it('who set a mark two people set at once is whoever’s value shows', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    priya.provider.disconnect()
    dee.provider.disconnect()
    setHow(priya.doc, 'e1', 'watch')
    setHow(dee.doc, 'e1', 'concern')
    await priya.connect()
    await dee.connect()
    await until('both show one value', () => same(priya, dee) && dee.saved.clock === 1)
    const shown = service.rooms.marks(theHuddle.id).get('e1')?.how
    expect(priya.doc.getMap('marks:e1').get('how')).toBe(shown)
    expect(service.rooms.stamps(theHuddle.id)).toMatchObject([
      { value: shown, by: shown === 'watch' ? 'Priya S' : 'Dee K' },
    ])
  })
})

function same(one: PageClient, other: PageClient): boolean {
  const all = (client: PageClient) =>
    JSON.stringify(['note:e1', 'note:e2'].map((root) => client.doc.getText(root).toJSON())) +
    JSON.stringify(client.doc.getMap('marks:e1').toJSON())
  return all(one) === all(other)
}

describe('presence', () => {
  it('carries the name the session has, whatever a browser says', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan', 'CT')
    dee.provider.awareness.setLocalState({
      row: 'e1',
      user: { name: 'Matron', color: 'red' },
      script: '<b>',
      cursor: 7,
    })
    const seen = () => priya.provider.awareness.getStates().get(dee.address.client)
    await until('Priya sees Dee in the row', () => seen()?.row === 'e1')
    expect(seen()).toEqual({
      row: 'e1',
      cursor: null,
      user: {
        id: 'dee-khan',
        name: 'Dee K',
        team: 'CT',
        teamName: 'Care tech',
        color: 'var(--ct, var(--ink-2))',
        colorLight: 'var(--ct-tint, var(--sunken))',
      },
    })
    // Her browser does not say of itself again where it is, as it would every fifteen seconds.
    clearInterval(dee.provider.awareness._checkInterval as NodeJS.Timeout)
    dee.provider.disconnect()
    await until('Dee is gone', () => seen() === undefined)
    dee.provider.connect()
    await until('Dee is back by connecting', () => seen()?.row === 'e1')
  })

  it('is there for who joins later, and never speaks for another', async () => {
    const dee = await open('Dee Khan', 'CT')
    dee.provider.awareness.setLocalState({ row: 'e2' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const priya = await open('Priya Shah')
    const sam = await open('Sam Lee')
    await until('Priya and Sam see Dee', () =>
      [priya, sam].every(
        ({ provider }) => provider.awareness.getStates().get(dee.address.client)?.row === 'e2',
      ),
    )
    // A forged state of Dee's, as a standard client would relay it.
    priya.provider.awareness.states.set(dee.address.client, { row: 'e1' })
    priya.provider.awareness.meta.set(dee.address.client, { clock: 2 ** 50, lastUpdated: Date.now() })
    const change = { added: [], updated: [dee.address.client], removed: [] }
    priya.provider._awarenessUpdateHandler(change, null)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(sam.provider.awareness.getStates().get(dee.address.client)?.row).toBe('e2')
  })
})

describe('a page that is sealed', () => {
  it('hands over what was written and by whom, and sends everybody on', async () => {
    const priya = await open('Priya Shah')
    const dee = await open('Dee Khan')
    priya.write('e1', 'Stair rail fitted')
    setHow(priya.doc, 'e1', 'ok')
    dee.write('e2', 'x')
    await priya.allSaved()
    await dee.allSaved()
    dee.note('e2').delete(0, 1)
    await until('everything is on disk', () => service.editsOnDisk() === 4)
    const notes = await service.rooms.whileSealed(theHuddle.id, async (sealed) => {
      service.setHuddle({ state: 'closed' })
      priya.write('e1', ' too late')
      await new Promise((resolve) => setTimeout(resolve, 50))
      return sealed
    })
    expect(notes).toEqual([
      {
        episode: 'e1',
        text: 'Stair rail fitted',
        how: 'ok',
        howBy: 'Priya Shah',
        raised: null,
        teams: {},
        authors: ['Priya Shah'],
      },
    ])
    await until('both are sent on', () => priya.closed === 4410 && dee.closed === 4410)
    const late = new PageClient(service, service.signIn('Sam Lee'))
    clients.push(late)
    late.provider.connect()
    await until('nobody comes in', () => late.closed === 4410)
  })

  it('goes on when the record could not be written, with what was typed meanwhile', async () => {
    const priya = await open('Priya Shah')
    const failing = service.rooms.whileSealed(theHuddle.id, async () => {
      priya.write('e1', 'typed meanwhile')
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(service.editsOnDisk()).toBe(0)
      throw new Error('no record')
    })
    await expect(failing).rejects.toThrow('no record')
    await priya.allSaved()
    expect(service.editsOnDisk()).toBe(1)
  })
})
