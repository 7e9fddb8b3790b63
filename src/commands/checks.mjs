// The checks of npm run check, also the first part of npm test.
import { inside, nodeHere } from './node-here.mjs'
import { run } from './run.mjs'

/** @typedef {{ name: string, tool: string, args: string[] }} Check */

/** @type {Check[]} the slow ones first: two run at a time */
const checks = [
  { name: 'eslint', tool: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  {
    name: 'svelte-check',
    tool: 'svelte-check/bin/svelte-check',
    args: ['--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'prettier', tool: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'dependency-cruiser',
    tool: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src', 'tests'],
  },
]

/** @param {string} tool @param {string[]} args */
const runTool = (tool, args) => run(nodeHere(), [inside('node_modules', tool), ...args], { quiet: true })

/** @param {Check} check */
async function passes({ name, tool, args }) {
  const began = Date.now()
  const { code, output } = await runTool(tool, args)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(code === 0 ? `✓ ${name} ${seconds} s` : `✗ ${name} ${seconds} s\n\n${output.trim()}\n`)
  return code === 0
}

/**
 * Runs all checks, two at a time, whatever one of them says.
 * @returns {Promise<{ passed: number, failed: number, failing: string[] }>}
 */
export async function runChecks() {
  const synced = await runTool('@sveltejs/kit/svelte-kit.js', ['sync'])
  if (synced.code !== 0)
    console.log(`svelte-kit sync failed; the checks of types will too\n\n${synced.output.trim()}\n`)
  const waiting = [...checks]
  /** @type {string[]} */
  const failing = []
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await passes(check))) failing.push(check.name)
    }
  }
  await Promise.all([worker(), worker()])
  return { passed: checks.length - failing.length, failed: failing.length, failing }
}
