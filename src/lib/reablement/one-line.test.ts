import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOneLine } from './one-line.ts'
import type { LineOwner, OneLine } from './one-line.ts'
import { startingTeams } from './team.ts'

const monday = '2026-11-23'
const colleagues = [
  { id: 'dee', name: 'Dee Kaur', team: 'CT' },
  { id: 'priya', name: 'Priya Shah', team: 'OT' },
  { id: 'ronw', name: 'Ron Webb', team: 'MA' },
  { id: 'rony', name: 'Ron Yates', team: 'NT' },
  { id: 'amrit', name: 'Amrit Bains', team: 'RP' },
  { id: 'amara', name: 'Amara Obi', team: 'SW' },
  { id: 'ade', name: 'Ade Okafor', team: 'SW' },
]
const kits = [{ id: 'bathroom', name: 'Bathroom' }]
const context = { today: monday, colleagues, teams: startingTeams, kits }
const read = (text: string) => readOneLine(text, context)

/** What is not named is 1, null or false. */
type Said = Partial<Omit<OneLine, 'spans' | 'words' | 'doubts'>>
const of = (colleague: string): LineOwner => ({ colleague })
const queue = (team: string): LineOwner => ({ team })

const phrases: [string, string, Said][] = [
  ['2 grab rails bath wed', 'grab rails', { quantity: 2, room: 'Bathroom', due: '2026-11-25' }],
  ['two grab rails bathroom weds', 'grab rails', { quantity: 2, room: 'Bathroom', due: '2026-11-25' }],
  ['bath board', 'bath board', {}],
  ['2 bath boards', 'bath boards', { quantity: 2 }],
  ['bath board bath', 'bath board', { room: 'Bathroom' }],
  ['bath step tomorrow', 'bath step', { due: '2026-11-24' }],
  ['bath lift @priya', 'bath lift', { owner: of('priya') }],
  ['bath', 'bath', {}],
  ['non-slip bath mat', 'non-slip bath mat', {}],
  ['commode', 'commode', {}],
  ['a commode bedroom', 'commode', { room: 'Bedroom' }],
  ['perching stool 48cm', 'perching stool 48cm', {}],
  ['perching stool 48 cm bathroom tue', 'perching stool 48 cm', { room: 'Bathroom', due: '2026-11-24' }],
  ['perching stool bathroom 48cm @priya', 'perching stool 48cm', { room: 'Bathroom', owner: of('priya') }],
  ['450 mm grab rail bath', '450 mm grab rail', { room: 'Bathroom' }],
  ['grab rail 450 mm x2 bath', 'grab rail 450 mm', { quantity: 2, room: 'Bathroom' }],
  ['grab rail x 2 toilet', 'grab rail', { quantity: 2, room: 'Toilet' }],
  ['grab rail × 2 toilet', 'grab rail', { quantity: 2, room: 'Toilet' }],
  ['2x grab rail toilet', 'grab rail', { quantity: 2, room: 'Toilet' }],
  ['2 x grab rail toilet', 'grab rail', { quantity: 2, room: 'Toilet' }],
  ['grab rails 2 bath', 'grab rails', { quantity: 2, room: 'Bathroom' }],
  ['grab rails bath 2', 'grab rails', { quantity: 2, room: 'Bathroom' }],
  ['18 inch grab rail', '18 inch grab rail', {}],
  ['2 18 inch grab rails stairs', '18 inch grab rails', { quantity: 2, room: 'Stairs' }],
  ['2 inch raised toilet seat', '2 inch raised toilet seat', {}],
  ['raised toilet seat 4 inch', 'raised toilet seat 4 inch', {}],
  ['raised toilet seat', 'raised toilet seat', {}],
  ['two handled beaker', 'two handled beaker', {}],
  ['4 wheel rollator', '4 wheel rollator', {}],
  ['25 chair raisers', 'chair raisers', {}],
  ['kitchen trolley', 'kitchen trolley', {}],
  ['kitchen trolley kitchen', 'kitchen trolley', { room: 'Kitchen' }],
  ['key safe front door today', 'key safe', { room: 'Front door', due: monday }],
  ['key safe by tomorrow @ron w', 'key safe', { due: '2026-11-24', owner: of('ronw') }],
  ['key safe tmrw @ron', 'key safe', { due: '2026-11-24' }],
  ['pendant alarm @DEE today', 'pendant alarm', { owner: of('dee'), due: monday }],
  ['pendant alarm @CT', 'pendant alarm', { owner: queue('CT') }],
  ['pendant alarm @ct', 'pendant alarm', { owner: queue('CT') }],
  ['pendant alarm @care', 'pendant alarm', { owner: queue('CT') }],
  ['commode @am', 'commode', {}],
  ['commode @amr', 'commode', { owner: of('amrit') }],
  ['commode @nobody', 'commode', {}],
  ['pendant alarm @dee urgent', 'pendant alarm', { owner: of('dee'), urgent: true, due: monday }],
  ['urgent commode', 'commode', { urgent: true, due: monday }],
  ['urgent 2 commodes by wed', 'commodes', { quantity: 2, urgent: true, due: '2026-11-25' }],
  ['commode asap', 'commode', { urgent: true, due: monday }],
  ['grab rail in the bathroom', 'grab rail', { room: 'Bathroom' }],
  ['grab rail by the toilet', 'grab rail', { room: 'Toilet' }],
  ['grab rail for bathroom mon', 'grab rail', { room: 'Bathroom', due: '2026-11-30' }],
  ['drop-down rail beside toilet bathroom', 'drop-down rail beside toilet', { room: 'Bathroom' }],
  ['grab rail in bathroom 300 mm long', 'grab rail 300 mm long', { room: 'Bathroom' }],
  ['hospital bed', 'hospital bed', {}],
  ['profiling bed bedroom', 'profiling bed', { room: 'Bedroom' }],
  ['stair rail stairs 25 nov', 'stair rail', { room: 'Stairs', due: '2026-11-25' }],
  ['stair rail 25th november', 'stair rail', { due: '2026-11-25' }],
  ['stair rail nov 25', 'stair rail', { due: '2026-11-25' }],
  ['stair rail 25nov', 'stair rail', { due: '2026-11-25' }],
  ['stair rail 25/11', 'stair rail', { due: '2026-11-25' }],
  ['stair rail by 25/11/26', 'stair rail', { due: '2026-11-25' }],
  ['stair rail on 2026-11-25', 'stair rail', { due: '2026-11-25' }],
  ['stair rail wed 25 nov', 'stair rail', { due: '2026-11-25' }],
  ['stair rail next wed', 'stair rail', { due: '2026-12-02' }],
  ['stair rail this fri', 'stair rail', { due: '2026-11-27' }],
  ['stair rail next week', 'stair rail', { due: '2026-11-30' }],
  ['stair rail in 3 days', 'stair rail', { due: '2026-11-26' }],
  ['stair rail in a week', 'stair rail', { due: '2026-11-30' }],
  ['stair rail 20 nov', 'stair rail', {}],
  ['stair rail 20 jul', 'stair rail', { due: '2027-07-20' }],
  ['stair rail 3 jan', 'stair rail', { due: '2027-01-03' }],
  ['stair rail 31 nov', 'stair rail', {}],
  ['commode wedneday', 'commode', { due: '2026-11-25' }],
  ['commode by thurday', 'commode', { due: '2026-11-26' }],
  ['commode next munday', 'commode', { due: '2026-11-30' }],
  ['commode frdiay', 'commode', { due: '2026-11-27' }],
  ['commode tomorow', 'commode', { due: '2026-11-24' }],
  ['commode tomorrw', 'commode', { due: '2026-11-24' }],
  ['carer comes sundays', 'carer comes sundays', {}],
  ['grab rail bathrom', 'grab rail', { room: 'Bathroom' }],
  ['grab rail bthrm wed', 'grab rail', { room: 'Bathroom', due: '2026-11-25' }],
  ['grab rail in the kichen', 'grab rail', { room: 'Kitchen' }],
  ['commode bedrom', 'commode', { room: 'Bedroom' }],
  ['450 grab rail', '450 grab rail', {}],
  ['3/4 length bed rails', '3/4 length bed rails', {}],
  ['1/2 step back door', '1/2 step', { room: 'Back door' }],
  ['bed rails by 3/4', 'bed rails', { due: '2027-04-03' }],
  ['review how she sat thu', 'review how she sat', { due: '2026-11-26' }],
  ['slide sheets (pair) bedroom sat', 'slide sheets (pair)', { room: 'Bedroom', due: '2026-11-28' }],
  ['review wed call by fri', 'review wed call', { due: '2026-11-27' }],
  ['review morning call fri @amrit', 'review morning call', { due: '2026-11-27', owner: of('amrit') }],
  ['step down to 2 calls from fri', 'step down to 2 calls', { due: '2026-11-27' }],
  ['@sw care act assessment', 'care act assessment', { owner: queue('SW') }],
  ['care act assessment by 3 jan 2027 @ade', 'care act assessment', { due: '2027-01-03', owner: of('ade') }],
  ['Grab Rail, Short, bath, Wed.', 'Grab Rail Short', { room: 'Bathroom', due: '2026-11-25' }],
  ['wed', '', { due: '2026-11-25' }],
  ['', '', {}],
  ['rail front @dee door', 'rail front door', { owner: of('dee') }],
  ['rail next @dee wed', 'rail next', { owner: of('dee'), due: '2026-11-25' }],
  ['rails x @dee 2', 'rails x', { owner: of('dee'), quantity: 2 }],
  ['@', '@', {}],
]

