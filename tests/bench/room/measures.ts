import { pause } from '../../support/perch.ts'
import { people } from './cast.ts'
import { Client } from './client.ts'
import type { Contender } from './contenders.ts'
import { Page } from './page.ts'
import { Server } from './server.ts'
import { at, median } from './table.ts'

/** What one server did in one round of the first workload: one page, 113 people, 30 clients. */
export interface Round {
  p50: number
  p95: number
  p99: number
  /** Of all showings there should have been. */
  shown: number
  cpuPerThousand: number
  /** MB resident at the end. */
  memory: number
  /** Bytes each client was sent, a second. */
  bytes: number
  warmJoin: number
  coldJoin: number
}

export interface Size {
  seconds: number
  warmUp: number
  joins: number
  coldStarts: number
  kills: number
}

const onePage = { clients: 30, typing: 6, flipping: 4 }
const manyPages = { clients: 20, typing: 1, flipping: 0 }
/** A page may be slower than this for one in a hundred, and no slower. */
const slowest = 100

let sitting = 0
const seat = (number: number) => ({ page: 0, seat: number, sitting: (sitting += 1) })

/** Writes a note and a mark for each of the 113 people, and lets it settle on disk. */
export async function fill(server: Server): Promise<void> {
  await server.start()
  const client = await Client.join(server.contender, server.port, seat(39))
  for (const [number, episode] of people.entries()) {
    client.write(
      episode,
      `Walked to the gate and back with a frame. Managing stairs, visit ${String(number)}.`,
    )
    client.mark(episode, 'ok')
    if (number % 20 === 0) await pause(50)
  }
  await pause(3_000)
  if (client.closed) throw new Error(`${server.contender.name} closed: ${client.closed}`)
  client.leave()
  await server.end()
}

async function joinTime(contender: Contender, port: number): Promise<number> {
  const began = performance.now()
  const client = await Client.join(contender, port, seat(38))
  const taken = performance.now() - began
  client.leave()
  return taken
}

export async function round(server: Server, size: Size): Promise<Round> {
  const cold: number[] = []
  for (let start = 0; start < size.coldStarts; start += 1) {
    await server.start()
    cold.push(await joinTime(server.contender, server.port))
    if (start + 1 < size.coldStarts) await server.end()
  }
  const { contender, port } = server
  const page = await Page.open(contender, port, { page: 0, seats: onePage.clients, sitting: (sitting += 1) })
  page.work(onePage)
  await pause(size.warmUp * 1000)
  const worked = await watch(server, [page], size.seconds)
  const warm: number[] = []
  for (let join = 0; join < size.joins; join += 1) warm.push(await joinTime(contender, port))
  const { memory } = await server.usage()
  page.leave()
  await server.end()
  return { ...worked, memory: memory / 1e6, warmJoin: median(warm), coldJoin: median(cold) }
}

type Watched = Omit<Round, 'memory' | 'warmJoin' | 'coldJoin'>

async function watch(server: Server, pages: Page[], seconds: number): Promise<Watched> {
  const bytesOf = () =>
    pages.reduce((sum, { clients }) => sum + clients.reduce((all, { bytes }) => all + bytes, 0), 0)
  for (const page of pages) page.forget()
  const before = { bytes: bytesOf(), ...(await server.usage()) }
  await pause(seconds * 1000)
  const counted = pages.map((page) => page.enough())
  const after = { bytes: bytesOf(), ...(await server.usage()) }
  const clients = pages.reduce((sum, page) => sum + page.clients.length, 0)
  const edits = counted.reduce((sum, number) => sum + number, 0)
  const due = edits * (clients / pages.length - 1)
  const cutOff = pages.flatMap((page) => page.cutOff)
  if (cutOff.length > 0)
    throw new Error(`${server.contender.name} cut off ${String(cutOff.length)}: ${cutOff[0] ?? ''}`)
  await pause(300)
  const taken = pages.flatMap((page) => page.taken).sort((a, b) => a - b)
  return {
    ...{ p50: at(taken, 0.5), p95: at(taken, 0.95), p99: at(taken, 0.99) },
    shown: taken.length / due,
    cpuPerThousand: ((after.cpu - before.cpu) / edits) * 1000,
    bytes: (after.bytes - before.bytes) / clients / seconds,
  }
}

/** How many of `kills` edits were gone, each acknowledged (or seen by another client) 50 ms before a kill -9. */
export async function lost(server: Server, kills: number): Promise<number> {
  let gone = 0
  await server.start()
  for (let kill = 0; kill < kills; kill += 1) {
    const author = await Client.join(server.contender, server.port, seat(37))
    const reader = await Client.join(server.contender, server.port, seat(36))
    await acknowledged(author, reader)
    await pause(50)
    await server.end('SIGKILL')
    author.leave()
    reader.leave()
    await server.start()
    const again = await Client.join(server.contender, server.port, seat(35))
    // An author's id in what the page holds now: it wrote one character and nothing else.
    if (!again.holds(author.id)) gone += 1
    again.leave()
  }
  await server.end('SIGKILL')
  return gone
}

async function acknowledged(author: Client, reader: Client): Promise<void> {
  const seen = new Promise<void>((done) => (reader.onShown = () => done()))
  const before = author.acknowledged
  author.type('e0')
  await seen
  // Where a server says "saved" or "synced" at all, it says it within this time.
  for (let tries = 0; tries < 20 && author.acknowledged === before; tries += 1) await pause(5)
}

export interface Step {
  pages: number
  p50: number
  p99: number
  shown: number
}

/** Opens more and more pages until one showing in a hundred takes too long; the steps that held. */
export async function climb(
  server: Server,
  steps: number[],
  size: Size,
  say: (step: Step) => void,
): Promise<number> {
  const pages: Page[] = []
  let held = 0
  await server.start()
  try {
    for (const wanted of steps) {
      while (pages.length < wanted) pages.push(...(await openSome(server, pages.length, wanted)))
      await pause(size.warmUp * 1000)
      const { p50, p99, shown } = await watch(server, pages, size.seconds / 2)
      say({ pages: wanted, p50, p99, shown })
      if (p99 > slowest || shown < 0.99) break
      held = wanted
    }
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message : String(error)}`)
  }
  for (const page of pages) page.leave()
  await server.end()
  return held
}

/** A few at once: everybody at once is a restart, and another measurement. */
async function openSome(server: Server, open: number, wanted: number): Promise<Page[]> {
  const numbers = Array.from({ length: Math.min(5, wanted - open) }, (_, more) => open + 1 + more)
  return Promise.all(numbers.map((number) => openOne(server, number)))
}

async function openOne(server: Server, number: number): Promise<Page> {
  const page = await Page.open(server.contender, server.port, {
    page: number,
    seats: manyPages.clients,
    sitting: 0,
  })
  page.work(manyPages)
  return page
}
