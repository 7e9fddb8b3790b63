import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { awaitSignIn } from './signed-in-again.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function waiting(answers: (string | null | Error)[]) {
  const heard: string[] = []
  const ask = vi.fn(async () => {
    const answer = answers.shift() ?? null
    if (answer instanceof Error) throw answer
    return answer
  })
  const stop = awaitSignIn({
    me: 'priya',
    ask,
    again: () => heard.push('again'),
    other: () => heard.push('other'),
  })
  return { heard, ask, stop }
}

it('goes on when the same colleague is back, once, whatever failed before', async () => {
  const { heard, ask } = waiting([null, new Error('away'), 'priya', 'priya'])
  await vi.advanceTimersByTimeAsync(8_000)
  expect(heard).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard).toEqual(['again'])
  expect(ask).toHaveBeenCalledTimes(3)
})

it('says so when somebody else is here, and asks no more: the tab is never theirs nor handed back', async () => {
  const { heard, ask } = waiting([null, 'dee', 'priya'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard).toEqual(['other'])
  expect(ask).toHaveBeenCalledTimes(2)
})

it('asks nothing once stopped', async () => {
  const { heard, ask, stop } = waiting(['priya'])
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([heard, ask.mock.calls]).toEqual([[], []])
})
