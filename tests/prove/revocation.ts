import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { cast } from '../support/builders.ts'
import { until } from '../support/page-client.ts'
import { mondayMorning, Perch } from '../support/perch.ts'
import { suspendColleague } from '#lib/server/access/suspend-colleague.ts'
import { buildService } from '#lib/server/service.ts'
import { openStorage } from '#lib/server/storage/open.ts'
import { addPeople, besideServer, episodesOf, inMs, share, signInAgain } from './crowd-people.ts'
import type { Served, Someone } from './crowd-people.ts'
import { PageSocket, Pen } from './crowd-socket.ts'
import type { Provable } from './provable.ts'

/** Every socket must be closed after this many milliseconds, says the long run; a shorter one asks only whether it is. */
const promised = 1_000
/** How long a socket is waited for, in milliseconds. */
const patience = 30_000
/** How long somebody floods before their access is taken away, in milliseconds. */
const before = 120

interface Found {
  way: string
  /** Milliseconds until the last socket was closed; Infinity when one was not. */
  closed: number
  appliedAfterwards: number
}

type Revoke = (who: Someone) => Promise<void>

/** Somebody floods the page from one socket and listens on two others; then access is taken away. */
async function once(
  served: Served,
  who: Someone,
  notes: string[],
  revoke: Revoke,
  way: string,
): Promise<Found> {
  const [flooding, listening] = await Promise.all([PageSocket.open(who), PageSocket.open(who)])
  const live = io(served.address, {
    ...{ path: '/live', transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: { cookie: who.cookie, origin: served.address },
  })
  await new Promise((done, failed) => live.once('hello', done).once('connect_error', failed))
  const gone = new Promise((done) => live.once('disconnect', done))
  const atFirst = editsOn(served)
  const pen = new Pen(flooding.where.client, notes)
  const flood = setInterval(() => {
    for (let count = 0; count < 4; count += 1) void flooding.send(pen.write('x'))
  }, 2)
  await wait(before)
  // Taken from who writes, not from who has not come to it yet.
  await until('the flood is written', () => editsOn(served) > atFirst)
  const began = performance.now()
  await revoke(who)
  // What had been taken before is written at the end of that turn of the server; this is answered in a later one.
  await fetch(`${served.address}/healthz`)
  const applied = editsOn(served)
  const all = Promise.all([flooding.ended, listening.ended, gone]).then(() => performance.now() - began)
  const closed = await Promise.race([all, wait(patience, Infinity)])
  await wait(150)
  clearInterval(flood)
  const found = { way, closed, appliedAfterwards: editsOn(served) - applied }
  live.disconnect()
  flooding.leave()
  listening.leave()
  return found
}

/** How many edits the page ever had; nobody else writes on it. */
function editsOn(served: Served): number {
  const db = besideServer(served)
  try {
    const found = db
      .prepare(
        'SELECT max(sequence) AS n FROM (SELECT sequence FROM page_edit UNION ALL SELECT sequence FROM page_snapshot)',
      )
      .get() as { n: number | null }
    return found.n ?? 0
  } finally {
    db.close()
  }
}

/** Signs out at the real server, as a browser does. */
async function signOut({ address, cookie }: Someone): Promise<void> {
  const answer = await fetch(`${address}/sign-out`, {
    ...{ method: 'POST', redirect: 'manual' as const, body: new URLSearchParams() },
    headers: { cookie, origin: address },
  })
  if (answer.status !== 303) throw new Error(`could not sign out: ${answer.status}`)
}

/** The whole service in this process, so that a colleague can be suspended while it runs: no screen does that yet. */
async function serviceHere(): Promise<Served & { suspend: Revoke; stop: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'perch-'))
  const startAt = new Date(mondayMorning)
  const service = await buildService({
    ...{ port: 0, host: '127.0.0.1', data, startAt },
    ...{ behindProxy: false, empty: false, log: 'silent' },
    leaving: { mail: null, loopback: false, handOff: null, keepDays: 30 },
    caseload: { folder: null, at: null },
  })
  // As the real one keeps connections: none is closed at the moment it is used again.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const session = service.sessions.find(/perch=([^;]+)/.exec(request.headers.cookie ?? '')?.[1])
    if (!session) return response.end()
    void service.pageAddress(session).then((where) => response.end(JSON.stringify(where)))
  })
  service.attach(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const storage = openStorage(join(data, 'perch.db'))
  const desk = { storage, clock: service.clock }
  const suspend: Revoke = ({ id }) => suspendColleague(desk, service.sessions, cast.ada, { colleague: id })
  const stop = async () => {
    storage.$client.close()
    await service.close()
    server.closeAllConnections()
    server.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, data, suspend, stop }
}

/** Half of them sign out at the real server, in another tab; the others are suspended by an administrator. */
async function revokeAll(size: number): Promise<Found[]> {
  const perch = await Perch.start()
  const here = await serviceHere()
  try {
    const found: Found[] = []
    const rounds = (served: Served) => ({
      people: addPeople(served, Math.ceil(size / 2)),
      notes: episodesOf(served),
    })
    const [outs, suspended] = [rounds(perch), rounds(here)]
    for (const [number, who] of outs.people.entries()) {
      const notes = outs.notes.slice(number % 100)
      found.push(await once(perch, who, notes, signOut, 'signed out'))
      // The same colleague, signed in again, is let in: only that session ended.
      const again = await PageSocket.open(signInAgain(perch, who))
      if (again.closed) throw new Error('somebody who signed in again was not let in')
      again.leave()
    }
    for (const [number, who] of suspended.people.entries()) {
      found.push(await once(here, who, suspended.notes.slice(number % 100), here.suspend, 'suspended'))
      const again = await PageSocket.open(signInAgain(here, who), nowhere)
      if (again.closed?.code !== 4401) throw new Error('somebody suspended was let in again')
    }
    return found
  } finally {
    await here.stop()
    await perch.remove()
  }
}

/** A page there is not: whoever is signed in is told so by another code than whoever is not. */
const nowhere = {
  address: '/page/none/1',
  client: 1,
  access: 'write',
  huddle: 'none',
  epoch: 1,
} as const

export const promise: Provable = {
  number: 8,
  title: 'access taken away is gone within a second',
  gate: 20,
  long: 500,
  async run(size, say) {
    const found = await revokeAll(size)
    const late = found.filter(({ closed }) => closed > (size < promise.long ? patience : promised)).length
    const applied = found.reduce((sum, { appliedAfterwards }) => sum + appliedAfterwards, 0)
    for (const way of ['signed out', 'suspended']) {
      const closed = found.filter((each) => each.way === way).map((each) => each.closed)
      say(
        `${way}: ${closed.length} times, closed in p50 ${inMs(share(closed, 0.5))}, at most ${inMs(share(closed, 1))}`,
      )
    }
    const worst = inMs(Math.max(...found.map(({ closed }) => closed)))
    return {
      held: applied === 0 && late === 0,
      figure: `${found.length} floods, ${applied} edits applied afterwards, last socket closed after at most ${worst}`,
    }
  },
}
