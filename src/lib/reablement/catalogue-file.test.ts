import { describe, expect, test } from 'vitest'
import { catalogueColumns, catalogueRow, readCatalogueRows } from './catalogue-file.ts'
import { changesOf } from './catalogue-item.ts'
import type { WholeItem } from './catalogue-item.ts'

const item = (code: string, wish: Partial<WholeItem> = {}): WholeItem => ({
  ...{ code, name: `The ${code}`, kind: 'equipment', group: 'seating', aliases: ['perch', 'stool'] },
  measurements: [
    { name: 'seat height', hint: 'floor to back of knee', unit: 'cm', range: { least: 35, most: 65 } },
  ],
  ...{ checkWeight: true, safeLoad: 160, tier: 'P1', prescriber: 'OT', supply: 'deliver' },
  ...{ returnable: true, band: 'ND', team: 'OT', first: null, notes: '', retired: false },
  ...wish,
})
const around = {
  ...{ items: [item('SEA-PST'), item('MIN-KEY', { team: 'MA' })], teams: ['OT', 'MA', 'CT'] },
  howTo: new Map([['SEA-PST', 'Sit down slowly.\n\nRing us if it rocks.']]),
  kits: [{ id: 'k', key: '5', name: 'Kitchen', retired: false, items: ['MIN-KEY', 'SEA-PST'] }],
}
const headings = catalogueColumns.map(({ heading }) => heading)
const cellsOf = (one: WholeItem) =>
  catalogueRow(one, around).map((cell) => (cell === null ? '' : String(cell)))
const read = (...rows: string[][]) =>
  readCatalogueRows(
    headings,
    rows.map((cells, place) => ({ line: place + 2, cells })),
    around,
  )

describe('the catalogue’s file', () => {
  test('written and read again is as it was', () => {
    const odd = item('SEA-PST', {
      notes: '-5 to +5; "quoted"',
      first: 'MIN-KEY',
      retired: true,
      safeLoad: null,
    })
    const { good, faults } = read(cellsOf(odd))
    expect(faults).toEqual([])
    expect(good.map((one) => one.item)).toEqual([odd])
  })

  test('carries how a thing is used and its places in kits, lines kept', () => {
    const [line] = read(cellsOf(item('SEA-PST'))).good
    expect(line).toMatchObject({
      howTo: 'Sit down slowly.\n\nRing us if it rocks.',
      kits: [{ name: 'Kitchen', place: 2 }],
    })
    expect(read(cellsOf(item('A'))).good[0]).toMatchObject({ howTo: '', kits: [] })
  })

  test('without the two columns says nothing of either', () => {
    const some = readCatalogueRows(['code', 'name'], [{ line: 2, cells: ['SEA-PST', 'Stool'] }], around)
    expect(some.good[0]).toMatchObject({ howTo: null, kits: null })
    expect(some.kits).toEqual({ changes: [], stay: [] })
  })

  test('what it leaves out stays as it is; a unit nobody else knows too', () => {
    const some = readCatalogueRows(
      ['code', 'name', 'measurements'],
      [{ line: 2, cells: ['SEA-PST', 'Perching stool', 'seat height (floor to back of knee)'] }],
      around,
    )
    const [line] = some.good
    expect(changesOf(line?.known ?? null, line?.item ?? null).map(({ field }) => field)).toEqual(['name'])
    expect(line?.item).toMatchObject({ safeLoad: 160, team: 'OT', measurements: item('x').measurements })
  })

  test('a new item without a team goes to the usual one', () => {
    const bare = item('MIN-NEW', { kind: 'adaptation', team: '' })
    expect(read(cellsOf(bare)).good[0]).toMatchObject({ known: null, item: { team: 'MA' } })
  })

  test('a heading nobody knows is named and left aside', () => {
    const { columns } = readCatalogueRows(['code', 'iso'], [], around)
    expect(columns).toEqual([
      { heading: 'code', known: true },
      { heading: 'iso', known: false },
    ])
  })

  test.each<[string, Partial<Record<string, string>>]>([
    ['Line 2 (SEA-PST), name: Give it a name.', { name: '' }],
    ['Line 2 (SEA-PST), category: Choose what kind of thing it is.', { category: 'furniture' }],
    ['Line 2 (SEA-PST), typical_delivery_band: Choose how soon it comes.', { typical_delivery_band: 'soon' }],
    ['Line 2 (SEA-PST), safe_working_load_kg: Give the safe', { safe_working_load_kg: 'heavy' }],
    ['Line 2 (SEA-PST), comes_after: The catalogue has no X-Y.', { comes_after: 'X-Y' }],
    ['Line 2 (SEA-PST), team: There is no such team here.', { team: 'ZZ' }],
    ['Line 2 (SEA-PST), retired: Say Y or N.', { retired: 'maybe' }],
    ['Line 2 (SEA-PST), returnable: ', { returnable: 'maybe' }],
    ['Line 2 (SEA-PST), how_to_use: That looks like a key-safe', { how_to_use: 'The key safe code is 4471' }],
    ['Line 2 (SEA-PST), how_to_use: Say it in 1500', { how_to_use: 'a'.repeat(1501) }],
    ['Line 2 (SEA-PST), kits: Write each kit with its place', { kits: 'Kitchen' }],
    ['Line 2 (SEA-PST), kits: kitchen is named twice', { kits: 'Kitchen 1|kitchen 2' }],
    ['Line 2, code: A code is capital letters', { code: '' }],
  ])('says what is wrong and where: %s', (words, wish) => {
    const cells = cellsOf(item('SEA-PST')).map((cell, at) => wish[headings[at] ?? ''] ?? cell)
    const { faults, good } = read(cells)
    expect(good).toEqual([])
    expect(faults[0]?.words).toContain(words)
  })

  test('a code that is there twice, and a row with too few cells, are left out', () => {
    const { good, faults } = read(cellsOf(item('A')), cellsOf(item('A')), ['B'])
    expect(good).toEqual([])
    expect(
      faults.map(({ line, words }) => [line, words.includes('also on line') || words.includes('1 cells')]),
    ).toEqual([
      [2, true],
      [3, true],
      [4, true],
    ])
  })

  test('what waits for a row that is left out is left out too', () => {
    const { good, faults } = read(cellsOf(item('A', { team: 'ZZ' })), cellsOf(item('B', { first: 'A' })))
    expect(good).toEqual([])
    expect(faults.map(({ line }) => line)).toEqual([2, 3])
  })

  test('things may come before things that stand further down', () => {
    expect(read(cellsOf(item('A', { first: 'B' })), cellsOf(item('B'))).faults).toEqual([])
  })
})
