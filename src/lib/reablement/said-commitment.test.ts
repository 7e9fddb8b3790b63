import { describe, expect, test } from 'vitest'
import { readCommitment, sayCommitment } from './said-commitment.ts'

const monday = '2026-11-23'

describe('is read as a step down', () => {
  test.each([
    'down',
    '/down',
    ' / down ',
    'Down',
    'down.',
    'step down',
    'Step Down',
    'stepdown',
    'step-down',
  ])('%s', (text) => {
    expect(readCommitment(text, monday)).toEqual({ kind: 'step down' })
  })
})

describe('is read as the day it ends', () => {
  test.each([
    ['ends thu', '2026-11-26'],
    ['/ends thu', '2026-11-26'],
    ['ends thursday', '2026-11-26'],
    ['Ends Thursday.', '2026-11-26'],
    ['end thurs', '2026-11-26'],
    ['ends on thu', '2026-11-26'],
    ['ends by fri', '2026-11-27'],
    ['ends thusday', '2026-11-26'],
    ['ends today', '2026-11-23'],
    ['ends tomorrow', '2026-11-24'],
    ['ends mon', '2026-11-30'],
    ['ends sat', '2026-11-28'],
    ['ends next wed', '2026-12-02'],
    ['ends thu 26 nov', '2026-11-26'],
    ['ends 26 nov', '2026-11-26'],
    ['ends 26th november', '2026-11-26'],
    ['ends nov 26', '2026-11-26'],
    ['ends 26nov', '2026-11-26'],
    ['ends 26/11', '2026-11-26'],
    ['ends 1/2', '2027-02-01'],
    ['ends 3 jan', '2027-01-03'],
    ['ends 3 jan 2027', '2027-01-03'],
    ['ends 2026-11-26', '2026-11-26'],
    ['ends in 3 days', '2026-11-26'],
    ['ends in a week', '2026-11-30'],
  ])('%s', (text, day) => {
    expect(readCommitment(text, monday)).toEqual({ kind: 'ends', day })
  })
})

describe('is an end on a day nobody can mean', () => {
  test.each([
    ['ends 31 nov', '31 nov', 'no such day'],
    ['ends 31/2', '31/2', 'no such day'],
    ['ends on 30 feb', '30 feb', 'no such day'],
    ['ends yesterday', 'yesterday', 'is in the past'],
    ['ends 20 nov', '20 nov', 'is in the past'],
    ['ends 26', '26', 'say the month too'],
    ['ends 26th', '26th', 'say the month too'],
    ['ends next week', 'next week', 'say which day of it'],
    ['ends this week', 'this week', 'say which day of it'],
    ['ends', '', 'say the day: “ends thu”, “ends 26 nov”'],
  ])('%s', (text, typed, why) => {
    const said = readCommitment(text, monday)
    expect(said).toEqual({ kind: 'ends', day: null, typed, why })
    expect(said && sayCommitment(said, monday)).toBe('')
  })
})

describe('is no commitment, and goes on as an action', () => {
  test.each([
    ...['', '/', 'down stairs rail', 'downstairs rail', 'rail down', 'step down stool', 'step', 'steps down'],
    ...['down to 2 calls', 'step him down', 'lay down bed', 'sit down shower seat', 'down thu', 'up'],
    ...['ends of bed raiser', 'end of bed raiser thu', 'end table', 'ends soon', 'ends well', 'thu'],
    ...['ring when it ends thu', 'weekends thu', 'ends thu with ot', 'ends thu fri', 'bed ends 2', 'ends a'],
    ...['2 grab rails bath wed', 'ends 31 nov stool', 'send thu'],
  ])('“%s”', (text) => {
    expect(readCommitment(text, monday)).toBeNull()
  })
})

test('is said as the chip will say it', () => {
  expect(sayCommitment({ kind: 'ends', day: '2026-11-26' }, monday)).toBe('Ends Thu 26 Nov')
  expect(sayCommitment({ kind: 'ends', day: '2027-01-03' }, monday)).toBe('Ends Sun 3 Jan 2027')
  expect(sayCommitment({ kind: 'step down' }, monday)).toBe('Step down: one call fewer a day from tomorrow')
})
