// Programs of the machine that the tests use: found on PATH, or installed where that is possible.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, step } from './run.mjs'

/**
 * What the tests need, by which names it may be on PATH, and Debian's package of it.
 * @typedef {{ what: string, names: string[], debian: string }} Program
 */

/** @type {Program} */
export const office = {
  what: 'LibreOffice',
  names: ['soffice', 'libreoffice'],
  debian: 'libreoffice-calc-nogui',
}
/** @type {Program} */
export const unzip = { what: 'unzip', names: ['unzip'], debian: 'unzip' }
/** @type {Program} */
export const strace = { what: 'strace', names: ['strace'], debian: 'strace' }

/** Whether a file is a program. @param {string} path */
export function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where it is, or undefined. @param {Program} program @returns {string | undefined} */
export function find({ names }) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs)
}

/** What to do when it is not there. @param {Program} program */
export const without = ({ what, debian }) =>
  `The tests need ${what}, and it is not on the PATH. Install it: apt-get install --no-install-recommends ${debian} (Debian and its kin).`

/**
 * Where it is, for a test that cannot do without.
 * @param {Program} program
 * @returns {string}
 * @throws {Error} saying what to install
 */
export function found(program) {
  const path = find(program)
  if (path === undefined) throw new Error(without(program))
  return path
}

/**
 * Installs what is missing, where that is possible: as root, on Debian and its kin. Debian's lists are fetched once for
 * all; each is installed by itself, so that one that cannot be had takes no other along. Whoever uses a program says what
 * is missing when it is still not there.
 * @param {Program[]} programs
 */
export async function need(programs) {
  const missing = programs.filter((program) => find(program) === undefined)
  const apt = find({ what: 'apt-get', names: ['apt-get'], debian: 'apt' })
  if (missing.length === 0 || !apt || process.getuid?.() !== 0) return
  const how = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  const fetched = await step('Fetching Debian’s lists of programs', () => run(apt, ['update'], how))
  if (!fetched) return
  for (const { what, debian } of missing) {
    const args = ['install', '-y', '--no-install-recommends', debian]
    await step(`Installing ${what}`, () => run(apt, args, how))
  }
}
