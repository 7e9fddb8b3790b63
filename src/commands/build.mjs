// Builds the pages when the sources have changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inside, nodeHere, root } from './node-here.mjs'
import { relative, sep } from 'node:path'
import { run, step } from './run.mjs'

const sources = ['src', 'static']
const configs = ['package.json', 'package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json']

/** Inside build/, which a build empties: a half-finished build leaves no stamp. */
const stamp = () => inside('build', '.sources')

/** @param {string} folder @returns {string[]} every file under it, sorted */
function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${folder}${sep}${entry.name}`) : `${folder}${sep}${entry.name}`,
    )
}

/** One hash over all that goes into the build; tests do not. */
export function hashOfSources() {
  const files = [
    ...sources.flatMap((folder) => filesUnder(inside(folder))),
    ...configs.map((file) => inside(file)),
  ]
  const hash = createHash('sha256')
  for (const file of files) {
    if (file.endsWith('.test.ts') || !existsSync(file)) continue
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @returns {Promise<boolean>} whether build/ is there and of these sources */
export async function build() {
  const now = hashOfSources()
  if (existsSync(stamp()) && readFileSync(stamp(), 'utf8') === now) return true
  const vite = inside('node_modules', 'vite', 'bin', 'vite.js')
  const built = await step('Building pages', () =>
    run(nodeHere(), [vite, 'build'], { quiet: true, env: { NODE_ENV: 'production' } }),
  )
  if (built) writeFileSync(stamp(), now)
  return built
}
