import { describe, expect, test } from 'vitest'
import { readItemInput } from './catalogue-item.ts'
import type { WholeItem } from './catalogue-item.ts'
import { draftOf, draftSent, emptyMeasure, givenBy } from './item-form.ts'

const stool: WholeItem = {
  ...{ code: 'SEA-PST', name: 'Perching stool', kind: 'equipment', group: 'seating' },
  aliases: ['perch', 'high stool'],
  measurements: [
    { name: 'seat height', hint: 'floor to knee', unit: 'cm', range: { least: 35, most: 65 } },
    { name: 'leg type', hint: '', unit: null, range: null },
  ],
  ...{ checkWeight: true, safeLoad: 160, tier: 'P1', prescriber: 'OT', supply: 'deliver' },
  ...{ returnable: true, band: 'ND', team: 'OT', first: null, notes: '', retired: false },
}

describe('the form of an item', () => {
  test('sent as it was filled in gives the item back', () => {
    const draft = draftOf(stool)
    const fields: Record<string, string> = { measures: '2', checkWeight: 'on', returnable: 'on' }
    for (const [name, value] of Object.entries(draft)) if (typeof value === 'string') fields[name] = value
    for (const [row, measure] of draft.measurements.entries())
      for (const [name, value] of Object.entries(measure))
        fields[`measure.${String(row)}.${name}`] = value as string
    const sent = draftSent((name) => fields[name] ?? '')
    expect({ ...draft, ...sent }).toEqual(draft)
    const { retired, ...input } = stool
    expect([retired, readItemInput(givenBy(sent))]).toEqual([false, { item: input }])
  })

  test.each([
    ['', '65', 'measurements.0.range.least'],
    ['a', '65', 'measurements.0.range.least'],
    ['35', '', 'measurements.0.range.most'],
    ['', '', 'measurements.0.unit'],
  ])('a range from “%s” to “%s” is refused by its field', (least, most, field) => {
    const [row] = draftOf(stool).measurements
    const wrong = givenBy({ ...draftOf(stool), measurements: [{ ...emptyMeasure, ...row, least, most }] })
    const read = readItemInput(wrong)
    expect('faults' in read && read.faults[0]?.field).toBe(field)
  })

  test('a row left empty is none, a load nobody knows is none', () => {
    const given = givenBy({ ...draftOf(stool), measurements: [emptyMeasure], safeLoad: ' ' })
    expect(given).toMatchObject({ measurements: [], safeLoad: null })
  })
})
