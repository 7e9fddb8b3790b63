import { expect, test } from 'vitest'
import { besideField, inWords, Problem } from './problem.ts'

test.each([
  [new Problem('bad-input', { field: 'why', detail: 'Say why.' }), 'Say why.'],
  [new Problem('no-consent', { detail: 'Ask them first.' }), 'Ask them first.'],
  [new Problem('not-found'), 'That is no longer here. Go back to the board and look again.'],
])('beside its field %s says “%s”', (problem, words) => {
  expect(besideField(inWords(problem))).toBe(words)
})