describe('the one line', () => {
  test.each(phrases)('%j asks for %j', (text, words, said) => {
    const { spans: _, doubts: __, ...understood } = read(text)
    const plain = { quantity: 1, room: null, due: null, owner: null, urgent: false }
    expect(understood).toEqual({ ...plain, words, ...said })
  })

  test.each([
    ['commode yesterday', 'yesterday', 'is in the past'],
    ['commode by yesterday', 'by yesterday', 'is in the past'],
    ['commode 31/2', '31/2', 'no such day'],
    ['commode by 31/2 bath', 'by 31/2', 'no such day'],
    ['stair rail 31 nov', '31 nov', 'no such day'],
    ['stair rail nov 31', 'nov 31', 'no such day'],
    ['stair rail 20 nov', '20 nov', 'is in the past'],
    ['stair rail 2026-11-20', '2026-11-20', 'is in the past'],
    ['20000 grab rails', '20000', 'at most 20 at a time'],
    ['25 chair raisers', '25', 'at most 20 at a time'],
    ['grab rails x30 bath', 'x30', 'at most 20 at a time'],
  ])('%j: %s %s', (text, doubted, why) => {
    expect(read(text).doubts.map((doubt) => [doubt.text, doubt.why])).toEqual([[doubted, why]])
  })

  test.each(['3/4 length bed rails', 'ask who came yesterday to see her', 'commode wed', '450 grab rail'])(
    '%j is not doubted',
    (text) => {
      expect(read(text).doubts).toEqual([])
    },
  )

  test('there are sixty phrases and more', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(60)
  })

  test('the name of today’s weekday means next week', () => {
    expect(readOneLine('commode wed', { ...context, today: '2026-11-25' }).due).toBe('2026-12-02')
  })

  test('it says which letters it understood as what', () => {
    const text = '2 grab rails in the bath by wed @dee k urgent'
    expect(read(text).spans.map(({ from, to, as }) => [text.slice(from, to), as])).toEqual([
      ['2', 'quantity'],
      ['in the bath', 'room'],
      ['by wed', 'due'],
      ['@dee k', 'owner'],
      ['urgent', 'urgent'],
    ])
  })

  test('a service may have rooms of its own', () => {
    const rooms = [{ name: 'Summer house', words: ['summer house', 'shed'] }]
    expect(readOneLine('ramp summer house', { ...context, rooms })).toMatchObject({
      words: 'ramp',
      room: 'Summer house',
    })
    expect(readOneLine('ramp bath', { ...context, rooms })).toMatchObject({ words: 'ramp bath', room: null })
  })

  test('the exact first name wins over a longer one', () => {
    const both = [...colleagues, { id: 'deepa', name: 'Deepa Rao', team: 'OT' }]
    expect(readOneLine('commode @dee', { ...context, colleagues: both }).owner).toEqual({ colleague: 'dee' })
    expect(readOneLine('commode @de', { ...context, colleagues: both }).owner).toBeNull()
  })
})

