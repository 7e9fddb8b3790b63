import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { patience } from './patience.ts'

/** Monday 23 November 2026, ten minutes before the huddle: the day the invented service is laid around. */
export const mondayMorning = '2026-11-23T09:20:00Z'
export const inventedPassword = 'perch-demo-2026'

/** How long a server's event loop was held up: half of the time, at p99, and at most, in milliseconds. */
export interface LoopDelay {
  half: number
  p99: number
  worst: number
  /** For how much of `worst` the process was at work; the rest it waited. */
  busy: number
}

interface Start {
  now?: string
  data?: string
  empty?: boolean
  /** Needed for `loopDelay`. */
  watchLoop?: boolean
  /** More settings, as environment variables; they hold when it is run again, too. */
  settings?: Record<string, string>
}

/** The real production server as its own process, on its own data folder. */
export class Perch {
  readonly port: number
  readonly data: string
  readonly #watchLoop: boolean
  readonly #settings: Record<string, string>
  #process: ChildProcess | undefined
  #output = ''

  private constructor(port: number, data: string, { watchLoop = false, settings = {} }: Start) {
    this.port = port
    this.data = data
    this.#watchLoop = watchLoop
    this.#settings = settings
  }

  /** Starts one on a free port and waits until it answers. `now` fixes where its clock begins. */
  static async start(options: Start = {}): Promise<Perch> {
    const data = options.data ?? mkdtempSync(join(tmpdir(), 'perch-'))
    const perch = new Perch(await freePort(), data, options)
    await perch.run(options)
    return perch
  }

  get address(): string {
    return `http://127.0.0.1:${String(this.port)}`
  }

  /** What it has printed so far. */
  get output(): string {
    return this.#output
  }

  async run({ now = mondayMorning, empty = false }: { now?: string; empty?: boolean } = {}): Promise<void> {
    const watch = this.#watchLoop ? ['--import', resolve('tests/support/loop-watch.ts')] : []
    const child = spawn(resolve('node_modules/.bin/node'), [...watch, resolve('src/main.ts')], {
      env: {
        ...process.env,
        PORT: String(this.port),
        HOST: '127.0.0.1',
        PERCH_DATA: this.data,
        PERCH_NOW: now,
        PERCH_EMPTY: empty ? '1' : '0',
        PERCH_LOG: 'warn',
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    child.stdout.on('data', (text: Buffer) => {
      this.#output += text.toString()
    })
    child.stderr.on('data', (text: Buffer) => {
      this.#output += text.toString()
    })
    await this.#ready(child)
  }

  /** What its event loop was held up since this was last asked. */
  async loopDelay(): Promise<LoopDelay> {
    const said = this.#output.length
    this.#process?.kill('SIGUSR2')
    for (let tries = 0; tries < patience / 10; tries += 1) {
      const found = /^loop (.*)$/m.exec(this.#output.slice(said))?.[1]
      if (found) return JSON.parse(found) as LoopDelay
      await pause(10)
    }
    throw new Error(`Perch did not say how its loop is:\n${this.#output}`)
  }

  async #ready(child: ChildProcess): Promise<void> {
    for (let tries = 0; tries < 1_200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`Perch did not start:\n${this.#output}`)
      const answer = await fetch(`${this.address}/healthz`).catch(() => null)
      if (answer?.ok) return
      await pause(50)
    }
    throw new Error(`Perch did not answer:\n${this.#output}`)
  }

  /** `kill -9`: no goodbye, no flush. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** The polite way; resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#process
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    const ended = new Promise<number | null>((done) =>
      child.once('exit', (code) => {
        done(code)
      }),
    )
    child.kill(signal)
    return ended
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL')
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** Waits; only for polling something real, never in place of it. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

/** Below the ports a system lends to connections: none of those takes it before the start, or while a server is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => {
      done(false)
    })
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        done(true)
      })
    })
  })
}
