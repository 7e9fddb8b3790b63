import * as encoding from 'lib0/encoding'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
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
  // Joining again and again is not what is being tried here.
  service = await PageService.start({ messagesBurst: 300, messagesPerSecond: 200 })
})
afterEach(async () => {
  for (const client of clients) client.leave()
  clients = []
  await service.stop()
})

/** An update in which `client` writes into a note. */
function updateOf(client: number, text = 'x', episode = 'e1'): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText(`note:${episode}`).insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** Somebody's page still works: they write, and it is saved. */
async function expectAllWell(client: PageClient) {
  client.write('e2', 'still here')
  await client.allSaved()
  expect(client.closed).toBeUndefined()
}

/** One to sixty bytes that mean nothing: the same in every run, so that one that is not taken well is found again. */
const rubbishOf = (round: number, each: number) =>
  createHash('sha512')
    .update(`${String(round)} ${String(each)}`)
    .digest()
    .subarray(0, 1 + (each % 60))

describe('coming in', () => {
  const codeFor = async (path: string, session: string) => {
    const raw = new RawClient(service, path, session)
    return raw.closes()
  }

  it('needs a session, a current page and a client id of one’s own', async () => {
    const priya = service.signIn('Priya Shah')
    const dee = service.signIn('Dee Khan')
    const { client } = service.rooms.address(priya, theHuddle)
    const mine = `client=${String(client)}`
    expect(await codeFor(`/page/h1/1?${mine}`, 'nobody')).toBe(4401)
    expect(await codeFor(`/page/h1/2?${mine}`, priya.id)).toBe(4410)
    expect(await codeFor(`/page/h2/1?${mine}`, priya.id)).toBe(4410)
    expect(await codeFor(`/page/h1/1?${mine}`, dee.id)).toBe(4403)
    expect(await codeFor('/page/h1/1?client=123', priya.id)).toBe(4403)
    expect(await codeFor('/page/h1/1?client=', priya.id)).toBe(4403)
    expect(await codeFor(`/page/../h1?${mine}`, priya.id)).toBe(4403)
  })

  it('gives every address its own client id', () => {
    const priya = service.signIn('Priya Shah')
    const ids = Array.from({ length: 20 }, () => service.rooms.address(priya, theHuddle).client)
    expect(new Set(ids).size).toBe(20)
    expect(service.rooms.address(service.signIn('Wall', 'screen'), theHuddle).access).toBe('read')
  })

  it('lets a colleague who signs in again go on under the id they wrote with', async () => {
    const priya = await open('Priya Shah')
    priya.provider.disconnect()
    priya.write('e1', 'typed while signed out')
    priya.provider.params = { client: String(priya.address.client), session: service.signIn('Priya Shah').id }
    await priya.connect()
    await priya.allSaved()
    expect(service.editsOnDisk()).toBe(1)
  })

  it('finds a sealed page gone after its epoch changed', async () => {
    const priya = await open('Priya Shah')
    service.setHuddle({ epoch: 2 })
    await PageClient.open(service, service.signIn('Dee Khan'), {
      ...service.rooms.address(service.signIn('Dee Khan'), { ...theHuddle, epoch: 2 }),
    }).then((dee) => clients.push(dee))
    await until('the old page is left', () => priya.closed === 4410)
  })
})

describe('a shared screen', () => {
  it('is not let onto a page: neither to read nor to write', async () => {
    const priya = await open('Priya Shah')
    priya.write('e1', 'not for the wall')
    const session = service.signIn('Wall', 'screen')
    for (const address of [service.rooms.address(session, theHuddle), priya.address]) {
      const wall = new PageClient(service, session, address)
      clients.push(wall)
      wall.provider.connect()
      wall.write('e1', 'graffiti')
      await until('it is sent away', () => wall.closed === 4403)
      expect(wall.note('e1').toJSON()).toBe('graffiti')
    }
    expect(priya.note('e1').toJSON()).toBe('not for the wall')
    expect(priya.closed).toBeUndefined()
    expect(service.editsOnDisk()).toBe(1)
  })
})

describe('a session that ends', () => {
  it('closes its sockets, and nothing sent afterwards is applied', async () => {
    const session = service.signIn('Priya Shah')
    const priya = await PageClient.open(service, session)
    clients.push(priya)
    priya.write('e1', 'before')
    await priya.allSaved()
    const flood = setInterval(() => priya.write('e1', 'after'), 1)
    service.sessions.delete(session.id)
    service.rooms.cutOff(session.id)
    const onDisk = service.editsOnDisk()
    await until('the socket closes', () => priya.closed === 4401)
    clearInterval(flood)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(service.editsOnDisk()).toBe(onDisk)
  })

  it('is noticed even when nobody says so', async () => {
    const session = service.signIn('Priya Shah')
    const priya = await PageClient.open(service, session)
    clients.push(priya)
    service.sessions.delete(session.id)
    const flood = setInterval(() => priya.write('e1', 'x'), 50)
    await until('the socket closes', () => priya.closed === 4401)
    clearInterval(flood)
  })
})

