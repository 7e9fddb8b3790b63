import { describe, expect, test } from 'vitest'
import { saidByFile, sayChange, sayHeldLine, sayTwin } from './kept-file.ts'
import { codeTakenOut } from './key-safe.ts'

const at = '2026-11-23T06:00:00.000Z'
const when = { label: 'When', value: '23 Nov 2026, 06:00' }

test('what the file said is said by its headings; what it did not say is left out', () => {
  const facts = {
    ...{ reference: 'RB27010', born: '1941-02-16', nhsNumber: '9990000018', callsPerDay: 3 },
    ...{ livesAlone: true, pets: false, ward: null, reason: 'key safe code is 4471', id: 'inner' },
  }
  expect(saidByFile(JSON.stringify(facts))).toEqual([
    { label: 'Client ref', value: 'RB27010' },
    { label: 'Date of birth', value: '16 Feb 1941' },
    { label: 'NHS number', value: '999 000 0018' },
    { label: 'Calls per day', value: '3' },
    { label: 'Reason for referral', value: codeTakenOut },
    { label: 'Lives alone', value: 'yes' },
    { label: 'Pets', value: 'no' },
  ])
  expect(saidByFile('spoiled')).toEqual([])
})

describe('what a file changed', () => {
  test('is said with what stood there before', () => {
    const [before, after] = [
      { birthDate: '1941-02-16', telephone: null },
      { birthDate: '1941-02-17', telephone: '0116' },
    ]
    const change = { at, before: JSON.stringify(before), after: JSON.stringify(after) }
    expect(sayChange({ ...change, table: 'person' })).toEqual([
      when,
      { label: 'What', value: 'The person' },
      { label: 'Birth date', value: '16 Feb 1941 → 17 Feb 1941' },
      { label: 'Telephone', value: 'nothing → 0116' },
    ])
  })

  test('of what the file said only what it said otherwise; of what it entered no second copy', () => {
    const facts = (one: object) => JSON.stringify({ facts: JSON.stringify(one) })
    const [before, after] = [
      facts({ callsPerDay: 2, ward: 'Ward 7' }),
      facts({ callsPerDay: 3, ward: 'Ward 7' }),
    ]
    expect(sayChange({ at, table: 'file_said', before, after })).toEqual([
      when,
      { label: 'What', value: 'What the file said' },
      { label: 'Calls per day', value: '2 → 3' },
    ])
    expect(sayChange({ at, table: 'call_pattern', before: null, after: 'fingerprint' })).toEqual([
      when,
      { label: 'What', value: 'Their calls: entered from the file, for the first time' },
    ])
  })
})

test('of two entries kept apart the other’s reference is not said; of one person’s both are', () => {
  const kept = { key: 'RB27010|RB27044', by: 'Mia Grant', at }
  expect(JSON.stringify(sayTwin({ ...kept, decision: 'apart', keep: null }))).not.toContain('RB27044')
  expect(sayTwin({ ...kept, decision: 'merge', keep: 'RB27010' })[0]?.value).toBe(
    'RB27010 and RB27044 are both theirs; RB27010 stays',
  )
  const twice = sayTwin({ ...kept, key: 'RB27010|RB27010', decision: 'merge', keep: 'first' })
  expect(twice[0]?.value).toBe('both lines of RB27010 are theirs; the first stays')
})

test('a line that waits stands under the file’s own headings, without what is empty', () => {
  expect(sayHeldLine(at, ['Ref', ' '], ['RB27010', ' 1941 ', 'more', ''])).toEqual([
    { label: 'File of', value: '23 Nov 2026, 06:00' },
    { label: 'Ref', value: 'RB27010' },
    { label: 'Column 2', value: '1941' },
    { label: 'Column 3', value: 'more' },
  ])
})
