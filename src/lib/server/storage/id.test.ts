import { expect, test } from 'vitest'
import { csvCell } from '../../reablement/csv.ts'
import { newId } from './id.ts'

test('an id is never one that a file for a spreadsheet has to change', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids.filter((id) => csvCell(id) !== id)).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[\w-]{16}$/.test(id))).toBe(true)
})
