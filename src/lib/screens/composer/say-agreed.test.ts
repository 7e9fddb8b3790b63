import { expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import { newId } from './new-id.ts'
import { sayAgreed, sayTakenBack } from './say-agreed.ts'

const stool: ActionView = {
  id: '1',
  episode: 'e',
  kind: 'equipment',
  item: 'SEA-PST',
  title: 'Perching stool',
  quantity: 1,
  room: null,
  detail: null,
  team: 'OT',
  owner: null,
  due: '2026-11-24',
  state: 'agreed',
  agreedAt: '2026-11-23T09:41:00.000Z',
  agreedBy: { id: 'priya', name: 'Priya Shah' },
  lastNote: null,
  huddle: '2026-11-23',
}

test('an item is said with how many, whose it is and by when', () => {
  expect(sayAgreed(stool, '2026-11-23')).toBe('Agreed: Perching stool × 1 for OT’s queue, by Tue 24 Nov')
})

test('what is undone is said to be taken back', () => {
  expect(sayTakenBack({ ...stool, quantity: 2 })).toBe('Taken back: Perching stool × 2')
})

test('a task for a colleague today', () => {
  const task: ActionView = {
    ...stool,
    kind: 'task',
    title: 'Ring the son',
    owner: { id: 'd', name: 'Dee Kaur' },
  }
  expect(sayAgreed(task, '2026-11-24')).toBe('Agreed: Ring the son for Dee K, today')
})

test('ids are UUIDs also where the browser has no randomUUID', () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(newId()).toMatch(shape)
  const { randomUUID } = crypto
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
  expect(newId()).toMatch(shape)
  Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true })
})
