import { expect, test } from 'vitest'
import { frameOf } from './frame.ts'

const answered = (...given: Parameters<typeof frameOf>) => frameOf(...given).map((one) => one.answered)
const nothing = { note: '', agreed: [], said: [] }
const agreed = [{ state: 'agreed' as const }]

test('asks in the script’s order', () => {
  expect(frameOf(nothing)).toEqual([
    { words: 'what changed', answered: false },
    { words: 'what is needed', answered: false },
    { words: 'who', answered: false },
    { words: 'by when', answered: false },
  ])
})

test('the note says what changed, an action the rest', () => {
  expect(answered({ ...nothing, note: ' \n ' })).toEqual([false, false, false, false])
  expect(answered({ ...nothing, note: 'Fell.' })).toEqual([true, false, false, false])
  expect(answered({ ...nothing, agreed })).toEqual([false, true, true, true])
  expect(answered({ ...nothing, note: 'Fell.', agreed })).toEqual([true, true, true, true])
})

test('what was declined is still needed: who and by when are open until somebody else has one', () => {
  const declined = [{ state: 'declined' as const }]
  expect(answered({ ...nothing, agreed: declined })).toEqual([false, true, false, false])
  expect(answered({ ...nothing, agreed: [...declined, ...agreed] })).toEqual([false, true, true, true])
})

test('a step down or the day it ends settles what, who and when; what else is said of leaving does not', () => {
  for (const kind of ['step down', 'ends'] as const)
    expect(answered({ ...nothing, said: [kind] })).toEqual([false, true, true, true])
  expect(answered({ ...nothing, said: ['outcome', 'later check'] })).toEqual([false, false, false, false])
})
