import { build } from '../../src/commands/build.mjs'
import { promises } from './promises.ts'
import type { Provable } from './provable.ts'
import { counted, writeReport } from './report.ts'
import type { Proved } from './report.ts'

/**
 * `npm run prove [-- NAME …] [--size gate|long|N]`: runs the promises' tests in their long sizes (or another) and
 * writes docs/proof.md. Ends with 1 when a promise was broken, with 2 when it was asked for something unknown.
 */
async function prove(args: string[]): Promise<number> {
  const { names, size } = read(args)
  const unknown = names.find((name) => !(name in promises))
  if (unknown !== undefined || size === null) {
    console.error(
      `npm run prove [-- NAME …] [--size gate|long|N]. Names: ${Object.keys(promises).join(', ')}`,
    )
    return 2
  }
  if (!(await build())) return 1
  const results: Proved[] = []
  for (const [name, promise] of Object.entries(promises)) {
    if (names.length > 0 && !names.includes(name)) continue
    results.push(await proveOne(promise, sizeOf(promise, size)))
    await writeReport(results)
  }
  return results.every(({ held }) => held) ? 0 : 1
}

type Size = 'gate' | 'long' | number

function read(args: string[]): { names: string[]; size: Size | null } {
  const at = args.indexOf('--size')
  if (at < 0) return { names: args, size: 'long' }
  const asked = args[at + 1] ?? ''
  const names = [...args.slice(0, at), ...args.slice(at + 2)]
  if (asked === 'gate' || asked === 'long') return { names, size: asked }
  return { names, size: /^[1-9]\d*$/.test(asked) ? Number(asked) : null }
}

const sizeOf = (promise: Provable, size: Size): number => (typeof size === 'number' ? size : promise[size])

async function proveOne(promise: Provable, size: number): Promise<Proved> {
  console.log(`\n${String(promise.number)} · ${promise.title} (${counted(size)})`)
  const began = performance.now()
  const found = await promise
    .run(size, (words) => {
      console.log(`  ${words}`)
    })
    .catch((error: unknown) => ({
      held: false,
      figure: `not tried to the end: ${error instanceof Error ? error.message : String(error)}`,
    }))
  const seconds = (performance.now() - began) / 1000
  console.log(`  ${found.held ? 'held' : 'BROKEN'}: ${found.figure} (${seconds.toFixed(1)} s)`)
  return { ...found, promise, size, seconds }
}

process.exit(await prove(process.argv.slice(2)))
