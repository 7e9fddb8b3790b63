import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { found, office } from '../../src/commands/programs.mjs'

/** Comma, double quote, UTF-8, from the first line on; every column as it comes, numbers found, formulas reckoned. */
const filter = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true'

/**
 * CSV files by their names without an ending, each as LibreOffice read it: a sheet of its own, as XML. One start for all,
 * with a profile of its own, so that others may run beside it. Throws, saying what to install, where it is missing.
 */
export async function asOfficeReads(
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<Map<string, string>> {
  const program = found(office)
  const folder = mkdtempSync(join(tmpdir(), 'perch-office-'))
  try {
    const names = [...files.keys()]
    for (const [name, bytes] of files) writeFileSync(join(folder, `${name}.csv`), bytes)
    const how = ['--headless', `--infilter=${filter}`, '--convert-to', 'fods']
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      ...how,
      ...names.map((one) => `${one}.csv`),
    ]
    await promisify(execFile)(program, args, { cwd: folder })
    return new Map(names.map((name) => [name, readFileSync(join(folder, `${name}.fods`), 'utf8')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