describe('whatever is typed', () => {
  const pieces = [
    '2',
    'two',
    'grab',
    'rail',
    'bath',
    'in',
    'the',
    'wed',
    'next',
    '25',
    'nov',
    '@dee',
    '@',
    '48cm',
    'x',
    'x3',
    'by',
    'because',
    'lives alone',
    'kit',
    'bathroom',
    'before',
    'day 42',
    'as',
  ]
  const line = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 10 })

  test.each(['by @dee day 42', 'rail before @dee day 42', 'rail by day @dee 42'])(
    '%s: nothing is taken across what was taken before',
    (text) => {
      const { spans, owner, due } = read(text)
      expect(spans.map(({ as }) => as)).toEqual(['owner'])
      expect([owner, due]).toEqual([of('dee'), null])
    },
  )

  test('it never throws, and what it took lies in the text, in order, never twice', () => {
    fc.assert(
      fc.property(line, (words) => {
        const text = words.join(' ')
        const { spans, quantity } = read(text)
        let end = 0
        for (const { from, to } of spans) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
        expect(quantity >= 1 && quantity <= 20).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('a measurement is never a quantity', () => {
    const unit = fc.constantFrom('mm', 'cm', ' mm', ' cm', ' inch', 'm', 'kg', ' kg', '"')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), unit, fc.boolean(), (size, of, first) => {
        const line = first ? `${String(size)}${of} rail` : `rail ${String(size)}${of}`
        expect(read(line)).toMatchObject({ quantity: 1, words: line })
      }),
    )
  })
})
