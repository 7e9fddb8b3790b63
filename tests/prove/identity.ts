import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { commands } from '#lib/wire/commands.ts'
import type { Answer } from '#lib/wire/commands.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import { patience } from '../support/patience.ts'
import { Perch } from '../support/perch.ts'
import { addPeople, besideServer, episodesOf, pageFor } from './crowd-people.ts'
import type { Served, Someone } from './crowd-people.ts'
import { PageSocket, Pen, syncMessage } from './crowd-socket.ts'
import type { Provable } from './provable.ts'

/** Tables that change by being looked at: who signed in, what was refused, which client ids were given out. */
const moving = ['session', 'audit', 'audit_head', 'page_client', 'sqlite_sequence', '__drizzle_migrations']

/** One hash over everything the service knows, as it stands on disk. */
function everythingIn(served: Served): Map<string, string> {
  const db = besideServer(served)
  try {
    const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as {
      name: string
    }[]
    const kept = tables.filter(({ name }) => !moving.includes(name) && !name.startsWith('sqlite_'))
    return new Map(
      kept.map(({ name }) => {
        const rows = db.prepare(`SELECT * FROM "${name}"`).all() as { key?: unknown }[]
        const lasting = rows.filter(({ key }) => key !== 'health checked')
        return [name, createHash('sha256').update(JSON.stringify(lasting)).digest('hex')]
      }),
    )
  } finally {
    db.close()
  }
}

/** Presence as `client`, in whatever words. */
function presenceOf(client: number, state: object): Uint8Array {
  const entry = encoding.createEncoder()
  for (const number of [1, client, 2 ** 40]) encoding.writeVarUint(entry, number)
  encoding.writeVarString(entry, JSON.stringify(state))
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, messageKinds.awareness)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(entry))
  return encoding.toUint8Array(message)
}

/** Who everybody on the page is, as a watching colleague is told. */
class Watcher {
  readonly shown = new Map<number, string>()

  static async open(who: Someone): Promise<Watcher> {
    const watcher = new Watcher()
    const page = await PageSocket.open(who)
    page.ws.on('message', (data: Buffer) => {
      if (data[0] === messageKinds.awareness) watcher.#hear(data)
    })
    return watcher
  }

  #hear(data: Uint8Array): void {
    const outer = decoding.createDecoder(data)
    decoding.readVarUint(outer)
    const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.shown.set(client, decoding.readVarString(decoder))
    }
  }
}

interface Scene {
  perch: Perch
  victim: { who: Someone; page: PageSocket }
  pretenders: Someone[]
  screens: Someone[]
  lines: Socket[]
  huddle: string
  episode: string
  notes: string[]
}

/** One try to write as somebody one is not. Resolves with what came of it when that was not a refusal. */
type Try = (scene: Scene, who: Someone, screen: Someone, number: number) => Promise<string | null>

const closedFor = (page: PageSocket): Promise<boolean> =>
  Promise.race([page.ended.then(() => true), wait(patience, false)])

const tries: Record<string, Try> = {
  async 'somebody else’s client id on a connection of one’s own'({ victim }, who) {
    const page = await PageSocket.open(who, victim.page.where)
    const code = await page.ended
    return code === 4403 ? null : `closed with ${code}`
  },
  async 'an edit in somebody else’s name'({ victim, notes }, who) {
    const page = await PageSocket.open(who)
    const pen = new Pen(victim.page.where.client, notes)
    pen.clock = victim.page.saved.clock
    void page.send(pen.write('as somebody else'))
    return (await closedFor(page)) ? null : 'not sent away'
  },
  async 'a step 2 in somebody else’s name'({ victim, notes }, who) {
    const page = await PageSocket.open(who)
    page.raw(syncMessage(1, new Pen(victim.page.where.client + 1, notes).write('as somebody else')))
    return (await closedFor(page)) ? null : 'not sent away'
  },
  async 'presence with another name'({ victim }, who) {
    const page = await PageSocket.open(who)
    const user = { id: victim.who.id, name: 'Matron', team: 'NT', color: 'red' }
    page.raw(presenceOf(page.where.client, { row: null, user, name: 'Matron' }))
    page.raw(presenceOf(victim.page.where.client, { row: null, user }))
    const answered = await page.send(Uint8Array.of(0, 0))
    page.leave()
    return answered === null ? 'sent away' : null
  },
  async 'an edit by a screen'({ victim, notes }, _who, screen) {
    const page = await PageSocket.open(screen, victim.page.where)
    void page.send(new Pen(page.where.client, notes).write('graffiti'))
    return (await closedFor(page)) ? null : 'not sent away'
  },
  async 'a deletion by a screen'({ victim }, _who, screen) {
    const page = await PageSocket.open(screen, victim.page.where)
    const pen = new Pen(victim.page.where.client, [])
    page.raw(syncMessage(1, pen.erase(0, 5)))
    return (await closedFor(page)) ? null : 'not sent away'
  },
  async 'a look at the page by a screen'({ perch }, _who, screen) {
    const answer = await fetch(`${perch.address}/page`, { headers: { cookie: screen.cookie } })
    await answer.arrayBuffer()
    return answer.status === 403 ? null : `answered ${answer.status}`
  },
  async 'a command by a screen'(scene, _who, _screen, number) {
    const line = scene.lines[number % scene.lines.length]
    const kinds = Object.keys(commands)
    const kind = kinds[Math.floor(number / 9) % kinds.length] ?? ''
    const answer = (await line
      ?.timeout(patience)
      .emitWithAck('command', { kind, input: inputOf(scene) })) as Answer
    return answer.ok ? `${kind} was done` : null
  },
  async 'a form by a screen'(scene, _who, screen, number) {
    const form = forms[Math.floor(number / 9) % forms.length]
    if (!form) return null
    const [path, fields, method = 'POST'] = form
    const answer = await fetch(scene.perch.address + path, {
      ...{ method, redirect: 'manual' as const, body: new URLSearchParams({ ...inputOf(scene), ...fields }) },
      headers: { cookie: screen.cookie, origin: scene.perch.address, accept: 'text/html' },
    })
    await answer.arrayBuffer()
    return null
  },
}

