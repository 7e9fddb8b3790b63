import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { ScreenView } from '#lib/reablement/screen-view.ts'
import { commands } from '#lib/wire/commands.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import { commandToPeople } from '../support/steps.ts'
import { eventually } from '../support/eventually.ts'
import { patience } from '../support/patience.ts'

let perch: Perch
let priya: SignedIn
let screen: SignedIn

beforeAll(async () => {
  perch = await Perch.start()
  priya = await SignedIn.as(perch, 'priya.shah@perch.example')
  screen = await priya.pairsScreen()
})
afterAll(async () => {
  await perch.remove()
})

const stageOf = (views: ScreenView[]) => views.at(-1)?.stage
/** Waits until the newest view holds this. */
const shows = (views: ScreenView[], what: object) =>
  eventually(() => {
    expect(views.at(-1)).toMatchObject(what)
  })

/** Somebody of the caseload, as the file says. */
function personOf(episode: string) {
  const db = new Database(join(perch.data, 'perch.db'), { readonly: true })
  try {
    const one = `SELECT surname, telephone, nhs_number AS nhs FROM person
      JOIN episode ON episode.person = person.id WHERE episode.id = ?`
    return db.prepare<[string], { surname: string; telephone: string; nhs: string }>(one).get(episode)
  } finally {
    db.close()
  }
}

/** The service’s screens as they are on disk, the one paired first first. */
function screensInUse(): { colleague: string; ended: string | null }[] {
  const db = new Database(join(perch.data, 'perch.db'), { readonly: true })
  try {
    const all = 'SELECT colleague, ended_at AS ended FROM screen ORDER BY rowid'
    return db.prepare<[], { colleague: string; ended: string | null }>(all).all()
  } finally {
    db.close()
  }
}

describe('a paired screen', () => {
  test('waits, follows the chair, shows the note as it is written without what is private, and reads back', async () => {
    const { socket, views, heard } = await screen.shown()
    expect(stageOf(views)?.kind).toBe('waiting')
    const { socket: line, hello } = await priya.live()
    const { huddle } = hello.steering
    await commandToPeople(line, huddle)
    await shows(views, { chair: 'Priya S', stage: { kind: 'turn', progress: { turn: 1 } } })

    const started = await priya.live()
    const from = started.hello.steering.current ?? ''
    const page = await priya.page()
    const known = personOf(from)
    if (!known) throw new Error('nobody there')
    const written = `Mrs ${known.surname} walks. Ring ${known.telephone} or ${known.nhs}. Safeguarding raised. Lamp fitted.`
    page.note(from).insert(0, written)
    await shows(views, { stage: { kind: 'turn', person: { writers: [] } } })
    await eventually(() => {
      expect(JSON.stringify(views.at(-1))).toContain('Lamp fitted.')
    })
    const sent = JSON.stringify(views)
    for (const hidden of [known.surname, known.telephone, known.nhs, 'Safeguarding', from])
      expect(sent).not.toContain(hidden)

    const action = {
      episode: from,
      kind: 'task',
      title: `Ring the son of ${known.surname}`,
      quantity: 1,
    } as const
    const whose = { team: 'OT', owner: null, due: '2026-11-25' } as const
    await command(line, 'agree action', { id: randomUUID(), ...action, ...whose })
    await eventually(() => {
      expect(JSON.stringify(views.at(-1))).toContain(`Ring the son of ${known.surname.charAt(0)}`)
    })
    await command(line, 'next person', { huddle, from })
    await shows(views, { stage: { kind: 'turn', progress: { turn: 2, settled: 1 } } })
    expect(new Set(heard)).toEqual(new Set(['view']))
    page.leave()
    for (const one of [socket, line, started.socket]) one.disconnect()
  })

  test('is shown what changed at most five times a second', async () => {
    const { socket, views } = await screen.shown()
    const { socket: line, hello } = await priya.live()
    const page = await priya.page()
    const note = page.note(hello.steering.current ?? '')
    const before = views.length
    for (let typed = 0; typed < 100; typed++) {
      note.insert(note.length, 'x')
      await wait(10)
    }
    await eventually(() => {
      expect(JSON.stringify(views.at(-1))).toContain('x'.repeat(100))
    })
    // By the server's clock, so however late they came here: one at the beginning, and one in each fifth of a second.
    const made = views.slice(before).map(({ at }) => Date.parse(at))
    const [first = 0, last = 0] = [made.at(0), made.at(-1)]
    expect(made.length).toBeGreaterThanOrEqual(2)
    expect(made.length).toBeLessThanOrEqual((last - first) / 200 + 2)
    page.leave()
    for (const one of [socket, line]) one.disconnect()
  })

  test('comes back after a restart to where the huddle is', async () => {
    const { socket, views } = await screen.shown()
    const [before] = views
    await perch.kill()
    // The demonstration clock starts again with the process: it must not go back.
    await perch.run({ now: '2026-11-23T09:25:00Z' })
    await eventually(() => {
      expect(views.length).toBeGreaterThan(1)
    })
    const person = (view: ScreenView | undefined) => view?.stage.kind === 'turn' && view.stage.person.shown
    expect(person(before)).toBeTruthy()
    expect(person(views.at(-1))).toBe(person(before))
    socket.disconnect()
  })
})

