import { expect, test } from 'vitest'
import { goalHints } from './goal-hints.ts'

test.each<[what: string, by: string | null, hints: RegExp[]]>([
  ['', null, []],
  ['Walk to the corner shop and back on my own', '2026-12-11', []],
  ['Mobilise independently to the toilet', '2026-12-11', [/own words/]],
  ['Cook again', '2026-12-11', [/What exactly/, /How would they know/]],
  ['Have my friends in for cards every Thursday', null, [/By when/]],
])('“%s” by %s', (what, by, hints) => {
  const found = goalHints(what, by)
  expect(found).toHaveLength(hints.length)
  for (const [at, hint] of hints.entries()) expect(found[at]).toMatch(hint)
})

test('a goal of the invented service needs no hint but a day', () => {
  expect(goalHints('Get up and down the stairs once a day on my own', null)).toHaveLength(1)
})
