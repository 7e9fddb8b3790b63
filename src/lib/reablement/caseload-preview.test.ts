import { expect, test } from 'vitest'
import { changesNothing } from './caseload-preview.ts'

const line = { line: 2, reference: 'RB1', name: 'Kamla Chauhan' }
const nothing = {
  ...{ new: [], callsChanged: [], detailsChanged: [], kept: [], back: [], missing: [] },
  ...{ same: 3, stillMissing: 1 },
}

test('a file that leaves everything as it stands is told from one that does something', () => {
  expect(changesNothing({ good: 3, changes: nothing })).toBe(true)
  expect(changesNothing({ good: 3, changes: { ...nothing, missing: [line] } })).toBe(false)
  expect(changesNothing({ good: 3, changes: { ...nothing, new: [line] } })).toBe(false)
  // Not one row can be used: that is no file without changes.
  expect(changesNothing({ good: 0, changes: nothing })).toBe(false)
})
