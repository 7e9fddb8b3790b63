import { describe, expect, test } from 'vitest'
import { huddleKeys } from './keys.ts'
import { personKeys, personKeysShown } from './person-keys.ts'

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
})
