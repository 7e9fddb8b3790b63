import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { found, need, strace } from '../../src/commands/programs.mjs'
import { until } from '../support/page-client.ts'
import type { Perch } from '../support/perch.ts'

/** One system call as strace wrote it: its name, and its arguments and result as text. */
export interface Call {
  name: string
  rest: string
}

const traced = 'read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,fdatasync,fsync'

/** Watches a server's system calls while `work` goes on; all threads, in the order they happened. */
export async function watchCalls(perch: Perch, work: () => Promise<void>): Promise<Call[]> {
  const folder = mkdtempSync(join(tmpdir(), 'perch-strace-'))
  const file = join(folder, 'calls')
  const pid = String(processOf(perch))
  // -yy: names of files and ends of sockets instead of bare numbers; -x: bytes as hex.
  const how = ['-f', '-yy', '-x', '-s', '64', '-e', `trace=${traced}`, '-o', file, '-p', pid]
  await need([strace])
  const watcher = spawn(found(strace), how, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  watcher.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<void>((done) => watcher.once('exit', () => done()))
  try {
    await until(`strace watches (it said: ${said})`, () => said.includes('attached'))
    await work()
    watcher.kill('SIGINT')
    await ended
    return readCalls(readFileSync(file, 'utf8'))
  } finally {
    watcher.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

/** Puts calls that another thread interrupted together again: a write counts from its start, all else at its end. */
export function readCalls(text: string): Call[] {
  const calls: Call[] = []
  const waiting = new Map<string, Call>()
  for (const line of text.split('\n')) {
    const [, thread = '', resumed, rest = ''] = /^(\d+) +(?:<\.\.\. (\w+) resumed>)?(.*)$/.exec(line) ?? []
    if (resumed !== undefined) {
      const begun = waiting.get(thread)
      waiting.delete(thread)
      if (begun) Object.assign(begun, { rest: begun.rest + rest })
      if (begun && !writes(begun)) calls.push(begun)
      continue
    }
    const [, name, more = ''] = /^(\w+)(\(.*)$/.exec(rest) ?? []
    if (name === undefined) continue
    const unfinished = more.endsWith(' <unfinished ...>')
    const call = { name, rest: unfinished ? more.slice(0, -' <unfinished ...>'.length) : more }
    if (unfinished) waiting.set(thread, call)
    if (!unfinished || writes(call)) calls.push(call)
  }
  return calls
}

const writes = ({ name }: Call): boolean => name.startsWith('write') || name.startsWith('send')

/** The server's process: the one whose environment names its folder of data. */
export function processOf(perch: Perch): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (names.includes(`PERCH_DATA=${perch.data}`) && program.includes('src/main.ts')) return Number(pid)
    } catch {
      // Ended meanwhile, or somebody else's.
    }
  }
  throw new Error('the server’s process was not found under /proc')
}
