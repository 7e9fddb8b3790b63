import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { WebSocket as NodeSocket } from 'ws'
import { LivePage } from '#lib/live/page.svelte.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { until } from '../support/page-client.ts'
import { patience } from '../support/patience.ts'
import { pause, Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import type { OnPage } from '../support/signed-in.ts'
import { smallDisk } from './full-disk-small.ts'
import type { SmallDisk } from './full-disk-small.ts'
import type { Found, Provable } from './provable.ts'
import { counted } from './report.ts'
import { activeEpisodes, compareFile } from './saved-check.ts'
import { actionFor } from './saved-typist.ts'

/** Promise 15: while the disk is full nothing is called saved, reading goes on, and it resumes by itself. */
export const promise: Provable = {
  number: 15,
  title: 'A full disk loses nothing',
  gate: 3,
  long: 100,
  run: prove,
}

/** An edit not saved after this many milliseconds is one the disk does not take any more. */
const notTaken = 5_000
/** In one run of this many the disk stays full until the banner is there; how soon it is, promise 3 measures. */
const bannerEvery = 10

interface Going {
  perch: Perch
  disk: SmallDisk
  writer: LivePage
  reader: OnPage
  colleague: SignedIn
  episodes: string[]
  /** Everything that was called saved, by its note. */
  saved: { episode: string; token: string }[]
  tally: Tally
}

interface Tally {
  runs: number
  /** The longest wait until an edit was saved once there was room, in milliseconds. */
  resumed: number
  wrong: string[]
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const disk = smallDisk()
  const tally: Tally = { runs: 0, resumed: 0, wrong: [] }
  const perch = await Perch.start({ data: disk.folder })
  const { WebSocket } = globalThis
  let kept = 0
  try {
    const going = await enter(perch, disk, tally)
    for (let run = 0; run < size; run += 1) {
      await oneRun(going, run)
      if (run % 10 === 9) say(`${String(run + 1)} runs, ${String(tally.wrong.length)} mistakes`)
    }
    kept = await afterwards(going)
  } finally {
    Object.assign(globalThis, { WebSocket })
    disk.free(perch)
    await perch.kill()
    disk.remove()
  }
  for (const words of tally.wrong.slice(0, 20)) say(words)
  const resumed = (tally.resumed / 1000).toFixed(1)
  const figure = `${counted(tally.runs)} times full (${disk.kind}): ${counted(kept)} edits called saved all there after kill -9; resumed within ${resumed} s; ${String(tally.wrong.length)} mistakes`
  return { held: tally.wrong.length === 0 && tally.runs === size && kept > size, figure }
}

async function enter(perch: Perch, disk: SmallDisk, tally: Tally): Promise<Going> {
  const colleague = await SignedIn.as(perch, 'priya.shah@perch.example')
  const reader = await (await SignedIn.as(perch, 'tom.hallam@perch.example')).page()
  const writer = livePage(perch, colleague)
  await until('the writer is on the page', () => writer.saved === 'saved')
  return { perch, disk, writer, reader, colleague, episodes: activeEpisodes(perch.data), saved: [], tally }
}

/** The browser's own page, with a socket that sends a cookie as a browser would. */
function livePage(perch: Perch, { cookie, address }: SignedIn): LivePage {
  class CookieSocket extends NodeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie, origin: address } })
    }
  }
  Object.assign(globalThis, { WebSocket: CookieSocket })
  const fetchAddress = async () =>
    (await (await fetch(`${address}/page`, { headers: { cookie } })).json()) as PageAddress
  const page = new LivePage({ fetchAddress, socketOrigin: perch.address.replace('http', 'ws') })
  page.start()
  return page
}

async function oneRun(going: Going, run: number): Promise<void> {
  const { perch, disk, tally } = going
  await saveOne(going, `before${String(run)} `)
  if (run % bannerEvery === 0) await forget(perch)
  emptyWal(perch)
  const holding = holdWal(perch)
  disk.fill(perch, 1024 * randomInt(0, 64))
  try {
    await typeUntilFull(going, run)
    disk.fill(perch, 0)
    await whileFull(going, run)
  } finally {
    holding.close()
    disk.free(perch)
  }
  const began = performance.now()
  await until('the page is saved again', () => going.writer.saved === 'saved')
  tally.resumed = Math.max(tally.resumed, performance.now() - began)
  await until('nothing is owed', () => going.writer.unsaved === 0)
  await pause(1_100)
  if ((await fetch(`${perch.address}/healthz`)).status !== 200)
    tally.wrong.push('healthz still says not writable')
  await saveOne(going, `after${String(run)} `)
  tally.runs += 1
}

