// npm test [-- unit|together|journeys|check]: everything, or one part. The last line is always "N passed, N failed";
// what failed stands right above it, so that the end of a long log says it.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { build } from './build.mjs'
import { chromiumWanted, findChromium, withoutChromium } from './chromium.mjs'
import { add, fromPlaywright, fromVitest, oneFailed, orElseOne } from './counts.mjs'
import { inside, nodeHere } from './node-here.mjs'
import { install } from './packages.mjs'
import { need, office, strace, unzip } from './programs.mjs'
import { run } from './run.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

const parts = ['check', 'unit', 'together', 'journeys']

/**
 * Runs one runner; its report is read only if this very run wrote it.
 * @param {string} part
 * @param {string[]} command
 * @param {(report: any) => Counts} count
 * @returns {Promise<Counts>}
 */
async function runner(part, command, count) {
  const report = inside('test-results', `${part}.json`)
  mkdirSync(inside('test-results'), { recursive: true })
  rmSync(report, { force: true })
  console.log(`\n${part}`)
  const { code } = await run(nodeHere(), command, { env: { CHROMIUM: findChromium() } })
  if (!existsSync(report)) return oneFailed(`${part}: the runner ended with ${code} and wrote no report`)
  try {
    return orElseOne(count(JSON.parse(readFileSync(report, 'utf8'))), code)
  } catch {
    return oneFailed(`${part}: its report cannot be read`)
  }
}

/** @param {'unit' | 'together'} project */
function vitest(project) {
  const out = inside('test-results', `${project}.json`)
  const program = inside('node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${out}`]
  return runner(project, [program, 'run', '--project', project, ...reporters], fromVitest)
}

async function journeys() {
  if (!findChromium()) {
    return oneFailed(withoutChromium())
  }
  const program = inside('node_modules', '@playwright', 'test', 'cli.js')
  return runner('journeys', [program, 'test'], fromPlaywright)
}

/** What each part uses of the machine. A test that cannot do without what is missing says so and fails. @param {string[]} asked */
const programsOf = (asked) => [
  ...(asked.includes('unit') ? [office, unzip] : []),
  ...(asked.includes('together') ? [strace] : []),
  ...(asked.includes('journeys') ? chromiumWanted() : []),
]

async function check() {
  console.log('\ncheck')
  const { runChecks } = await import('./checks.mjs')
  return runChecks()
}

/** @param {string[]} asked @returns {Promise<Counts>} */
async function test(asked) {
  if (!(await install())) return oneFailed('the packages could not be installed')
  nodeHere()
  const counts = []
  await need(programsOf(asked))
  if (asked.includes('check')) counts.push(await check())
  const served = asked.includes('together') || asked.includes('journeys')
  if (served && !(await build())) return add([...counts, oneFailed('the pages could not be built')])
  if (asked.includes('unit')) counts.push(await vitest('unit'))
  if (asked.includes('together')) counts.push(await vitest('together'))
  if (asked.includes('journeys')) counts.push(await journeys())
  return add(counts)
}

/** @returns {Promise<Counts>} */
async function main() {
  const named = process.argv.slice(2)
  const unknown = named.find((part) => !parts.includes(part))
  if (unknown) {
    return oneFailed(`There is no part "${unknown}". Parts: ${parts.join(', ')}.`)
  }
  try {
    return await test(named.length > 0 ? named : parts)
  } catch (error) {
    return oneFailed(error instanceof Error ? error.message : String(error))
  }
}

const { passed, failed, failing } = await main()
for (const what of failing) console.log(`\n✗ ${what}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
