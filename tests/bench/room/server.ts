import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { Said, Usage } from '../servers/report.ts'
import type { Contender } from './contenders.ts'

/** One server under measurement, as its own process on a folder that outlives it. */
export class Server {
  readonly contender: Contender
  port = 0
  readonly #folder: string
  readonly #pages: number
  readonly #profile: string | null
  #process: ChildProcess | null = null

  constructor(contender: Contender, { pages, profile }: { pages: number; profile: string | null }) {
    this.contender = contender
    this.#pages = pages
    this.#profile = profile
    this.#folder = mkdtempSync(join(tmpdir(), `bench-${contender.file}-`))
  }

  async start(): Promise<void> {
    const child = fork(await built(this.contender.file), [this.#folder, String(this.#pages)], {
      execArgv: this.#profile ? ['--cpu-prof', `--cpu-prof-dir=${this.#profile}/${this.contender.file}`] : [],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    this.#process = child
    const said = await this.#hear(child)
    if (!('port' in said)) throw new Error(`${this.contender.name} said ${JSON.stringify(said)}`)
    this.port = said.port
  }

  async usage(): Promise<Usage> {
    const child = this.#process
    if (!child) throw new Error(`${this.contender.name} is not running`)
    const heard = this.#hear(child)
    child.send('usage')
    const said = await heard
    if (!('usage' in said)) throw new Error(`${this.contender.name} said ${JSON.stringify(said)}`)
    return said.usage
  }

  #hear(child: ChildProcess): Promise<Said> {
    return new Promise((done, failed) => {
      const ended = (code: number | null) =>
        failed(new Error(`${this.contender.name} ended: ${String(code)}`))
      child.once('exit', ended)
      child.once('message', (said) => {
        child.off('exit', ended)
        done(said as Said)
      })
    })
  }

  /** Politely, or with `kill -9`. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await gone
    clearTimeout(impatient)
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Plain JavaScript, as Perch is built for production: stripping types would be measured otherwise. */
async function built(file: string): Promise<string> {
  const folder = resolve('node_modules/.cache/bench', file)
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: ['drizzle-orm'] },
    build: { ssr: resolve('tests/bench/servers', `${file}.ts`), outDir: folder, target: 'node24' },
  })
  return join(folder, `${file}.js`)
}
