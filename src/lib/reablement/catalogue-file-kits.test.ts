import { describe, expect, test } from 'vitest'
import { kitsAfter, namesIn, placeFaults, readKitPlaces, writeKitPlaces } from './catalogue-file-kits.ts'
import type { LeftOut, StandingKit } from './catalogue-file-kits.ts'
import type { WholeItem } from './catalogue-item.ts'

const item = (code: string, first: string | null = null): WholeItem => ({
  ...{ code, name: `The ${code}`, kind: 'equipment', group: 'seating', aliases: [], measurements: [] },
  ...{ checkWeight: false, safeLoad: null, tier: 'P1', prescriber: '', supply: '' },
  ...{ returnable: true, band: 'ND', team: 'OT', first, notes: '', retired: false },
})
const kit = (name: string, key: string, items: string[], retired = false): StandingKit => ({
  ...{ id: name, key, name, items, retired },
})
const kits = [kit('Bath', '4', ['A', 'B', 'C']), kit('Night', '5', ['C', 'D']), kit('Old', '6', ['A'], true)]
/** Rows from line 2: a code and its cell. */
const lines = (...rows: [code: string, cell: string][]) =>
  rows.map(([code, cell], at) => {
    const read = readKitPlaces(cell)
    if ('words' in read) throw new Error(read.words)
    return { line: at + 2, item: item(code, code === 'D' ? 'E' : null), kits: read.places }
  })
const after = (rows: ReturnType<typeof lines>, leftOut: LeftOut[] = [], here: StandingKit[] = kits) =>
  kitsAfter(rows, { kits: here, leftOut, items: ['A', 'B', 'C', 'E'].map((code) => item(code)) })
const becomes = (...rows: [string, string][]) =>
  after(lines(...rows)).changes.map(({ name, key, now }) => [name, key, now.join('')])

test('an item’s cell names the kits it is in with its places, by key; retired ones are not in it', () => {
  expect(['A', 'C', 'X'].map((code) => writeKitPlaces(code, kits))).toEqual(['Bath 1', 'Bath 3|Night 1', ''])
  expect(readKitPlaces(' In and out 3 | Night 12 |')).toEqual({
    places: [
      { name: 'In and out', place: 3 },
      { name: 'Night', place: 12 },
    ],
  })
  for (const cell of ['Bath', '3', 'Bath 0', 'Bath first', 'Bath 1.5', 'Bath 1|x'])
    expect(readKitPlaces(cell)).toHaveProperty('words')
})

describe('a kit by a file', () => {
  test('as it stands does not change, whole or in part', () => {
    const whole = ['A', 'B', 'C', 'D'].map((code): [string, string] => [code, writeKitPlaces(code, kits)])
    expect(becomes(...whole)).toEqual([])
    for (const one of whole) expect(becomes(one)).toEqual([])
  })

  test.each<[string, [string, string][], (string | undefined)[][]]>([
    ['one moves down', [['A', 'Bath 3']], [['Bath', '4', 'BCA']]],
    ['one comes in', [['D', 'Bath 2|night 2']], [['Bath', '4', 'ADBC']]],
    ['one far down comes last', [['E', 'Bath 40']], [['Bath', '4', 'ABCE']]],
    ['one goes out', [['C', 'Night 1']], [['Bath', '4', 'AB']]],
    [
      'a new kit has the first free key',
      [
        ['A', 'Bath 1|Way in 2'],
        ['E', 'Way in 1'],
      ],
      [['Way in', '6', 'EA']],
    ],
    [
      'two new ones have two',
      [['E', 'Way in 1|Fire 1']],
      [
        ['Way in', '6', 'E'],
        ['Fire', '7', 'E'],
      ],
    ],
  ])('%s', (_, rows, wanted) => {
    expect(placeFaults(lines(...rows), kits)).toEqual([])
    expect(becomes(...rows)).toEqual(wanted)
  })

  test('that would be empty stays, said', () => {
    const { changes, stay } = after(lines(['C', 'Bath 3'], ['D', '']))
    expect(changes).toEqual([])
    expect(stay).toEqual([expect.stringContaining('Night would be empty: it stays')])
  })

  test('stays as it is when a row left out is in it or names it', () => {
    const left = [{ line: 9, code: 'B', names: namesIn('Way in|fire two') }]
    const { changes, stay } = after(lines(['A', 'Fire 1'], ['E', 'Night 1']), left)
    expect(changes.map(({ name }) => name)).toEqual(['Night'])
    expect(stay).toEqual([
      'Bath stays as it is: line 9 is left out.',
      'Fire is not added: line 9 is left out.',
    ])
  })

  test('says where its order breaks what must come first, and what it is in order', () => {
    const all = [item('D', 'E'), item('E'), item('A')]
    const { changes } = kitsAfter(lines(['D', 'Fire 1'], ['E', 'Fire 3'], ['A', 'Fire 2']), {
      ...{ kits: [], leftOut: [], items: all },
    })
    expect(changes).toMatchObject([
      { now: ['D', 'A', 'E'], order: ['The E comes before The D.'], ordered: ['E', 'D', 'A'] },
    ])
    expect(after(lines(['A', 'Bath 2'])).changes).toMatchObject([{ order: [], ordered: null }])
  })
})

describe('places that cannot be', () => {
  const faults = (here: StandingKit[], ...rows: [string, string][]) =>
    placeFaults(lines(...rows), here).map(({ line, words }) => [line, words])
  const full = ['4', '5', '6', '7', '8'].map((key) => kit(`Kit ${key}x`, key, ['A']))

  test('a place two rows give', () => {
    expect(faults(kits, ['A', 'Bath 2'], ['B', 'Bath 2'], ['C', 'Bath 3'])).toEqual([
      [2, 'Bath 2 is also on line 3. Give each its own place.'],
      [3, 'Bath 2 is also on line 2. Give each its own place.'],
    ])
  })

  test('a new kit when no key is left; the one before it has the last', () => {
    expect(faults(full, ['A', 'Fire 1|Flood 1'])).toEqual([
      [2, expect.stringContaining('there is no key left for the kit Flood: 4 to 9 are taken')],
    ])
  })

  test('a kit that is retired, or whose name another has', () => {
    expect(faults(kits, ['B', 'old 2'])).toEqual([[2, expect.stringContaining('the kit old is retired')]])
    const two = [...kits, kit('BATH', '7', ['E'])]
    expect(faults(two, ['A', 'Bath 1'])).toEqual([[2, expect.stringContaining('two kits are called Bath')]])
  })

  test('what the app refuses of a kit, at the rows that put something in', () => {
    const twelve = kit('Big', '9', Array.from('abcdefghijkl'))
    expect(faults([twelve], ['a', 'Big 1'], ['m', 'Big 13'])).toEqual([
      [3, 'Big: Twelve things are enough for one key.'],
    ])
    expect(faults([], ['a', `${'Long '.repeat(7)} 1`])).toEqual([
      [2, expect.stringContaining('Say it in 30 letters.')],
    ])
  })
})
