import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cast, noPhotos, smallService } from '../../../../tests/support/builders.ts'
import { asOfficeReads } from '../../../../tests/support/office.ts'
import { unzipped } from '../../../../tests/support/unzip.ts'
import { csvText } from '../../reablement/csv.ts'
import { runErrors } from '../caseload/runs.ts'
import { importRun } from '../storage/ledger-schema.ts'
import { goal, person } from '../storage/schema.ts'
import { exportClientLevelData } from './client-level-data.ts'
import { exportArchive } from './export-archive.ts'

const { ada, mia } = cast
const formula = '=HYPERLINK("http://x","tea")'

// LibreOffice is asked itself: what it takes for a formula is its own affair, and another program’s the next year.
test('LibreOffice reads every CSV that goes out without a formula: the archive, a quarter, a file’s errors', async () => {
  const desk = smallService()
  const { storage } = desk
  const said = [formula, '=1+1', '+1+1', '-1+1', '@SUM(1;1)', '  =1+1', '\t=1+1', "'=1+1", '\u200B=1+1', '-1']
  const wish = { episode: 'kamla-stay', by: null, state: 'met' as const }
  const goals = said.map((what, position) => ({ ...wish, id: `g${String(position)}`, position, what }))
  storage.insert(goal).values(goals).run()
  storage.update(person).set({ postcode: '=1+1', reference: formula }).where(eq(person.id, 'kamla')).run()
  const errors = said.map((words, line) => ({ line, column: formula, words }))
  const run = { id: 'run', at: '2026-11-23T09:00:00.000Z', colleague: 'mia', fileName: formula }
  storage
    .insert(importRun)
    .values({ ...run, sha256: '', counts: '{}', errors: JSON.stringify(errors) })
    .run()

  const archive = Buffer.from(
    await new Response((await exportArchive(desk, ada, { photo: noPhotos })).body).arrayBuffer(),
  )
  const quarter = await exportClientLevelData(desk, mia, '2026-10-01')
  const sendBack = await runErrors(desk, mia, 'run', csvText)
  desk.remove()
  const tables = [...unzipped(archive)].filter(([path]) => path.endsWith('.csv'))
  const sheets = await asOfficeReads(
    new Map<string, Uint8Array | string>([
      ...tables.map(([path, bytes]) => [path.replace(/^csv\/|\.csv$/g, ''), bytes] as const),
      ...[['quarter', quarter.text] as const, ['errors', sendBack.text] as const],
      ['unguarded', said.map((one) => `"${one.replaceAll('"', '""')}"\r\n`).join('')],
    ]),
  )
  const formulas = (sheet: string) => sheet.match(/table:formula="[^"]*"/g) ?? []
  // It does take such text for formulas: else this test could not fail.
  expect(formulas(sheets.get('unguarded') ?? '')).not.toEqual([])
  sheets.delete('unguarded')
  expect(sheets.size).toBe(tables.length + 2)
  for (const [name, sheet] of sheets) expect(formulas(sheet), name).toEqual([])
  for (const name of ['goals', 'people', 'errors']) expect(sheets.get(name), name).toContain('HYPERLINK')
  expect(sheets.get('quarter')).toContain('kamla-stay')
  expect(sheets.get('quarter')).toContain('=1+1')
}, 240_000)
