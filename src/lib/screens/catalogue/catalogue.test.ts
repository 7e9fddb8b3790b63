import { expect, test } from 'vitest'
import type { WholeItem } from '#lib/reablement/catalogue-item.ts'
import { narrowed } from './catalogue.ts'

const item = (code: string, name: string, wish: Partial<WholeItem> = {}): WholeItem => ({
  ...{ code, name, kind: 'equipment', group: 'seating', aliases: [], measurements: [] },
  ...{ checkWeight: true, safeLoad: null, tier: 'P1', prescriber: '', supply: '' },
  ...{ returnable: true, band: 'ND', team: 'OT', first: null, notes: '', retired: false },
  ...wish,
})
const all = [
  item('SEA-PST', 'Perching stool', { aliases: ['high stool'] }),
  item('MIN-KEY', 'Key safe', { kind: 'adaptation', team: 'MA', group: 'access' }),
  item('SEA-OLD', 'Old stool', { retired: true }),
]
const everything = { text: '', kind: '', team: '', retired: false }
const codes = (wish: Partial<typeof everything>) =>
  narrowed(all, { ...everything, ...wish }).map(({ code }) => code)

test('the list is narrowed by words, kind and team; retired items show when they are asked for', () => {
  expect(codes({})).toEqual(['SEA-PST', 'MIN-KEY'])
  expect(codes({ text: ' HIGH  seat' })).toEqual(['SEA-PST'])
  expect(codes({ text: 'min-' })).toEqual(['MIN-KEY'])
  expect(codes({ kind: 'adaptation', team: 'OT' })).toEqual([])
  expect(codes({ text: 'stool', retired: true })).toEqual(['SEA-PST', 'SEA-OLD'])
})
