import { describe, expect, test } from 'vitest'
import { sideInput, twinInput } from './caseload-decisions.ts'
import { builtInWords, undoInWords } from './caseload-runs.ts'

const nothing = { people: 0, stays: 0, calls: 0, details: 0, marked: 0, unmarked: 0 }

describe('what an undo does', () => {
  test('is said of what happens, and of nothing else', () => {
    expect(undoInWords({ ...nothing, people: 1, stays: 3, calls: 2, unmarked: 1 })).toEqual([
      '1 person who came by it leaves the board.',
      '2 people known before lose the new stay.',
      'The calls of 2 people are again what they were.',
      '1 person is marked “not in today’s file” again.',
    ])
    expect(undoInWords(nothing)).toEqual(['Only what is remembered of the file goes back.'])
  })

  test.each([
    ['action', 'Ivy Lad (RB1): an action was agreed since.'],
    ['ended', 'Ivy Lad (RB1): their stay has ended since.'],
    ['a_table_of_tomorrow', 'Ivy Lad (RB1): something was added since.'],
  ])('is refused for a row of %s in words', (table, words) => {
    expect(builtInWords('Ivy Lad (RB1)', table)).toBe(words)
  })
})

test.each([
  [twinInput, { key: 'RB1', decision: 'apart', keep: null }],
  [twinInput, { key: 'RB1|RB2', decision: 'perhaps', keep: null }],
  [sideInput, { held: '0123456789abcdef', person: 'p', field: 'shoe size', side: 'file' }],
  [sideInput, { held: '../../etc', person: 'p', field: 'ward', side: 'file' }],
])('what is no answer is refused', (schema, given) => {
  expect(schema.safeParse(given).success).toBe(false)
})
