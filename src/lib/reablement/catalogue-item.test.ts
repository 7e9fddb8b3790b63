import { describe, expect, test } from 'vitest'
import { changesOf, faultsAround, readItemInput } from './catalogue-item.ts'
import type { ItemInput, WholeItem } from './catalogue-item.ts'

const stool: ItemInput = {
  ...{ code: 'SEA-PST', name: 'Perching stool', kind: 'equipment', group: 'seating', aliases: ['perch'] },
  measurements: [
    { name: 'seat height', hint: 'floor to back of knee', unit: 'cm', range: { least: 35, most: 65 } },
    { name: 'bowl shape', hint: '', unit: null, range: null },
  ],
  ...{ checkWeight: true, safeLoad: 160, tier: 'P1', prescriber: 'OT', supply: 'deliver' },
  ...{ returnable: true, band: 'ND', team: 'OT', first: null, notes: '' },
}
const faultsOf = (wish: Partial<Record<keyof ItemInput, unknown>>) => {
  const read = readItemInput({ ...stool, ...wish })
  return 'faults' in read ? read.faults.map(({ field }) => field) : []
}
const range = (least: unknown, most: unknown) => [
  { name: 'seat height', hint: '', unit: 'cm', range: { least, most } },
]

describe('what is given of an item', () => {
  test('is taken when it is right, trimmed', () => {
    expect(readItemInput({ ...stool, name: ' Perching stool ' })).toEqual({ item: stool })
  })

  test.each<[string, Partial<Record<keyof ItemInput, unknown>>]>([
    ['name', { name: ' ' }],
    ['code', { code: 'sea pst' }],
    ['kind', { kind: 'task' }],
    ['group', { group: '' }],
    ['aliases.1', { aliases: ['perch', 'a|b'] }],
    ['measurements.0.name', { measurements: [{ name: 'seat; height', hint: '', unit: null, range: null }] }],
    ['measurements.0.range.most', { measurements: range(65, 35) }],
    ['measurements.0.range.least', { measurements: range(Number.NaN, 35) }],
    ['measurements.0.unit', { measurements: [{ name: 'width', hint: '', unit: 'cm', range: null }] }],
    ['measurements', { measurements: [...range(1, 2), ...range(3, 4)] }],
    ['safeLoad', { safeLoad: 0 }],
    ['safeLoad', { safeLoad: Number.NaN }],
    ['tier', { tier: 'P9' }],
    ['band', { band: 'soon' }],
    ['team', { team: '' }],
    ['notes', { notes: 'key safe code 4471' }],
  ])('is refused by its field: %s', (field, wish) => {
    expect(faultsOf(wish)).toEqual([field])
  })

  test('names every field at fault at once, in words', () => {
    const read = readItemInput({ ...stool, name: '', band: 'soon' })
    expect(read).toEqual({
      faults: [
        { field: 'name', words: 'Give it a name.' },
        { field: 'band', words: 'Choose how soon it comes.' },
      ],
    })
  })
})

describe('an item beside the others', () => {
  const others = [
    { code: 'MIN-KEY', name: 'Key safe', first: null },
    { code: 'TEC-PEN', name: 'Pendant', first: 'MIN-KEY' },
    { code: 'TEC-FAL', name: 'Fall detector', first: 'TEC-PEN' },
  ]
  const around = { others, teams: ['OT', 'CT'] }
  const faults = (code: string, first: string | null, team = 'CT') =>
    faultsAround({ code, first, team }, around).map(({ field, words }) => `${field}: ${words}`)

  test('waits for something that is there', () => {
    expect(faults('TEC-WRI', 'TEC-FAL')).toEqual([])
    expect(faults('TEC-WRI', 'MIN-SAF')).toEqual(['first: The catalogue has no MIN-SAF.'])
  })

  test('never for itself, nor in a ring', () => {
    expect(faults('MIN-KEY', 'MIN-KEY')).toEqual(['first: It cannot come before itself.'])
    expect(faults('MIN-KEY', 'TEC-FAL')).toEqual([
      'first: Fall detector waits for this one already: they would wait for each other.',
    ])
  })

  test('belongs to a team of the service', () => {
    expect(faults('TEC-WRI', null, 'HO')).toEqual(['team: There is no such team here.'])
  })
})

describe('what changed', () => {
  const before: WholeItem = { ...stool, retired: false }

  test('is said field by field, in words', () => {
    const after: WholeItem = { ...before, band: 'WD3', safeLoad: null, aliases: ['perch', 'stool'] }
    expect(changesOf(before, after)).toEqual([
      { field: 'aliases', heading: 'Other names', was: 'perch', now: 'perch, stool' },
      { field: 'safeLoad', heading: 'Safe working load', was: '160 kg', now: '' },
      { field: 'band', heading: 'How soon', was: 'the next working day', now: 'in 3 working days' },
    ])
  })

  test('is nothing when nothing did', () => {
    expect(changesOf(before, { ...before })).toEqual([])
  })
})
