import { beforeEach, describe, expect, test } from 'vitest'
import type { Steering } from '../../reablement/huddle.ts'
import { ChairWatch, askAfter } from './chair-watch.ts'

/** A room with a clock that moves only when told to. */
class Room {
  now = Date.parse('2026-11-23T09:40:00.000Z')
  chair: { id: string; active: boolean } | null = { id: 'priya', active: true }
  here = ['priya', 'olu']
  asked = 0
  #waiting: { at: number; work: () => void } | null = null
  readonly watch = new ChairWatch({
    clock: () => new Date(this.now),
    chair: () => this.chair,
    here: () => this.here,
    asks: () => (this.asked += 1),
    after: (milliseconds, work) => {
      const waiting = { at: this.now + milliseconds, work }
      this.#waiting = waiting
      return () => {
        if (this.#waiting === waiting) this.#waiting = null
      }
    },
  })

  pass(milliseconds: number): void {
    this.now += milliseconds
    const due = this.#waiting
    if (!due || due.at > this.now) return
    this.#waiting = null
    due.work()
  }

  /** Since when the room is asked about this chair. */
  since(chair = 'priya'): string | null {
    return this.watch.seen({ state: 'live', chair: { id: chair } } as unknown as Steering).chairAwaySince
  }

  leave(): boolean {
    this.here = ['olu']
    return this.watch.look()
  }
}

let room: Room
beforeEach(() => {
  room = new Room()
})

describe('a chair whose connection is gone', () => {
  test('is asked after when thirty seconds are over, not before, and nothing else changes', () => {
    expect(room.leave()).toBe(false)
    room.pass(askAfter - 1)
    expect([room.asked, room.since()]).toEqual([0, null])
    room.pass(1)
    expect([room.asked, room.since()]).toEqual([1, '2026-11-23T09:40:00.000Z'])
    expect(room.chair?.id).toBe('priya')
  })

  test('back in time is never asked after; back later the question goes away', () => {
    room.leave()
    room.pass(20_000)
    room.here = ['priya']
    expect(room.watch.look()).toBe(false)
    room.pass(60_000)
    expect(room.asked).toBe(0)
    room.leave()
    room.pass(askAfter)
    room.here = ['priya']
    expect(room.watch.look()).toBe(true)
    expect(room.since()).toBeNull()
  })

  test('is counted from when they went, however often others come and go', () => {
    room.leave()
    room.pass(20_000)
    room.here = ['olu', 'tom']
    room.watch.look()
    room.pass(10_000)
    expect(room.since()).toBe('2026-11-23T09:40:00.000Z')
  })

  test('is forgotten when somebody takes the chair', () => {
    room.leave()
    room.pass(askAfter)
    room.chair = { id: 'olu', active: true }
    expect(room.watch.look()).toBe(true)
    expect([room.since('olu'), room.since()]).toEqual([null, null])
  })

  test('is another question when the next chair goes, too', () => {
    room.leave()
    room.pass(askAfter)
    room.chair = { id: 'olu', active: true }
    room.here = []
    expect(room.watch.look()).toBe(true)
    expect(room.since('olu')).toBeNull()
    room.pass(askAfter)
    expect(room.since('olu')).toBe('2026-11-23T09:40:30.000Z')
  })

  test('at once, when their access was taken away', () => {
    room.chair = { id: 'priya', active: false }
    expect(room.watch.look()).toBe(true)
    expect(room.since()).toBe('2026-11-23T09:40:00.000Z')
  })
})

test('after the huddle, and without a chair, nobody is asked', () => {
  room.leave()
  room.pass(askAfter)
  room.chair = null
  expect(room.watch.look()).toBe(true)
  expect(room.since()).toBeNull()
  room.pass(askAfter * 2)
  expect(room.asked).toBe(1)
})

test('a steering that is not of this chair, or not live, is not touched', () => {
  room.leave()
  room.pass(askAfter)
  const preparing = { state: 'preparing', chair: { id: 'priya' } } as unknown as Steering
  expect(room.watch.seen(preparing).chairAwaySince).toBeNull()
})
