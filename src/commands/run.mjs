// Runs other programs: quietly with one line a step, or with the terminal handed over; passes signals on.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { environment, root } from './node-here.mjs'

/** @typedef {{ code: number, output: string }} Ended */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']
let listening = false
/** @type {NodeJS.Signals | undefined} */
let stopped

function listen() {
  if (listening) return
  listening = true
  for (const signal of passedOn) {
    process.on(signal, () => {
      stopped = signal
      for (const child of running) child.kill(signal)
    })
  }
}

/** The exit code a shell gives a program that a signal ended. @param {NodeJS.Signals | null} signal */
const codeOf = (signal) => (signal ? 128 + constants.signals[signal] : 1)

/**
 * Runs a program to its end. Ends this process too when a signal stopped both, so no later step starts.
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string | undefined>, shell?: boolean }} [how] quiet: collect what it prints
 * @returns {Promise<Ended>}
 */
export async function run(program, args, how = {}) {
  listen()
  const ended = await start(program, args, how)
  if (stopped && running.size === 0) process.exit(codeOf(stopped))
  return ended
}

/**
 * As `run`, but whoever started this waits for the program's own end: its exit code is ours.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 */
export async function become(program, args, env) {
  listen()
  const { code } = await start(program, args, { env })
  process.exit(code)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string | undefined> | undefined, shell?: boolean }} how
 * @returns {Promise<Ended>}
 */
function start(program, args, how) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: environment(how.env),
      stdio: how.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: how.shell ?? false,
    })
    running.add(child)
    let output = ''
    child.stdout?.on('data', (text) => (output += String(text)))
    child.stderr?.on('data', (text) => (output += String(text)))
    /** @param {number} code */
    const end = (code) => {
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? codeOf(signal)))
  })
}

/**
 * One line for one step: what, then the seconds it took. What it printed is shown only when it failed.
 * @param {string} what
 * @param {() => Promise<Ended>} act
 * @returns {Promise<boolean>} whether it went well
 */
export async function step(what, act) {
  const began = Date.now()
  process.stdout.write(`${what} … `)
  const { code, output } = await act()
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(code === 0 ? `${seconds} s\n` : `failed after ${seconds} s\n${output.trimEnd()}\n`)
  return code === 0
}
