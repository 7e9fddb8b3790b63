import { describe, expect, test } from 'vitest'
import type { CatalogueItem } from './catalogue.ts'
import { inOrder, kitActions, kitInput, orderFaults, startingKits as kits } from './kits.ts'
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

  test('brings what must come first and is not in it, but not for what is asked for already', () => {
    const catalogue = [item('MIN-KEY'), item('TEC-PEN', { first: 'MIN-KEY' }), item('TEC-BED')]
    const alone = { ...kit('In and out'), items: ['TEC-BED', 'TEC-PEN'] }
    const codes = (asked: string[]) => kitActions(alone, catalogue, asked, monday).map((one) => one.item)
    expect(codes([])).toEqual(['TEC-BED', 'MIN-KEY', 'TEC-PEN'])
    expect(codes(['MIN-KEY'])).toEqual(['TEC-BED', 'TEC-PEN'])
    expect(codes(['TEC-PEN'])).toEqual(['TEC-BED'])
  })

  test('has a key of its own', () => {
    expect(new Set(kits.map(({ key }) => key)).size).toBe(kits.length)
  })
})

describe('what must come first', () => {
  const catalogue = [
    { code: 'MIN-KEY', name: 'Key safe', first: null },
    { code: 'TEC-PEN', name: 'Alarm unit (digital)', first: 'MIN-KEY' },
    { code: 'TEC-FAL', name: 'Fall detector', first: 'TEC-PEN' },
    { code: 'MIN-EXR', name: 'Outdoor handrail', first: null },
  ]
  const words = (items: string[]) => orderFaults(items, catalogue).map((fault) => fault.words)

  test('is said when it stands behind, or is not there', () => {
    expect(words(['MIN-KEY', 'MIN-EXR', 'TEC-PEN'])).toEqual([])
    expect(words(['TEC-PEN', 'MIN-KEY'])).toEqual(['Key safe comes before Alarm unit.'])
    expect(words(['TEC-PEN'])).toEqual(['Key safe comes before Alarm unit, and is not in this kit.'])
  })

  test('is put right by one press, and the rest keeps its order', () => {
    expect(inOrder(['MIN-EXR', 'TEC-FAL', 'MIN-KEY'], catalogue)).toEqual([
      ...['MIN-EXR', 'MIN-KEY', 'TEC-PEN', 'TEC-FAL'],
    ])
    expect(orderFaults(inOrder(['TEC-FAL', 'TEC-PEN'], catalogue), catalogue)).toEqual([])
  })

  test('never goes round in a ring', () => {
    const ring = [
      { code: 'A', name: 'A', first: 'B' },
      { code: 'B', name: 'B', first: 'A' },
    ]
    expect(inOrder(['A'], ring)).toEqual(['B', 'A'])
  })

  test.each([
    ['', '4', ['A']],
    ['Night', '3', ['A']],
    ['Night', '4', []],
    ['Night', '4', ['A', 'A']],
  ])('a kit “%s” with the key %s and %j is refused', (name, key, items) => {
    expect(kitInput.safeParse({ name, key, items }).success).toBe(false)
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
