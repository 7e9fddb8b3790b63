import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openStorage } from '../../src/lib/server/storage/open.ts'
import { importRun } from '../../src/lib/server/storage/ledger-schema.ts'
import { callPattern, episode } from '../../src/lib/server/storage/schema.ts'

const sample = (day: number) => `src/lib/server/invented/caseload-2026-11-${String(day)}.csv`
const fixture = (name: string) => `tests/fixtures/${name}`
const folder = () => mkdtempSync(join(tmpdir(), 'perch-'))

interface Ended {
  code: number
  out: string
  err: string
}

/** The command as `npm run import` runs it, in a process of its own. */
function run(data: string, ...words: string[]): Promise<Ended> {
  const environment = { ...process.env, PERCH_DATA: data, PERCH_NOW: '2026-11-24T08:00:00Z' }
  return new Promise((done) => {
    const args = ['src/commands/with-node.mjs', 'src/commands/import.ts', ...words]
    execFile(process.execPath, args, { env: environment }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

/** A data folder as a Perch that has started leaves it; the database stays open, as a running server's would. */
function aPerch() {
  const data = folder()
  return { data, storage: openStorage(join(data, 'perch.db')) }
}

describe('npm run import', () => {
  test('says what a file would do and does nothing; with --apply it does it while the server is running', async () => {
    const { data, storage } = aPerch()
    const preview = await run(data, sample(23))
    expect(preview).toMatchObject({ code: 0, err: '' })
    expect(preview.out).toContain('113 rows, 113 can be used')
    expect(storage.select().from(episode).all()).toEqual([])
    expect(await run(data, sample(23), '--apply')).toMatchObject({ code: 0 })
    expect(storage.select().from(episode).all()).toHaveLength(113)
    const second = await run(data, sample(24), '--apply', '--json')
    expect(JSON.parse(second.out)).toMatchObject({
      applied: true,
      new: 7,
      callsChanged: 9,
      missing: 5,
      same: 99,
      errors: [],
    })
    const today = storage
      .select()
      .from(callPattern)
      .all()
      .filter(({ from, why }) => from === '2026-11-24' && why !== '')
    expect(today).toHaveLength(9 + 7)
    const again = await run(data, sample(24), '--apply')
    expect(again.out).toContain('Nothing changed')
  })

  test('names errors by line on stdout and uses the good rows', async () => {
    const { data, storage } = aPerch()
    const { code, out } = await run(data, fixture('caseload-with-errors.csv'), '--apply')
    expect(code).toBe(0)
    expect(out).toMatch(/Line 3 \(RB2, Bernard Ashe\): the date of birth/)
    expect(out).toMatch(/Line 10 \(RB8, Ida Jones\): the client ref RB8 is also on line 9/)
    expect(storage.select().from(episode).all()).toHaveLength(2)
  })

  test.each([
    ['a file that is not there', 'nowhere.csv', 'There is no file nowhere.csv'],
    ['two encodings', fixture('caseload-two-encodings.csv'), 'not UTF-8 in line 3'],
    ['another file', fixture('not-a-caseload.csv'), 'cannot be found in its first line'],
    ['a folder', 'tests', 'There is no file tests'],
  ])('%s ends with 1 and no change', async (_name, path, words) => {
    const { data, storage } = aPerch()
    const { code, out } = await run(data, path, '--apply')
    expect(code).toBe(1)
    expect(out).toContain(words)
    const told = JSON.parse((await run(data, path, '--json')).out) as { problem: { code: string } }
    expect(told.problem.code).toBe('unusable-file')
    expect(storage.select().from(importRun).all()).toEqual([])
  })

  test('makes no database where there is none', async () => {
    const data = folder()
    expect(await run(data, sample(23), '--apply')).toMatchObject({ code: 1 })
    expect(existsSync(join(data, 'perch.db'))).toBe(false)
  })

  test.each([[[]], [['a.csv', 'b.csv']], [['a.csv', '--force']]])('%j is wrong usage: 2', async (words) => {
    const { code, err } = await run(folder(), ...words)
    expect(code).toBe(2)
    expect(err).toContain('Usage: npm run import -- FILE [--apply] [--json]')
  })

  test('waits for a server that is writing', async () => {
    const { data, storage } = aPerch()
    storage.$client.exec('begin immediate')
    const running = run(data, sample(23), '--apply')
    await after(1_500)
    storage.$client.exec('commit')
    expect(await running).toMatchObject({ code: 0 })
    expect(storage.select().from(episode).all()).toHaveLength(113)
  })
})