describe('one connection', () => {
  it.each<[string, number, (raw: RawClient & { address: { client: number } }) => void]>([
    ['a forged client id', 4422, (raw) => raw.update(updateOf(raw.address.client + 1))],
    ['an unknown episode', 4422, (raw) => raw.update(updateOf(raw.address.client, 'x', 'nobody'))],
    ['an edit on top of one that never comes', 4422, (raw) => raw.update(gap(raw.address.client), 1)],
    ['an unknown message', 4422, (raw) => raw.send(Uint8Array.of(7, 7))],
    ['an unknown sync message', 4422, (raw) => raw.send(Uint8Array.of(0, 9, 1, 0))],
    ['an empty message', 4422, (raw) => raw.send(new Uint8Array())],
    ['text', 4422, (raw) => raw.socket.send('hello')],
    ['presence that is no JSON', 4422, (raw) => raw.send(badPresence(raw.address.client))],
    ['a message a little too large', 1009, (raw) => raw.send(new Uint8Array(64 * 1024 + 1))],
    ['a message much too large', 1009, (raw) => raw.send(new Uint8Array(1024 * 1024))],
    ['a flood', 1013, (raw) => flood(raw)],
  ])('is closed for %s, and nobody else notices', async (_what, code, misbehave) => {
    const dee = await open('Dee Khan')
    const raw = await RawClient.open(service, service.signIn('Priya Shah'))
    misbehave(raw)
    expect(await raw.closes()).toBe(code)
    expect(service.editsOnDisk()).toBe(0)
    await expectAllWell(dee)
  })

  it('may send random rubbish a thousand times over: the room goes on', async () => {
    const dee = await open('Dee Khan')
    const session = service.signIn('Priya Shah')
    for (let round = 0; round < 15; round += 1) {
      const raw = await RawClient.open(service, session)
      for (let each = 0; each < 70; each += 1) {
        const rubbish = rubbishOf(round, each)
        raw.send(each % 2 ? rubbish : Buffer.concat([Buffer.of(0, 2, rubbish.length), rubbish]))
      }
      raw.socket.terminate()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await expectAllWell(dee)
    expect(service.logged.some(({ words }) => words === 'a page message could not be handled')).toBe(false)
  })

  it('that connects again drops the older one', async () => {
    const priya = await open('Priya Shah')
    const again = new RawClient(
      service,
      `${priya.address.address}?client=${String(priya.address.client)}`,
      [...service.sessions.keys()][0] ?? '',
    )
    await until('the newer one is greeted', () => again.received.length > 0)
    await until('the older one is dropped', () => priya.closed === 4403)
    again.socket.terminate()
  })

  it('that empties other people’s notes faster than a person can is stopped', async () => {
    await service.stop()
    service = await PageService.start({ deletedNotes: 1 })
    const dee = await open('Dee Khan')
    dee.write('e1', 'a note of some length')
    dee.write('e2', 'another note of some length')
    await dee.allSaved()
    const priya = await open('Priya Shah')
    for (const episode of ['e1', 'e2']) priya.note(episode).delete(0, priya.note(episode).length)
    await until('it is stopped', () => priya.closed === 4422)
    await until('Dee sees what was taken', () => dee.note('e1').length === 0)
    expect(dee.note('e2').length).toBe(27)
    await expectAllWell(dee)
  })
})

function gap(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('note:e1').insert(0, 'ab')
  const before = Y.encodeStateVector(doc)
  doc.getText('note:e1').insert(2, 'c')
  return Y.encodeStateAsUpdate(doc, before)
}

function badPresence(client: number): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, 1)
  encoding.writeVarUint(body, client)
  encoding.writeVarUint(body, 1)
  encoding.writeVarString(body, '{"row":')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

function flood(raw: RawClient): void {
  for (let count = 0; count < 400; count += 1) raw.update(Uint8Array.of(0, 0))
}

describe('frames that are no messages', () => {
  const flood = async (priya: PageClient, send: (socket: RawClient['socket']) => void) => {
    const raw = await RawClient.open(service, service.signIn('Dee Khan'))
    let answers = 0
    raw.socket.on('pong', () => (answers += 1))
    for (let time = 0; time < 500; time += 1) send(raw.socket)
    const code = await raw.closes()
    await expectAllWell(priya)
    return { code, answers }
  }

  it('pings are answered up to a burst; a flood of them cuts off whoever sends it', async () => {
    const priya = await open('Priya Shah')
    const raw = await RawClient.open(service, service.signIn('Dee Khan'))
    const answers: string[] = []
    raw.socket.on('pong', (data) => answers.push(data.toString()))
    for (let time = 0; time < 20; time += 1) raw.socket.ping(String(time))
    await until('all are answered', () => answers.length === 20)
    expect(answers.at(-1)).toBe('19')
    expect(raw.closed).toBeNull()
    raw.socket.terminate()
    const { code, answers: count } = await flood(priya, (socket) => socket.ping())
    expect([1006, 1013]).toContain(code)
    expect(count).toBeLessThan(50)
  })

  it('pongs nobody asked for are put up with, a flood of them is not', async () => {
    const priya = await open('Priya Shah')
    const { code } = await flood(priya, (socket) => socket.pong())
    expect([1006, 1013]).toContain(code)
  })

  it('a message in a hundred pieces is one message; empty pieces without end are none', async () => {
    const priya = await open('Priya Shah')
    const raw = await RawClient.open(service, service.signIn('Dee Khan'))
    raw.socket.send(Uint8Array.of(3), { fin: false })
    for (let time = 0; time < 100; time += 1) raw.socket.send(new Uint8Array(), { fin: time === 99 })
    const { code } = await flood(priya, (socket) => socket.send(new Uint8Array(), { fin: false }))
    expect([1006, 1008]).toContain(code)
    expect(raw.closed).toBeNull()
    raw.socket.terminate()
  })
})