describe('a paired screen may do nothing', () => {
  test('no command of any kind', async () => {
    const { socket } = await screen.shown()
    const { hello, socket: line } = await priya.live()
    const { huddle, current } = hello.steering
    const ids = { huddle, from: current ?? '', to: current ?? '', action: 'a', id: randomUUID() }
    const words = { reason: 'other', words: 'x', note: 'x', title: 'x', kind: 'task', quantity: 1, room: 'x' }
    const input = { ...ids, ...words, episode: current ?? '', team: 'OT', owner: null, due: '2026-11-25' }
    for (const kind of Object.keys(commands)) {
      const answer = (await socket.timeout(patience).emitWithAck('command', { kind, input })) as {
        ok: boolean
      }
      expect([kind, answer]).toMatchObject([kind, { ok: false }])
    }
    const { hello: after, socket: again } = await priya.live()
    expect(after.steering).toEqual({ ...hello.steering, attendance: after.steering.attendance })
    for (const one of [socket, line, again]) one.disconnect()
  })

  test('not open the page', async () => {
    expect((await screen.get('/page')).status).toBe(403)
    const { address, client } = (await (await priya.get('/page')).json()) as PageAddress
    const headers = { cookie: screen.cookie, origin: perch.address }
    const ws = new WebSocket(`${perch.address.replace('http', 'ws')}${address}?client=${String(client)}`, {
      headers,
    })
    const heard: unknown[] = []
    ws.on('message', (data) => heard.push(data))
    expect(await new Promise((done) => ws.once('close', done))).toBe(4403)
    expect(heard).toEqual([])
  })

  const pages = readdirSync('src/routes/(staff)', { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === '+page.server.ts' || name === '+server.ts')
    .map(({ parentPath }) => parentPath.replace(/^src\/routes\/\(staff\)/, ''))
    .map((path) => path.replace('[episode]', 'any').replace('[date]', '2026-11-20').replace('[team]', 'OT'))

  test.each(pages)('not see %s, nor its data', async (path) => {
    const answer = await screen.get(path)
    const text = await answer.text()
    if (path === '/huddle') expect([answer.status, answer.headers.get('location')]).toEqual([303, '/screen'])
    else expect(answer.status).toBe(403)
    const data = await (await screen.get(`${path}/__data.json`)).text()
    for (const one of [text, data]) expect(one).not.toMatch(/surname|birthDate|"agenda"|Chauhan/)
  })

  test('no form of staff', async () => {
    const before = screensInUse()
    const [mine] = before
    for (const [path, fields] of [
      ['/colleagues?/pair', { code: 'AAAAAA', name: 'Mine', for: 'today' }],
      ['/colleagues?/cutOff', { screen: mine?.colleague ?? '' }],
      ['/caseload?/preview', {}],
      ['/settings', { theme: 'switch' }],
    ] as const) {
      const answer = await screen.post(path, fields)
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    }
    expect(screensInUse()).toEqual(before)
  })

  test('its own address is all it has', async () => {
    expect((await screen.get('/screen')).status).toBe(200)
    expect((await screen.get('/')).headers.get('location')).toBe('/screen')
    const html = await (await screen.get('/screen')).text()
    expect(html).not.toContain('Priya')
    const anybody = await fetch(`${perch.address}/screen`, { redirect: 'manual' })
    expect(anybody.status).toBe(200)
  })

  test('another site cannot ask for a code', async () => {
    const headers = { 'content-type': 'text/plain', origin: 'http://evil.example' }
    const answer = await fetch(`${perch.address}/screen/poll`, {
      method: 'POST',
      headers,
      body: '{"shows":false}',
    })
    expect(answer.status).toBe(403)
  })
})

test('cut off while it floods, a screen is gone at once; another one goes on', async () => {
  const other = await priya.pairsScreen('Second room')
  const [one, two] = await Promise.all([screen.shown(), other.shown()])
  const gone = new Promise<void>((done) => one.socket.once('disconnect', () => done()))
  const ended = new Promise<number>((done) => one.socket.once('ended', done))
  const flood = setInterval(() => one.socket.emit('active'), 60)
  await wait(200)
  const [first] = screensInUse()
  expect((await priya.post('/colleagues?/cutOff', { screen: first?.colleague ?? '' })).status).toBe(200)
  await gone
  expect(await ended).toBe(4401)
  clearInterval(flood)
  const seen = one.views.length

  const { socket: line, hello } = await priya.live()
  const { huddle, current } = hello.steering
  await command(line, 'next person', { huddle, from: current })
  await eventually(() => {
    expect(two.views.length).toBeGreaterThan(1)
  })
  expect(one.views).toHaveLength(seen)
  expect(await (await screen.get('/screen')).text()).toContain('Shared screen')
  expect((await screen.get('/page')).status).toBe(401)
  for (const { socket } of [one, two]) socket.disconnect()
  line.disconnect()
})
