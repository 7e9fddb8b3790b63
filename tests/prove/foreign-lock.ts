import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Socket } from 'socket.io-client'
import { inside } from '../../src/commands/node-here.mjs'
import { until } from '../support/page-client.ts'
import { pause, Perch } from '../support/perch.ts'
import type { LoopDelay } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import type { OnPage } from '../support/signed-in.ts'
import type { Found, Provable } from './provable.ts'
import { activeEpisodes } from './saved-check.ts'
import { actionFor } from './saved-typist.ts'

const names = ['priya.shah', 'tom.hallam', 'dee.kaur', 'joyce.lam', 'amrit.bains', 'nadia.osman']
/** How long another process keeps the database to itself, in milliseconds: the server gives up in between. */
const heldFor = 3_000
/** The longest the server's event loop may be held up meanwhile, in milliseconds. */
const longestStall = 100

/** Beside promise 15: another process that keeps the database to itself neither stops the room nor costs an edit. */
export const promise: Provable = {
  number: 15,
  title: 'A foreign lock stalls nobody',
  gate: 3,
  long: 30,
  run: prove,
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const perch = await Perch.start({ watchLoop: true, data: memoryFolder() })
  try {
    const colleagues = await Promise.all(names.map((name) => SignedIn.as(perch, `${name}@perch.example`)))
    const pages = await Promise.all(colleagues.map((colleague) => colleague.page()))
    const screens = await Promise.all(colleagues.map((colleague) => colleague.live()))
    const all: Going = { perch, colleagues, pages, screens: screens.map(({ socket }) => socket) }
    const stalls: LoopDelay[] = []
    const quiet: number[] = []
    let letters = 0
    for (let round = 0; round < size; round += 1) {
      const watched = await oneRound(all)
      stalls.push(watched.locked)
      quiet.push(watched.quiet)
      letters += watched.letters
      const { worst, busy } = watched.locked
      const before = watched.quiet.toFixed(0)
      say(`locked: ${worst.toFixed(0)} ms at most (${busy.toFixed(0)} at work), before: ${before} ms`)
    }
    for (const page of pages) page.leave()
    for (const screen of all.screens) screen.disconnect()
    const longest = stalls.reduce((one, other) => (other.worst > one.worst ? other : one))
    const { worst, busy } = longest
    const usual = median(stalls.map((stall) => stall.worst))
    const figure = `${String(size)} locks of ${String(heldFor / 1000)} s: longest stall ${worst.toFixed(0)} ms, ${busy.toFixed(0)} of them at work (${usual.toFixed(0)} ms in the median round; ${median(quiet).toFixed(0)} ms, at worst ${Math.max(...quiet).toFixed(0)} ms, without a lock); all ${String(letters)} letters typed meanwhile saved and seen`
    // The gate counts; only the long run judges by the watch.
    const inTime = worst < longestStall || size < promise.long
    return { held: inTime && letters > 0, figure }
  } finally {
    await perch.remove()
  }
}

/** In memory where there is such a folder: a slow disk holds the loop up as well, and this is about the lock. */
function memoryFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'perch-'))
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0

interface Going {
  perch: Perch
  colleagues: SignedIn[]
  pages: OnPage[]
  screens: Socket[]
}

/** Whatever else wants to write while somebody else does: it may be refused, and must not hold anybody up. */
function wantToWrite({ colleagues, screens }: Going, episode: string): void {
  const passedOver = () => undefined
  for (const [index, colleague] of colleagues.entries()) {
    colleague.get(index === 0 ? '/healthz' : '/page').then((answer) => answer.text(), passedOver)
    const screen = screens[index]
    if (screen) command(screen, 'agree action', actionFor(randomUUID(), episode)).catch(passedOver)
  }
}

/** Everybody types while the lock is held; afterwards all of it must be saved, and seen by everybody. */
async function oneRound(going: Going) {
  const { perch, pages } = going
  const [episode = ''] = activeEpisodes(perch.data)
  await perch.loopDelay()
  await pause(1_000)
  const { worst: quiet } = await perch.loopDelay()
  age(perch)
  const release = await holdLock(perch.data)
  let letters = 0
  const began = performance.now()
  while (performance.now() - began < heldFor - 500) {
    // The first only listens: a lock this long sends those who wrote away for a moment.
    for (const page of pages.slice(1)) page.note(episode).insert(0, 'x')
    letters += pages.length - 1
    wantToWrite(going, episode)
    await pause(150)
  }
  await release()
  const all = () => Math.max(...pages.map((page) => page.note(episode).length))
  await until('all is saved and seen', () => {
    const saved = pages.slice(1).every((page) => page.provider.synced && page.savedClock === clockOf(page))
    return saved && pages.every((page) => page.note(episode).length === all())
  })
  // Everybody's coming back counts as well.
  const locked = await perch.loopDelay()
  for (const page of pages.slice(1, 2)) page.note(episode).delete(0, letters)
  await pause(200)
  return { quiet, locked, letters }
}

const clockOf = ({ doc }: OnPage): number =>
  doc.store.clients.get(doc.clientID)?.reduce((end, { id, length }) => Math.max(end, id.clock + length), 0) ??
  0

/** A minute ago everybody was last noted down as active: now each edit wants to note it again. */
function age({ data }: Perch): void {
  const file = new Database(join(data, 'perch.db'))
  file.exec(`UPDATE session SET seen_at = '2026-11-23T09:19:00.000Z'`)
  file.close()
}

/** A process of its own that begins to write and does not end; resolves once it holds the lock. */
async function holdLock(data: string): Promise<() => Promise<void>> {
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1])
    db.exec('BEGIN IMMEDIATE'); console.log('held')
    setTimeout(() => { db.exec('COMMIT') }, ${String(heldFor)})`
  const child = spawn(process.execPath, ['-e', script, join(data, 'perch.db')], { cwd: inside() })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  await new Promise((held) => child.stdout.once('data', held))
  return () => ended
}
