import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import { assertPragmas, openStorage } from '#lib/server/storage/open.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import { inside } from '../../src/commands/node-here.mjs'
import { until } from '../support/page-client.ts'
import { Perch } from '../support/perch.ts'
import { SignedIn } from '../support/signed-in.ts'
import type { OnPage } from '../support/signed-in.ts'
import { watchCalls } from './power-strace.ts'
import type { Call } from './power-strace.ts'
import type { Found, Provable } from './provable.ts'
import { counted } from './report.ts'
import { activeEpisodes } from './saved-check.ts'

/** Promise 2: what was called saved is past every cache: the power may go. */
export const promise: Provable = {
  number: 2,
  title: 'Saved survives a loss of power',
  gate: 20,
  long: 1_000,
  run: prove,
}

async function prove(size: number, say: (words: string) => void): Promise<Found> {
  const asserted = fullIsAsserted() && opensOnlyThere()
  if (!asserted)
    return { held: false, figure: 'synchronous=FULL is not asserted wherever the database is opened' }
  const perch = await Perch.start()
  try {
    const colleague = await SignedIn.as(perch, 'priya.shah@perch.example')
    const page = await colleague.page()
    const port = portOf(page)
    const calls = await watchCalls(perch, () => write(page, activeEpisodes(perch.data), size))
    page.leave()
    const { acknowledged, early } = judge(calls, port)
    say(`${counted(calls.length)} system calls watched`)
    const figure = `${counted(acknowledged)} of ${counted(size)} writes acknowledged, ${String(early)} before they were synced to disk; synchronous=FULL asserted on open`
    // Two writes may share one acknowledgement only if they shared a turn: here each waits for the one before.
    return { held: acknowledged === size && early === 0, figure }
  } finally {
    await perch.remove()
  }
}

/** `openStorage` sets FULL, and what it asserts with notices anything less. */
function fullIsAsserted(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'perch-full-'))
  const { $client } = openStorage(join(folder, 'perch.db'))
  try {
    if ($client.pragma('synchronous', { simple: true }) !== 2) return false
    $client.pragma('synchronous = NORMAL')
    assertPragmas($client)
    return false
  } catch (error) {
    return error instanceof Error && error.message.includes('synchronous is 1')
  } finally {
    $client.close()
    rmSync(folder, { recursive: true })
  }
}

/** Nothing in src opens a database but storage/open.ts. */
function opensOnlyThere(): boolean {
  const openers = readdirSync(inside('src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(inside('src', file), 'utf8').includes('new Database('))
  return openers.length === 1 && openers[0] === join('lib', 'server', 'storage', 'open.ts')
}

/** One letter after the other, each once the one before is saved. */
async function write(page: OnPage, episodes: string[], size: number): Promise<void> {
  for (let number = 1; number <= size; number += 1) {
    page.note(episodes[number % episodes.length] ?? '').insert(0, 'x')
    await until(`letter ${String(number)} is saved`, () => page.savedClock >= number)
  }
}

function portOf(page: OnPage): number {
  const { _socket } = page.provider.ws as unknown as { _socket: Socket }
  return _socket.localPort ?? 0
}

/**
 * Goes through the server's system calls: before each "saved" that goes further than the one before, the newest edit
 * read from that socket must have gone into the write-ahead log, and fdatasync on it must have come back well.
 */
export function judge(calls: Call[], port: number): { acknowledged: number; early: number } {
  const here = `->127.0.0.1:${String(port)}]`
  let clock = 0
  let acknowledged = 0
  let early = 0
  let stage: 'read' | 'written' | 'synced' = 'read'
  for (const { name, rest } of calls) {
    const file = rest.slice(0, rest.indexOf(','))
    if (/^(read|recv)/.test(name) && file.includes(here)) stage = 'read'
    else if (name === 'pwrite64' && file.includes('perch.db-wal')) stage = 'written'
    else if (/^f(data)?sync$/.test(name) && rest.includes('perch.db-wal') && / = 0$/.test(rest)) {
      if (stage === 'written') stage = 'synced'
    } else if (/^(write|send)/.test(name) && file.includes(here)) {
      const said = savedClockIn(rest)
      if (said <= clock) continue
      acknowledged += said - clock
      clock = said
      if (stage !== 'synced') early += 1
    }
  }
  return { acknowledged, early }
}

/** The clock of the newest "saved" among the frames of one write; -1 when there is none. */
function savedClockIn(rest: string): number {
  const bytes = Uint8Array.from(
    [...rest.matchAll(/\\x([0-9a-f]{2})/g)].map(([, hex = '']) => parseInt(hex, 16)),
  )
  let clock = -1
  for (let at = 0; at + 2 < bytes.length;) {
    const length = bytes[at + 1] ?? 0
    if (length < 126 && bytes[at] === 0x82 && bytes[at + 2] === messageKinds.saved) {
      clock = decoding.readVarUint(decoding.createDecoder(bytes.subarray(at + 3, at + 2 + length)))
    }
    at += length === 126 ? 4 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0) : 2 + length
  }
  return clock
}
