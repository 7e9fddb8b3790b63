import { describe, expect, test } from 'vitest'
import type { ActionView } from './action.ts'
import { userWeight } from './measurement.ts'
import { byArea, roundThing, todoOn } from './round.ts'

const today = '2026-11-23'
const view = (wish: Partial<ActionView>): ActionView => ({
  ...{ id: 'a', episode: 'e', kind: 'equipment', item: 'X', title: 'Stool', quantity: 1, room: 'Kitchen' },
  ...{ detail: 'after her stroke', team: 'OT', owner: null, due: today, state: 'accepted', lastNote: null },
  ...{ agreedAt: '', agreedBy: { id: 'p', name: 'P' }, huddle: '2026-11-20' },
  ...wish,
})

const weighed = [{ name: 'user weight', value: '78' }]
const measured = {
  state: 'measured',
  asks: [userWeight],
  measures: weighed,
  measureOn: today,
} satisfies Partial<ActionView>

describe('what takes somebody out today', () => {
  test.each<[Partial<ActionView>, string | null]>([
    [{}, null],
    [{ byUs: true }, 'Bring and show'],
    [{ byUs: true, due: '2026-11-24' }, null],
    [{ byUs: true, due: '2026-11-24', bookedFor: today }, 'Bring and show'],
    [{ byUs: true, bookedFor: '2026-11-24' }, null],
    [{ kind: 'adaptation' }, 'Bring, fit and show'],
    [{ asks: [userWeight] }, 'Measure'],
    [{ asks: [userWeight], measureOn: today, due: '2026-11-27' }, 'Measure'],
    [{ asks: [userWeight], measureOn: '2026-11-24' }, null],
    // A missed day is still to be gone to; what is measured is measured no second time.
    [{ asks: [userWeight], measureOn: '2026-11-20', due: '2026-11-27' }, 'Measure'],
    [{ state: 'ordered', asks: [userWeight], measureOn: today, bookedFor: '2026-11-24' }, 'Measure'],
    [{ state: 'measured', asks: [userWeight], measures: weighed, measureOn: today }, null],
    [{ ...measured, byUs: true }, 'Bring and show'],
    [{ ...measured, state: 'ordered', due: '2026-11-27', bookedFor: '2026-11-27' }, null],
    [{ ...measured, state: 'delivered' }, 'Show how it works'],
    [{ state: 'delivered', asks: [userWeight], measureOn: today }, 'Show how it works'],
    [{ state: 'agreed', asks: [userWeight], measureOn: today }, null],
    [{ byUs: true, bookedFor: '2026-11-20', due: '2026-11-27' }, 'Bring and show'],
    [{ kind: 'referral', state: 'booked', bookedFor: '2026-11-20' }, 'Visit'],
    [{ state: 'ordered', bookedFor: today }, 'See that it has come, show how it works'],
    [{ state: 'ordered', bookedFor: '2026-11-24' }, null],
    [{ state: 'delivered', due: '2026-11-27' }, 'Show how it works'],
    [{ state: 'shown' }, 'See that it works'],
    [{ kind: 'referral', state: 'booked', bookedFor: today }, 'Visit'],
    [{ kind: 'task' }, 'Do'],
    [{ state: 'done', onLoan: true, due: '2026-10-01' }, 'Collect'],
    [{ state: 'declined' }, null],
  ])('%o: %s', (wish, todo) => {
    expect(todoOn(view(wish), today)).toBe(todo)
  })

  test.each<[Partial<ActionView>, string | null]>([
    [{ state: 'delivered', onLoan: true }, 'Collect'],
    [{ state: 'done', onLoan: true }, 'Collect'],
    [{ state: 'delivered' }, null],
    [{ kind: 'task' }, null],
  ])('once their episode has ended, %o: %s', (wish, todo) => {
    expect(todoOn(view(wish), today, true)).toBe(todo)
  })
})

test('a thing says its sizes, never a weight nor why it is asked for', () => {
  const height = { name: 'seat height', hint: '', unit: 'cm', range: { least: 35, most: 65 } } as const
  const measures = [
    { name: 'seat height', value: '48' },
    { name: 'user weight', value: '78' },
  ]
  const stool = view({ asks: [height, userWeight], measures, connection: 'analogue' })
  expect(roundThing(stool, 'Bring and show')).toEqual({
    ...{ id: 'a', todo: 'Bring and show', what: 'Stool · Kitchen' },
    facts: ['seat height 48 cm', 'analogue line: ends January 2027'],
  })
})

test('stops go by outward postcode; those without one come last', () => {
  const stop = (postcode: string) => ({
    episode: postcode,
    person: 'P',
    address: '',
    postcode,
    access: [],
    things: [],
  })
  const areas = byArea([stop('LE4 3ZZ'), stop(''), stop('LE1 8ZZ'), stop('LE4 1ZZ')])
  expect(areas.map(({ area, stops }) => [area, stops.map(({ postcode }) => postcode)])).toEqual([
    ['LE1', ['LE1 8ZZ']],
    ['LE4', ['LE4 1ZZ', 'LE4 3ZZ']],
    ['', ['']],
  ])
})
