import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { inside } from '../../src/commands/node-here.mjs'
import type { Found, Provable } from './provable.ts'

/** One line of docs/proof.md. */
export interface Proved extends Found {
  promise: Provable
  size: number
  seconds: number
}

const file = inside('docs', 'proof.md')
const headings = ['', 'promise', 'size', 'figure', 'seconds', 'result', 'at', 'commit']

/** Puts these results into docs/proof.md. What other runs proved stays, with their own date and commit. */
export async function writeReport(results: Proved[]): Promise<void> {
  const rows = new Map(rowsBefore().map((cells) => [cells[1] ?? '', cells]))
  for (const result of results) rows.set(result.promise.title, cellsOf(result))
  const sorted = [...rows.values()].sort((a, b) => Number(a[0]) - Number(b[0]))
  const table = [headings, headings.map(() => '---'), ...sorted].map((cells) => `| ${cells.join(' | ')} |`)
  const words = [
    '# Proof',
    'What `npm run prove` measured: each promise of the README, the size of its test, and what came out. Made by that command, not by hand; `npm test` runs the same tests in their small size.',
    `Machine of the last run: ${machine()}.`,
    `Last run: ${now()}, commit ${commit()}.`,
    table.join('\n'),
  ].join('\n\n')
  const { format } = await import('prettier')
  writeFileSync(file, await format(words, { parser: 'markdown' }))
}

function rowsBefore(): string[][] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\| +\d+ +\|/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

function cellsOf({ promise, size, figure, seconds, held }: Proved): string[] {
  const plain = figure.replaceAll('|', '/').replaceAll('\n', ' ')
  const result = held ? 'held' : '**broken**'
  const { number, title } = promise
  return [String(number), title, counted(size), plain, seconds.toFixed(0), result, now(), commit()]
}

/** 1000 as people write it: 1,000. */
export function counted(number: number): string {
  return number.toLocaleString('en-GB')
}

const now = (): string => new Date().toISOString().slice(0, 16).replace('T', ' ')

function machine(): string {
  const processors = cpus()
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  const model = processors[0]?.model.trim() ?? 'unknown processor'
  return `${model}, ${String(processors.length)} cores, ${memory} GiB, node ${process.version}`
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: inside(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'tests/prove', 'drizzle') !== ''
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : '')
  } catch {
    return 'unknown'
  }
}
