import { describe, expect, test, vi } from 'vitest'
import { press } from './keys.ts'
import type { Meeting } from './meeting.svelte.ts'

/** As much of a meeting as keys ask for: at somebody's turn. */
function atSomebody() {
  const acts = { next: vi.fn(), back: vi.fn(), noChange: vi.fn(), pause: vi.fn(), look: vi.fn() }
  const meeting = { ...acts, steering: { state: 'live' }, steps: { at: 'people' }, shown: 'e1', batch: null }
  return { acts, meeting: meeting as unknown as Meeting }
}

function down(meeting: Meeting, key: string, more: Partial<KeyboardEvent> = {}): void {
  const event = { key, target: null, repeat: false, altKey: false, preventDefault: vi.fn(), ...more }
  press(meeting, event as unknown as KeyboardEvent)
}

describe('a key held down', () => {
  // Nothing here is pressed on anything.
  vi.stubGlobal('Element', Object)

  test.each([
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'back'],
    ['n', 'noChange'],
    ['k', 'pause'],
  ] as const)('%s moves the meeting once', (key, act) => {
    const { acts, meeting } = atSomebody()
    down(meeting, key)
    for (let n = 0; n < 30; n++) down(meeting, key, { repeat: true })
    expect(acts[act]).toHaveBeenCalledTimes(1)
  })

  test('with Alt looks on: that moves nobody else', () => {
    const { acts, meeting } = atSomebody()
    down(meeting, 'ArrowDown', { altKey: true })
    down(meeting, 'ArrowDown', { altKey: true, repeat: true })
    expect(acts.look).toHaveBeenCalledTimes(2)
  })
})
