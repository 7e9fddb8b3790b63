import { describe, expect, test } from 'vitest'
import type { CatalogueItem } from './catalogue.ts'
import { kitActions, kits } from './kits.ts'
import { nextState, nextToDo, starterItems, starterWords } from './starter.ts'

const item = (code: string, wish: Partial<CatalogueItem> = {}): CatalogueItem => ({
  ...{ code, name: `The ${code} (in words)`, kind: 'equipment', aliases: [], band: 'WD5', team: 'OT' },
  ...wish,
})
const monday = Date.parse('2026-11-23T09:30:00Z')
const kit = (name: string) => {
  const found = kits.find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('a kit', () => {
  const all = kits.flatMap(({ items }) => items).map((code) => item(code))

  test('is one action for each thing, for its own team by its own delivery band', () => {
    const catalogue = [item('MIN-GRS', { kind: 'adaptation', team: 'MA', band: 'WD7' }), item('BTH-BRD')]
    expect(kitActions(kit('Bathroom'), catalogue, [], monday)).toEqual([
      {
        ...{ kind: 'equipment', item: 'BTH-BRD', title: 'The BTH-BRD', quantity: 1 },
        ...{ team: 'OT', owner: null, due: '2026-11-30' },
      },
      {
        ...{ kind: 'adaptation', item: 'MIN-GRS', title: 'The MIN-GRS', quantity: 1 },
        ...{ team: 'MA', owner: null, due: '2026-12-02' },
      },
    ])
  })

  test('leaves out what is asked for already', () => {
    const left = kitActions(kit('Night'), all, ['TOI-COM', null], monday)
    expect(left.map((one) => one.item)).toEqual(['BED-LEV', 'MIN-LGT'])
  })

  test('has the key safe before the alarm that relies on it', () => {
    const order = kitActions(kit('In and out'), all, [], monday).map((one) => one.item)
    expect(order.indexOf('MIN-KEY')).toBeLessThan(order.indexOf('TEC-PEN'))
  })

  test('has a key of its own', () => {
    expect(new Set(kits.map(({ key }) => key)).size).toBe(kits.length)
  })
})

describe('the starter checklist', () => {
  test('goes from to do to done, not needed and back', () => {
    expect([nextState(undefined), nextState('done'), nextState('not needed')]).toEqual([
      ...['done', 'not needed', null],
    ])
  })

  test('knows what is to do next, and when nothing is', () => {
    expect(nextToDo({})).toBe('first visit')
    expect(nextToDo({ 'first visit': 'done', goals: 'not needed' })).toBe('risks')
    expect(nextToDo(Object.fromEntries(starterItems.map((one) => [one, 'done'])))).toBeNull()
  })

  test('names no key-safe code, and says where it belongs', () => {
    expect(starterWords['way in'].about).toContain('OneTouch')
  })
})