/** Types and waits for "saved": the reader sees it too. */
async function saveOne({ writer, reader, episodes, saved }: Going, token: string): Promise<void> {
  const episode = episodes[saved.length % episodes.length] ?? ''
  writer.text(episode).insert(0, token)
  await until(`${token}is saved`, () => writer.saved === 'saved')
  saved.push({ episode, token })
  await until(`${token}is seen`, () => reader.note(episode).toJSON().includes(token))
}

/** Writes on until something is not saved any more: what the disk still took is called saved, rightly. */
async function typeUntilFull({ writer, episodes, saved }: Going, run: number): Promise<void> {
  for (let number = 0; number < 100; number += 1) {
    const token = `full${String(run)}n${String(number)} `
    const episode = episodes[(run + number) % episodes.length] ?? ''
    writer.text(episode).insert(0, token)
    saved.push({ episode, token })
    const began = performance.now()
    while (writer.saved !== 'saved' && performance.now() - began < notTaken) await pause(5)
    // Saved later, when there is room: it has to be there in the end.
    if (writer.saved !== 'saved') return
  }
  throw new Error('the disk did not fill up')
}

async function whileFull(going: Going, run: number): Promise<void> {
  const { writer, reader, colleague, perch, saved, tally } = going
  const wrong = (words: string) => tally.wrong.push(`run ${String(run)}: ${words}`)
  const last = saved.at(-1)
  const [before] = saved
  const health = await fetch(`${perch.address}/healthz`)
  if (health.status !== 503) wrong(`healthz says ${String(health.status)}`)
  const joiner = await colleague.page()
  if (!before || !joiner.note(before.episode).toJSON().includes(before.token)) wrong('a new reader sees less')
  if (last && joiner.note(last.episode).toJSON().includes(last.token)) wrong('shown, and not on disk')
  if (last && reader.note(last.episode).toJSON().includes(last.token)) wrong('shown, and not on disk')
  joiner.leave()
  await tryToAgree(going, wrong)
  const longest = run % bannerEvery === 0 ? patience : randomInt(1_500)
  const began = performance.now()
  while (performance.now() - began < longest && writer.trouble === null) {
    if (writer.saved === 'saved') {
      wrong('called saved on a full disk')
      return
    }
    await pause(5)
  }
  if (run % bannerEvery === 0 && writer.trouble === null) wrong('no banner')
  if (writer.unsaved === 0) wrong('nothing was unsaved')
}

async function tryToAgree({ colleague, episodes }: Going, wrong: (words: string) => void): Promise<void> {
  const { socket } = await colleague.live()
  const answer = await command(socket, 'agree action', actionFor(randomUUID(), episodes[0] ?? '')).catch(
    () => null,
  )
  if (answer?.ok) wrong('an action was agreed on a full disk')
  socket.disconnect()
}

/** Killed and started again: everything that was ever called saved is there, and the file is whole. */
async function afterwards({ perch, writer, reader, colleague, saved, tally }: Going): Promise<number> {
  writer.leave()
  reader.leave()
  await perch.kill()
  await perch.run()
  const page = await colleague.page()
  const lost = saved.filter(({ episode, token }) => !page.note(episode).toJSON().includes(token))
  for (const { token } of lost) tally.wrong.push(`${token}is lost`)
  const found = { edits: 0, seen: 0, actions: 0, lost: [], broken: [] }
  compareFile(perch.data, { huddle: page.where.huddle, doc: page.doc }, [], found)
  tally.wrong.push(...found.broken)
  page.leave()
  return saved.length - lost.length
}

/** Somebody went home without signing out: their session ends by itself, now that the disk is full; it is a minute since the others were noted down. */
async function forget(perch: Perch): Promise<void> {
  await SignedIn.as(perch, 'dee.kaur@perch.example')
  const file = new Database(join(perch.data, 'perch.db'))
  file.exec(
    `UPDATE session SET seen_at = '2026-11-23T00:00:00.000Z' WHERE colleague =
     (SELECT id FROM colleague WHERE email = 'dee.kaur@perch.example') AND ended_at IS NULL;
     UPDATE session SET seen_at = '2026-11-23T09:19:00.000Z' WHERE seen_at > '2026-11-23T01'`,
  )
  file.close()
}

/** So that the log has no room of its own left over from before. */
function emptyWal({ data }: Perch): void {
  const file = new Database(join(data, 'perch.db'))
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
}

/**
 * Somebody reads in the file and does not stop: the log cannot be carried over and begun again. Else the server would
 * do that in its next quiet moment, find room where there was none, and rightly save what waited.
 */
function holdWal({ data }: Perch): Database.Database {
  const file = new Database(join(data, 'perch.db'))
  file.exec('BEGIN')
  file.prepare('SELECT count(*) FROM huddle').get()
  return file
}
