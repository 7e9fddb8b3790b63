// npm run import -- FILE [--apply] [--json]: brings the caseload up to a file, or says what that would change.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { importFromCommand } from '../lib/server/caseload/command.ts'
import type { ImportOrder } from '../lib/server/caseload/command.ts'
import { makeClock, readSettings } from '../lib/server/settings.ts'

const usage = `Usage: npm run import -- FILE [--apply] [--json]

Says what the caseload file FILE (CSV) would change. With --apply it is done, all or nothing; good rows are
used and rows with errors are named and left out. --json prints the same for a program.
PERCH_DATA names the folder of the database (./data); the server may be running.
Ends with 0 when the file can be used, 1 when nothing could be done and nothing was changed, 2 for wrong usage.`

/** What was asked for; a sentence when it cannot be understood. */
function orderOf(words: string[]): ImportOrder | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { apply: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    const [file, ...more] = positionals
    if (values.help === true || file === undefined || more.length > 0) return 'Name one file.'
    return { file, apply: values.apply ?? false, json: values.json ?? false }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const order = orderOf(process.argv.slice(2))
if (typeof order === 'string') {
  console.error(`${order}\n\n${usage}`)
  process.exitCode = 2
} else {
  const { data, startAt } = readSettings(process.env)
  const { code, text } = await importFromCommand(order, {
    database: join(data, 'perch.db'),
    clock: makeClock(startAt),
  })
  console.log(text)
  process.exitCode = code
}
