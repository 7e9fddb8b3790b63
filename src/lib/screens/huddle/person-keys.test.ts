import { describe, expect, test } from 'vitest'
import { kitKeys, startingKits } from '#lib/reablement/kits.ts'
import { huddleKeys } from './keys.ts'
import { kitKeysShown, personKeys, personKeysShown } from './person-keys.ts'

describe('the keys about a person', () => {
  test('are none of the meeting’s, whose letters stand in the sheet', () => {
    const shown = new Set(personKeysShown.map(({ does }) => does))
    const meetings = huddleKeys
      .filter(({ does, before }) => !shown.has(does) && !before)
      .flatMap(({ keys }) => keys)
    expect(meetings).toContain('T')
    expect(personKeys.filter(({ key }) => meetings.includes(key.toUpperCase()))).toEqual([])
  })

  test('are each one thing, whoever is shown', () => {
    expect(new Set(personKeys.map(({ key }) => key)).size).toBe(personKeys.length)
  })

  test('stand in the sheet', () => {
    const sheet = huddleKeys.map(({ does }) => does)
    for (const { does } of personKeysShown) expect(sheet).toContain(does)
    expect(new Set(sheet).size).toBe(sheet.length)
  })

  test('leave the kits their digits, which are nobody else’s', () => {
    const taken = [...huddleKeys.flatMap(({ keys }) => keys), ...personKeys.map(({ key }) => key)]
    expect(kitKeys.filter((key) => taken.includes(key))).toEqual([])
    expect(kitKeysShown(startingKits)).toEqual([
      { keys: ['4', '…', '8'], does: 'New: a kit: bathroom, kitchen, night, medicines, in and out' },
    ])
    expect(kitKeysShown([])).toEqual([])
  })
})