/** Every form there is, and methods there are not. */
const forms: [path: string, fields: Record<string, string>, method?: string][] = [
  ['/settings', { theme: 'switch' }],
  ['/settings', { density: 'dense' }],
  ['/caseload?/preview', { file: 'Reference,Surname\nRB1,Forged' }],
  ['/caseload?/apply', { token: 'x', file: 'Reference,Surname\nRB1,Forged' }],
  ['/catalogue?/saveKit', { name: 'Forged', key: '9', items: 'SEA-PST' }],
  ['/catalogue?/retireKit', { id: 'night', retired: 'on' }],
  ['/catalogue/SEA-PST?/save', { name: 'Forged' }],
  ['/catalogue/SEA-PST?/howTo', { language: 'en', text: 'Forged' }],
  ['/catalogue/SEA-PST?/retire', { retired: 'on' }],
  ['/catalogue/SEA-PST?/remove', {}],
  ['/catalogue/new?/add', { code: 'FORGED', name: 'Forged' }],
  ['/catalogue/file?/preview', { file: 'code\nFORGED' }],
  ['/catalogue/file?/apply', { file: 'code\nFORGED' }],
  ['/catalogue/copy?/numbers', { telephone: '0' }],
  ['/catalogue/copy?/words', { language: 'pl', title: 'Forged' }],
  ['/actions?/find', { text: 'a' }],
  ['/huddles/2026-11-20?/amend', { part: 'other', words: 'Forged' }],
  ['/board', {}],
  ['/huddle', {}],
  ['/page', {}],
  ['/page', {}, 'PUT'],
  ['/huddle', {}, 'DELETE'],
  ['/board?/agree', {}],
  ['/huddle?/close', {}],
  ['/colleagues?/pair', { code: 'AAAAAA', name: 'Forged', for: 'today' }],
  ['/colleagues?/cutOff', { screen: 'forged' }],
]

/** One object that fits every command there is. */
function inputOf({ huddle, episode }: Scene) {
  const what = { kind: 'task', title: 'Forged', quantity: 1, team: 'OT', due: '2026-11-26', reason: 'no' }
  const which = { huddle, episode, from: episode, to: episode, action: 'a', id: randomUUID() }
  return { ...what, ...which, owner: null } as unknown as Record<string, string>
}

async function liveLine(perch: Perch, screen: Someone): Promise<Socket> {
  const line = io(perch.address, {
    ...{ path: '/live', transports: ['websocket'], forceNew: true },
    extraHeaders: { cookie: screen.cookie, origin: perch.address },
  })
  await new Promise((done, failed) => line.once('view', done).once('connect_error', failed))
  return line
}

async function prepare(perch: Perch): Promise<Scene> {
  const [who, ...pretenders] = addPeople(perch, 41)
  const screens = addPeople(perch, 40, 'screen')
  if (!who) throw new Error('nobody there')
  const notes = episodesOf(perch)
  const victim = { who, page: await PageSocket.open(who) }
  await victim.page.send(new Pen(victim.page.where.client, notes).write('written by its own author'))
  victim.page.raw(presenceOf(victim.page.where.client, { row: notes[0] }))
  const lines = await Promise.all(screens.map((screen) => liveLine(perch, screen)))
  const { huddle } = await pageFor(who)
  return { perch, victim, pretenders, screens, lines, huddle, episode: notes[0] ?? '', notes: notes.slice(1) }
}

async function tryAll(scene: Scene, size: number): Promise<string[]> {
  const wrong: string[] = []
  const all = Object.entries(tries)
  let next = 0
  const work = async () => {
    for (let number = next++; number < size; number = next++) {
      const [name, act] = all[number % all.length] ?? []
      const who = scene.pretenders[number % scene.pretenders.length]
      const screen = scene.screens[number % scene.screens.length]
      if (!act || !who || !screen) continue
      const found = await act(scene, who, screen, number)
      if (found) wrong.push(`${name ?? ''}: ${found}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return wrong
}

export const promise: Provable = {
  number: 7,
  title: 'nobody writes as somebody else',
  gate: 450,
  long: 10_000,
  async run(size, say) {
    const perch = await Perch.start()
    try {
      const scene = await prepare(perch)
      const watcher = await Watcher.open(scene.victim.who)
      const before = everythingIn(perch)
      const wrong = await tryAll(scene, size)
      await wait(300)
      for (const [table, hash] of everythingIn(perch)) {
        if (before.get(table) !== hash) wrong.push(`${table} has changed`)
      }
      if (scene.victim.page.closed) wrong.push('the one they claimed to be was sent away')
      for (const state of watcher.shown.values())
        if (/Matron|red/.test(state)) wrong.push(`shown as ${state}`)
      for (const line of scene.lines) line.disconnect()
      say(`${Object.keys(tries).length} ways, ${watcher.shown.size} people seen, each under their own name`)
      const what = wrong.length ? [...new Set(wrong)].slice(0, 8).join('; ') : '0 applied'
      return {
        held: wrong.length === 0,
        figure: `${size} tries in ${Object.keys(tries).length} ways: ${what}`,
      }
    } finally {
      await perch.remove()
    }
  },
}
