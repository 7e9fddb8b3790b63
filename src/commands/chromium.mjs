// Where Chromium is, for the tests that use a browser.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, step } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Without a sandbox it runs as root; the resolver rule keeps every test off the network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
]

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} name @returns {string | undefined} */
const onPath = (name) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(runs)

/** The CHROMIUM variable, else what PATH has. @returns {string | undefined} */
export function findChromium() {
  const named = process.env['CHROMIUM']
  if (named) return runs(named) ? named : undefined
  return names.map(onPath).find((path) => path !== undefined)
}

/** What to do when there is none. */
export function withoutChromium() {
  const named = process.env['CHROMIUM']
  return named
    ? `CHROMIUM says ${named}, but that is not a program. Correct it, or unset it to use what PATH has.`
    : 'The browser tests need Chromium: install it (Debian: apt-get install chromium), or put its path in CHROMIUM.'
}

/**
 * Finds Chromium, or installs it where that is possible (root on Debian and its kin).
 * @returns {Promise<boolean>}
 */
export async function needChromium() {
  if (findChromium()) return true
  const apt = onPath('apt-get')
  if (process.env['CHROMIUM'] || process.getuid?.() !== 0 || !apt) return false
  await step('Installing Chromium', async () => {
    const how = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
    const updated = await run(apt, ['update'], how)
    if (updated.code !== 0) return updated
    return run(apt, ['install', '-y', '--no-install-recommends', 'chromium'], how)
  })
  return findChromium() !== undefined
}
