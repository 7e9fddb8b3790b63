// Where Chromium is, for the tests that use a browser.
import { find, runs, without } from './programs.mjs'

/** @type {import('./programs.mjs').Program} */
const onPath = {
  what: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  debian: 'chromium',
}

/** Without a sandbox it runs as root; the resolver rule keeps every test off the network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
]

/** The CHROMIUM variable, else what PATH has. @returns {string | undefined} */
export function findChromium() {
  const named = process.env['CHROMIUM']
  if (named) return runs(named) ? named : undefined
  return find(onPath)
}

/** What to do when there is none. */
export function withoutChromium() {
  const named = process.env['CHROMIUM']
  return named
    ? `CHROMIUM says ${named}, but that is not a program. Correct it, or unset it to use what PATH has.`
    : `${without(onPath)} Or put its path in CHROMIUM.`
}

/** What is to be on the PATH: nothing when CHROMIUM names it. */
export const chromiumWanted = () => (process.env['CHROMIUM'] ? [] : [onPath])
