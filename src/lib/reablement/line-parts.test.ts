import { describe, expect, test } from 'vitest'
import { readSizes, withoutSizes } from './line-measures.ts'
import { readMeasurements } from './measurement.ts'
import { readOneLine } from './one-line.ts'
import { startingTeams } from './team.ts'

const kits = [
  { id: 'bathroom', name: 'Bathroom' },
  { id: 'in-and-out', name: 'In and out' },
  { id: 'night', name: 'Night' },
]
/** Monday; day 22 of 42. Day 42 is Sunday 13 December. */
const context = { today: '2026-11-23', start: '2026-11-02', colleagues: [], teams: startingTeams, kits }
const read = (text: string) => readOneLine(text, context)

describe('the reason', () => {
  test.each([
    ['pendant because lives alone', 'pendant', 'lives alone'],
    ['pendant lives alone', 'pendant', 'lives alone'],
    ['commode as too weak for the stairs', 'commode', 'too weak for the stairs'],
    ['grab rail due to poor balance', 'grab rail', 'poor balance'],
    ["perching stool can't stand for long", 'perching stool', "can't stand for long"],
    ['pendant because fell on monday', 'pendant', 'fell on monday'],
  ])('%s', (text, words, because) => {
    expect(read(text)).toMatchObject({ words, because, due: null, room: null })
  })

  test.each(['commode as agreed', 'because', 'falls clinic', 'grab rail as before', 'unsteady on stairs'])(
    '%s gives none',
    (text) => {
      expect(read(text)).not.toHaveProperty('because')
    },
  )

  test('a day behind it is when the action is due, unless the reason tells of the past', () => {
    expect(read('pendant lives alone fri')).toMatchObject({ because: 'lives alone', due: '2026-11-27' })
    expect(read('pendant fell tuesday')).toMatchObject({ because: 'fell tuesday', due: null })
    expect(read('pendant fell tuesday by fri')).toMatchObject({ because: 'fell tuesday', due: '2026-11-27' })
  })
})

describe('a kit', () => {
  test.each([
    ['kit bathroom', 'bathroom'],
    ['bathroom kit', 'bathroom'],
    ['Kit Bath', 'bathroom'],
    ['bathrom kit', 'bathroom'],
    ['kit in and out', 'in-and-out'],
    ['the night kit urgent', 'night'],
  ])('%s', (text, kit) => {
    expect(read(text).kit).toBe(kit)
  })

  test.each(['kit garden', 'kit', 'first aid kit', 'kitchen trolley'])('%s names none', (text) => {
    expect(read(text)).not.toHaveProperty('kit')
  })
})

describe('a day of the six weeks', () => {
  test.each([
    ['care act before day 42', '2026-12-11'],
    ['care act by day 42', '2026-12-11'],
    ['care act by day 28', '2026-11-27'],
    ['care act by day 29', '2026-11-30'],
    ['care act before day 30', '2026-11-30'],
  ])('%s', (text, due) => {
    expect(read(text)).toMatchObject({ words: 'care act', due, doubts: [] })
  })

  test('a day that has passed, and one that nobody can count, are doubted', () => {
    expect(read('care act before day 10').doubts).toMatchObject([{ why: 'is in the past' }])
    expect(read('care act by day 0').doubts).toMatchObject([{ why: 'no such day' }])
    expect(readOneLine('care act by day 28', { ...context, start: null }).doubts).toMatchObject([
      { about: 'due', why: 'the first visit is not known: say the date' },
    ])
  })
})

describe('sizes', () => {
  const asks = readMeasurements('seat height (floor to back of knee) [cm 35-65]; hip width [cm 25-75]')
  const sizes = (left: string) => readSizes(`stool ${left}`, left, asks)

  test('by name, in other units too, and what is left stays', () => {
    expect(sizes('padded seat height 18in')).toEqual({
      sizes: [{ typed: 'seat height 18in', may: [{ name: 'seat height', value: '45.7' }], ask: null }],
      left: 'padded',
    })
    expect(sizes('hip 40').sizes).toMatchObject([{ may: [{ name: 'hip width', value: '40' }], ask: null }])
  })

  test('the only one whose range it fits needs no name; of two it is asked which', () => {
    expect(sizes('70cm').sizes).toMatchObject([{ may: [{ name: 'hip width', value: '70' }], ask: null }])
    const [both] = sizes('48cm').sizes
    expect(both?.may.map(({ name }) => name)).toEqual(['seat height', 'hip width'])
    expect(both?.ask).toBe('Which measurement is it?')
  })

  test('a slip is asked about with what is probably meant; what fits nothing is left as it is', () => {
    expect(sizes('seat height 480').sizes).toMatchObject([{ may: [{ name: 'seat height', value: '48' }] }])
    expect(sizes('seat height 480').sizes[0]?.ask).not.toBeNull()
    expect(sizes('seat height 90').sizes).toMatchObject([{ may: [] }])
    expect(sizes('seat height 90').sizes[0]?.ask).toContain('outside')
    expect(sizes('77')).toEqual({ sizes: [], left: '77' })
    expect(readSizes('seat 4 inch', '', asks, 'Raised toilet seat, 4 inch').sizes).toEqual([])
  })

  test('the item’s own word names no measurement, unless the measurement is named in full', () => {
    const frame = readMeasurements(
      'handle height [cm 65-100]; frame width [cm 35-90]; user weight [kg 30-200]',
    )
    const of = (words: string, left: string) =>
      readSizes(words, left, frame, 'Walking frame, no wheels', ['zimmer']).sizes
    expect(of('walking frame 82cm', '82cm')).toMatchObject([
      {
        typed: '82cm',
        may: [{ name: 'handle height' }, { name: 'frame width' }],
        ask: 'Which measurement is it?',
      },
    ])
    expect(of('walking frame 95kg', '95kg')).toEqual([
      { typed: '95kg', may: [{ name: 'user weight', value: '95' }], ask: null },
    ])
    expect(of('walking frame frame width 60', 'width 60')).toMatchObject([
      { may: [{ name: 'frame width', value: '60' }], ask: null },
    ])
    expect(of('walking frame width 60', 'width 60')).toMatchObject([
      { may: [{ name: 'frame width', value: '60' }], ask: null },
    ])
  })

  test('the search does without them', () => {
    expect(withoutSizes('zimmer handle height 85')).toEqual(['zimmer handle', 'zimmer'])
    expect(withoutSizes('grab rail 450mm')).toEqual(['grab rail 450mm', 'grab rail 450mm'])
  })
})
