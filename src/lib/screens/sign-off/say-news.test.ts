import { expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { sayNews } from './say-news.ts'

const action: ActionView = {
  ...{
    id: 'a',
    episode: 'e',
    kind: 'adaptation',
    item: 'X',
    title: 'Grab rail',
    quantity: 2,
    room: 'Bathroom',
  },
  ...{ detail: null, team: 'MA', owner: null, due: '2026-11-25', state: 'to sign off', lastNote: null },
  ...{ agreedAt: '2026-11-23T09:40:00Z', agreedBy: { id: 'wes', name: 'Wes Low' }, huddle: '2026-11-23' },
  tier: 'P1',
}
const someone = (id: string, qualification: Colleague['qualification'] = null): Colleague => ({
  ...{ id, name: id, jobTitle: '', team: 'OT', role: 'colleague', qualification },
})

test('whoever may sign hears that it waits, and nobody else', () => {
  const words = 'Wes L asks you to sign off: Grab rail × 2 · Bathroom'
  expect(sayNews(action, 'to sign off', someone('priya', 'OT'))).toBe(words)
  expect(sayNews(action, 'to sign off', someone('dee', 'care technology'))).toBeNull()
  expect(sayNews(action, 'to sign off', someone('wes', 'OT'))).toBeNull()
  expect(sayNews(action, 'agreed', someone('priya', 'OT'))).toBeNull()
})

test('whoever asked hears what came of it', () => {
  const wes = someone('wes', 'assistant')
  expect(sayNews(action, 'signed off', wes)).toBe('Signed off, and agreed: Grab rail × 2 · Bathroom')
  const back = { ...action, lastNote: 'returned: tiles' }
  expect(sayNews(back, 'returned', wes)).toBe('Not signed off, returned: tiles (Grab rail × 2 · Bathroom)')
  expect(sayNews(back, 'returned', someone('priya', 'OT'))).toBeNull()
})
