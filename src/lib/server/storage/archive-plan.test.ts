import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { archiveTables, tablesThatStay } from '../../reablement/archive-tables.ts'
import { keptBy, neverInCopy, saidOfFiles } from '../../reablement/kept.ts'
import { openStorage } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'perch-archive-plan-'))
const storage = openStorage(join(folder, 'perch.db'))
afterAll(() => {
  storage.$client.close()
  rmSync(folder, { recursive: true, force: true })
})

function names(sql: string): string[] {
  return storage.$client
    .prepare<[], { name: string }>(sql)
    .all()
    .map(({ name }) => name)
}

// Whoever adds a table or a column says here, in words, what it is, or why it stays inside.
describe('the archive’s plan knows the whole database', () => {
  test('every table goes out or stays inside with a reason', () => {
    const tables = names(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    const planned = [...archiveTables.map(({ table }) => table), ...Object.keys(tablesThatStay)]
    expect(planned.toSorted()).toEqual(tables.filter((name) => name !== '__drizzle_migrations').toSorted())
  })

  test.each(archiveTables.map((one) => [one.table, one] as const))('every column of %s', (table, planned) => {
    const columns = names(`SELECT name FROM pragma_table_info('${table}')`)
    const { stays = {}, free = [] } = planned
    expect([...Object.keys(planned.columns), ...Object.keys(stays)].toSorted()).toEqual(columns.toSorted())
    expect(columns).toEqual(expect.arrayContaining([...free]))
  })

  test('every table that points to a person, however far, is in the copy of all that is kept about them', () => {
    const tables = names(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    // A huddle is everybody's: what it holds of one person points to them by itself. What is sent is of the outbox.
    const ofMany = ['huddle', 'delivery']
    const pointTo = tables
      .filter((table) => !ofMany.includes(table))
      .map((table) => ({
        table,
        to: names(`SELECT "table" AS name FROM pragma_foreign_key_list('${table}')`),
      }))
    const about = new Set(['person'])
    let before = 0
    while (about.size > before) {
      before = about.size
      for (const { table, to } of pointTo) if (to.some((one) => about.has(one))) about.add(table)
    }
    expect(about.size).toBeGreaterThan(20)
    const planned = archiveTables.filter((one) => keptBy(one) !== null).map(({ table }) => table)
    const known = [...planned, ...saidOfFiles, ...Object.keys(neverInCopy)]
    expect([...about].filter((table) => !known.includes(table))).toEqual([])
  })

  test('nothing that lets somebody in goes out', () => {
    const going = archiveTables.flatMap(({ columns }) => Object.keys(columns))
    expect(going.filter((column) => /password|secret|token/.test(column))).toEqual([])
    expect(Object.keys(tablesThatStay)).toEqual(expect.arrayContaining(['session', 'screen_code']))
  })
})
