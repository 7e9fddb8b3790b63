import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import type { Steering } from '#lib/reablement/huddle.ts'
import { Problem } from '#lib/reablement/problem.ts'
import type { News, Since } from '#lib/wire/notices.ts'
import { LiveBench, cutOff, kindsHeard, steering, view } from '../support/live-bench.ts'
import { eventually } from '../support/eventually.ts'

const agreed: News = { kind: 'action', action: { id: 'a1' } as ActionView, happened: 'agreed' }
const stamp = { episode: 'e', key: 'how', value: 'ok', by: 'Priya S', at: '' }
const marked: News = { kind: 'mark', huddle: 'today', stamp }

let bench: LiveBench
beforeEach(async () => {
  bench = new LiveBench()
  await bench.start()
})
afterEach(() => bench.stop())

describe('connecting', () => {
  test('is greeted with who one is, the clock, the steering and the newest number', async () => {
    bench.notices.tell(agreed)
    const { hello } = await bench.greeted('s-priya')
    expect(hello).toEqual({
      ...{ version: 1, boot: bench.notices.position.boot, sequence: 1, now: '2026-11-23T09:20:00.000Z' },
      ...{ you: { id: 'priya', name: 'Priya Shah', team: 'OT' }, steering, stale: false },
    })
  })

  test('without a session hears only that it has ended, once, and does not come back by itself', async () => {
    const screens = [bench.connect(null), bench.connect('made up')]
    bench.notices.tell(agreed)
    for (const screen of screens) {
      await cutOff(screen)
    }
    bench.notices.tell(agreed)
    await wait(150)
    for (const { heard, socket } of screens) {
      expect(heard).toEqual(['ended'])
      expect(socket.active).toBe(false)
    }
    expect(bench.here).not.toHaveBeenCalled()
  })

  test.each(['http://evil.example', 'null', 'http://127.0.0.1.evil.example', ''])(
    'from %j is refused',
    async (origin) => {
      const { socket, heard } = bench.connect('s-priya', {}, { origin })
      await new Promise((done) => socket.once('connect_error', done))
      expect(heard).toEqual([])
    },
  )

  test('leaves the rest of the server as it was', async () => {
    expect(await (await fetch(`${bench.address}/board`)).text()).toBe('page')
    const polling = await fetch(`${bench.address}/live/?EIO=4&transport=polling`, {
      headers: { origin: bench.address },
    })
    expect(polling.status).toBe(400)
    expect((await fetch(`${bench.address}/live/socket.io.js`)).status).not.toBe(200)
  })
})

describe('news', () => {
  test('reaches every colleague, numbered; the shared screen hears nothing of it', async () => {
    const [one, two, screen] = await Promise.all([
      bench.greeted('s-priya'),
      bench.greeted('s-tom'),
      bench.shown(),
    ])
    for (const news of [
      agreed,
      marked,
      { kind: 'caseload' } as const,
      { kind: 'steering', steering } as const,
    ]) {
      bench.notices.tell(news)
    }
    for (const colleague of [one, two]) {
      await eventually(() => {
        expect(kindsHeard(colleague)).toEqual(['action', 'mark', 'caseload', 'steering'])
      })
      expect(colleague.notices.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    }
    expect(screen.heard).toEqual(['view'])
    expect(bench.told).toHaveBeenCalledTimes(4)
  })

  test('missed while away is caught up on, in order, each once', async () => {
    bench.notices.tell(agreed)
    const since = bench.notices.position
    bench.notices.tell(marked)
    bench.notices.tell(agreed)
    const back = await bench.greeted('s-priya', since)
    bench.notices.tell({ kind: 'caseload' })
    await eventually(() => {
      expect(back.notices.map(({ sequence }) => sequence)).toEqual([2, 3, 4])
    })
    expect(back.hello?.stale).toBe(false)
  })

  test('told while a screen is being greeted is not lost', async () => {
    const late = vi.fn<() => Promise<Steering>>().mockImplementation(async () => {
      bench.notices.tell(agreed)
      await wait(20)
      bench.notices.tell(marked)
      return steering
    })
    bench.replace({ steering: late })
    const screen = await bench.greeted('s-priya')
    expect(screen.hello?.sequence).toBe(0)
    expect(screen.notices.map(({ sequence }) => sequence)).toEqual([1, 2])
  })

  test('too long away, or before a restart, is stale', async () => {
    for (let n = 0; n < 1_002; n++) bench.notices.tell(marked)
    const { boot } = bench.notices.position
    const since = [
      { boot, sequence: 1 },
      { boot, sequence: 2 },
      { boot: 'before', sequence: 1000 },
      { boot, sequence: 5000 },
    ]
    const screens = await Promise.all(since.map((one) => bench.greeted('s-priya', one)))
    expect(screens.map(({ hello, notices: got }) => [hello?.stale, got.length])).toEqual([
      ...[
        [true, 0],
        [false, 1000],
        [true, 0],
        [true, 0],
      ],
    ])
  })

  test.each([[{ boot: 1, sequence: 'x' }], [{ sequence: -1 }], [{ boot: 'b', sequence: 1.5 }]])(
    'nonsense about what one has (%j) counts as nothing',
    async (since) => {
      expect((await bench.greeted('s-priya', since as unknown as Since)).hello?.stale).toBe(false)
    },
  )
})

describe('a shared screen', () => {
  test('is shown what there is on connecting and whenever that changes, and nothing else', async () => {
    const [screen, colleague] = [await bench.shown(), await bench.greeted('s-priya')]
    expect(bench.looked).toHaveBeenCalledWith(expect.objectContaining({ id: 'wall', role: 'screen' }))
    bench.notices.show(view)
    await eventually(() => {
      expect(screen.views).toEqual([view, view])
    })
    await wait(150)
    expect(screen.heard).toEqual(['view', 'view'])
    expect(colleague.heard).not.toContain('view')
    expect(bench.notices.screens).toEqual(['wall'])
    expect(bench.notices.here).toEqual(['priya'])
  })

  test('that may not look is shown nothing, then or later', async () => {
    bench.looked.mockRejectedValue(new Problem('not-allowed'))
    const screen = bench.connect('s-wall')
    await eventually(() => {
      expect(bench.warned).toHaveBeenCalled()
    })
    bench.notices.show(view)
    await wait(150)
    expect(screen.heard).toEqual([])
  })

  test('is no screen any more once it is cut off', async () => {
    const screen = await bench.shown()
    bench.sessions.delete('s-wall')
    bench.notices.cutOff('s-wall')
    bench.notices.show(view)
    await cutOff(screen)
    expect(screen.views).toHaveLength(1)
    await eventually(() => {
      expect(bench.notices.screens).toEqual([])
    })
  })
})
