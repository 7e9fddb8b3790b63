import { cpus } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as after } from 'node:timers/promises'
import { caseloadColumns } from '#lib/reablement/caseload-columns.ts'
import { guessColumns } from '#lib/reablement/caseload-guess.ts'
import { pairsInFile, pairsWithKnown } from '#lib/reablement/caseload-twins.ts'
import { applyCaseload } from '#lib/server/caseload/apply.ts'
import { checkFile } from '#lib/server/caseload/check-file.ts'
import { theService } from '#lib/server/caseload/import-caseload.ts'
import { previewCaseload } from '#lib/server/caseload/preview.ts'
import { readFile } from '#lib/server/caseload/read-file.ts'
import { emptyDesk } from '../support/builders.ts'
import { messyPeople, messyShape, writeCaseload } from '../support/messy-caseload.ts'

const rows = 5_000
const rounds = 5
const today = '2026-11-23'

/** How long a file of 5,000 rows takes: read, columns guessed, checked, previewed against nobody and against 5,000. */
export async function benchCaseload(): Promise<void> {
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(cpus().length)} cores, node ${process.version}`,
  )
  const people = messyPeople(rows)
  const columns = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])
  const bytes = writeCaseload(people, { ...messyShape, columns })
  const file = { name: 'bench.csv', bytes }
  console.log(`${String(rows)} rows, ${String(Math.round(bytes.length / 1024))} kB, ${messyShape.encoding}`)
  const read = readFile(bytes)
  const cells = read.rows.map((row) => row.cells)
  const { good } = checkFile(file, today)
  const desk = emptyDesk()
  try {
    await say('bytes to rows', () => readFile(bytes))
    await say('columns guessed', () => guessColumns(read.headings, cells, today))
    await say('read and checked whole', () => checkFile(file, today))
    await say('pairs within the file', () => pairsInFile(good))
    await say('pairs with as many known', () => pairsWithKnown(good, people))
    await say('preview, nobody known', () => previewCaseload(desk, theService, file))
    await stall('previewing, nobody known', () => previewCaseload(desk, theService, file))
    const from = performance.now()
    await stall('applying, all of them new', () => applyCaseload(desk, theService, file))
    console.log(`applied, all of them new (ms): ${(performance.now() - from).toFixed(0)}`)
    await stall('previewing, all of them known', () => previewCaseload(desk, theService, file))
    await say('preview, all of them known', () => previewCaseload(desk, theService, file))
  } finally {
    desk.remove()
  }
}

/** The longest that everybody else waits meanwhile: the event loop is held up. */
async function stall(what: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await after(30)
  delay.reset()
  await work()
  await after(30)
  delay.disable()
  console.log(`longest stall while ${what} (ms): ${(delay.max / 1e6).toFixed(0)}`)
}

async function say(what: string, work: () => unknown): Promise<void> {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    await work()
    took.push(performance.now() - from)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(rounds / 2)] ?? 0
  console.log(`${what} (ms): median ${middle.toFixed(0)}, worst ${(sorted.at(-1) ?? 0).toFixed(0)}`)
}
