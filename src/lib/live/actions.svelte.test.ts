import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ActionView } from '../reablement/action.ts'
import { LiveActions } from './actions.svelte.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

const one = (id: string, state: ActionView['state'] = 'agreed') => ({ id, episode: 'e', state }) as ActionView
const held = (actions: LiveActions) => actions.of('e').map(({ id, state }) => `${id} ${state}`)

test('an action that changes stays where it stands', () => {
  const actions = new LiveActions()
  actions.take([one('a'), one('b')])
  actions.put(one('a', 'accepted'))
  actions.put(one('c'))
  expect(held(actions)).toEqual(['a accepted', 'b agreed', 'c agreed'])
})

test('what was agreed while a page was being loaded is not lost when the load arrives', () => {
  const actions = new LiveActions()
  actions.take([one('a')])
  actions.put(one('b'))
  actions.put(one('b', 'accepted'))
  vi.advanceTimersByTime(300)
  actions.take([one('a')])
  expect(held(actions)).toEqual(['a agreed', 'b accepted'])
})

test('a load that came later than what was heard wins', () => {
  const actions = new LiveActions()
  actions.put(one('a'))
  vi.advanceTimersByTime(5_000)
  actions.take([one('a', 'done')])
  expect(held(actions)).toEqual(['a done'])
  actions.take([])
  expect(actions.all()).toEqual([])
})
