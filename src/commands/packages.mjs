// Are the packages in node_modules those of package-lock.json? If not, npm ci.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inside } from './node-here.mjs'
import { run, step } from './run.mjs'

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, extraneous?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Locked
 * @typedef {{ os: string, cpu: string, libc: string | undefined }} Machine
 */

/**
 * Whether "linux", or a list such as ["linux"] or ["!win32"], lets this machine in.
 * @param {string | string[] | undefined} named
 * @param {string | undefined} mine
 */
function lets(named, mine) {
  const list = [named ?? []].flat()
  if (list.length === 0 || mine === undefined) return true
  if (list.includes(`!${mine}`)) return false
  return list.includes(mine) || list.every((entry) => entry.startsWith('!'))
}

/**
 * A left-over entry of the lock may be absent: npm ci skips it. An optional package may be absent when it is for
 * another machine, or when it names no machine at all: then it belongs to one that is absent for that reason.
 * @param {Locked} locked
 * @param {Machine} machine
 */
function mayBeAbsent(locked, machine) {
  if (locked.extraneous) return true
  if (!locked.optional) return false
  const named = locked.os ?? locked.cpu ?? locked.libc
  const here = lets(locked.os, machine.os) && lets(locked.cpu, machine.cpu) && lets(locked.libc, machine.libc)
  return !named || !here
}

/**
 * Names the first package that differs between the lock and what is installed; undefined when none does.
 * @param {Record<string, Locked>} wanted "packages" of package-lock.json
 * @param {Record<string, Locked>} present "packages" of node_modules/.package-lock.json
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function firstDifference(wanted, present, machine) {
  for (const [path, locked] of Object.entries(wanted)) {
    if (path === '') continue
    const there = present[path]
    if (!there && mayBeAbsent(locked, machine)) continue
    if (!there || there.version !== locked.version || there.integrity !== locked.integrity) return path
  }
  return Object.keys(present).find((path) => !(path in wanted))
}

/** @returns {Machine} */
function thisMachine() {
  if (process.platform !== 'linux') return { os: process.platform, cpu: process.arch, libc: undefined }
  const libc = existsSync('/etc/alpine-release') ? 'musl' : 'glibc'
  return { os: process.platform, cpu: process.arch, libc }
}

const wantedAt = inside('package-lock.json')
const presentAt = inside('node_modules', '.package-lock.json')

/** Both files as npm ci left them: should another npm write its list differently, it is not run again for ever. */
const stampAt = inside('node_modules', '.perch-installed')
const stamp = () => {
  const hash = createHash('sha256')
  for (const path of [wantedAt, presentAt])
    hash.update(existsSync(path) ? readFileSync(path) : '').update('\0')
  return hash.digest('hex')
}

/** @param {string} path */
function packagesIn(path) {
  if (!existsSync(path)) return undefined
  const { packages } = JSON.parse(readFileSync(path, 'utf8'))
  return /** @type {Record<string, Locked>} */ (packages)
}

/** Whether npm ci has something to do. */
export function packagesDiffer() {
  const wanted = packagesIn(wantedAt)
  const present = packagesIn(presentAt)
  if (!wanted || !present) return true
  if (existsSync(stampAt) && readFileSync(stampAt, 'utf8') === stamp()) return false
  return firstDifference(wanted, present, thisMachine()) !== undefined
}

/**
 * Installs when something differs. NODE_ENV=production would leave out what the build needs, hence --include.
 * @returns {Promise<boolean>} whether the packages are there now
 */
export async function install() {
  if (!packagesDiffer()) return true
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  const npm = process.env['npm_execpath']
  const windows = process.platform === 'win32'
  const done = await step('Installing packages', () =>
    npm && /\.c?js$/.test(npm)
      ? run(process.execPath, [npm, ...args], { quiet: true })
      : run('npm', args, { quiet: true, shell: windows }),
  )
  if (done) writeFileSync(stampAt, stamp())
  return done
}
