import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import { Problem } from '#lib/reablement/problem.ts'
import type { News } from '#lib/wire/notices.ts'
import { agreeing, cast } from '../support/builders.ts'
import { LiveBench, ask, cutOff, kindsHeard, steering } from '../support/live-bench.ts'
import { eventually } from '../support/eventually.ts'

const { tom } = cast
const agreed: News = { kind: 'action', action: { id: 'a1' } as ActionView, happened: 'agreed' }
const accept = { kind: 'accept action', input: { action: 'a1' } }

let bench: LiveBench
beforeEach(async () => {
  bench = new LiveBench()
  await bench.start()
})
afterEach(() => bench.stop())

describe('commands', () => {
  test('are served as who is signed in, and touch the session', async () => {
    const served = vi.fn(async () => ({ state: 'accepted' }))
    bench.serve = served
    const answer = await ask(await bench.greeted('s-tom'), { ...accept, who: 'priya', more: 'x' })
    expect(answer).toEqual({ ok: true, value: { state: 'accepted' } })
    expect(served).toHaveBeenCalledExactlyOnceWith(accept, tom)
    expect(bench.touched).toHaveBeenCalledWith('s-tom')
  })

  test('of agreeing keep both kinds apart: the command’s and the action’s', async () => {
    const served = vi.fn(async () => 'served')
    bench.serve = served
    const input = agreeing()
    expect(await ask(await bench.greeted('s-tom'), { kind: 'agree action', input })).toMatchObject({
      ok: true,
    })
    expect(served).toHaveBeenCalledExactlyOnceWith({ kind: 'agree action', input }, tom)
  })

  test.each([
    [null],
    ['agree action'],
    [7],
    [[]],
    [{}],
    [{ kind: 'drop tables' }],
    [{ kind: '__proto__' }],
    [{ kind: 'toString' }],
    [{ kind: 'accept action' }],
    [{ kind: 'accept action', input: { action: 'x'.repeat(41) } }],
    [{ kind: ['accept action'], input: { action: 'a' } }],
  ])('%j is refused without being served', async (sent) => {
    const served = vi.fn(async () => 'served')
    bench.serve = served
    expect(await ask(await bench.greeted('s-tom'), sent)).toMatchObject({
      ok: false,
      problem: { code: 'bad-input' },
    })
    expect(served).not.toHaveBeenCalled()
  })

  test('a refusal comes back in words; an accident says nothing of its cause, and its words are not logged', async () => {
    const screen = await bench.greeted('s-tom')
    bench.serve = async () => {
      throw new Problem('wrong-state', { detail: 'Ann F took it first.' })
    }
    expect(await ask(screen, accept)).toMatchObject({
      problem: { code: 'wrong-state', words: expect.stringContaining('Ann F') as string },
    })
    expect(bench.warned).not.toHaveBeenCalled()
    bench.serve = () => {
      throw new TypeError('Kamla Chauhan of 7 Invented Street')
    }
    const answer = await ask(screen, accept)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'storage-trouble' } })
    expect(JSON.stringify([answer, bench.warned.mock.calls])).not.toContain('Kamla')
    expect(bench.warned).toHaveBeenCalledWith(
      { what: 'accept action', name: 'TypeError', code: undefined },
      expect.any(String),
    )
  })

  test('nobody else is disturbed by junk, missing acknowledgements or listeners that throw', async () => {
    const [bad, good] = [await bench.greeted('s-tom'), await bench.greeted('s-priya')]
    bench.touched.mockImplementation(() => {
      throw new Error('no')
    })
    bad.socket.emit('command', accept)
    bad.socket.emit('command')
    bad.socket.emit('active')
    bad.socket.emit('disconnecting-made-up', { a: 1 })
    bad.socket.emit('command', accept, 'not a function')
    await eventually(() => {
      expect(bench.warned).toHaveBeenCalled()
    })
    bench.touched.mockReset()
    expect(await ask(good, accept)).toEqual({ ok: true, value: 'accept action' })
    bad.socket.emit('command', { kind: 'finish action', input: { action: 'a', note: 'x'.repeat(70_000) } })
    await eventually(() => {
      expect(bad.socket.connected).toBe(false)
    })
    expect(await ask(good, accept)).toEqual({ ok: true, value: 'accept action' })
  })

  test('more than people send are refused; others go on; going on and on is cut off', async () => {
    const [fast, other] = [await bench.greeted('s-tom'), await bench.greeted('s-priya')]
    const answers = await Promise.all(Array.from({ length: 70 }, () => ask(fast, accept)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60)
    expect(answers.at(-1)).toMatchObject({ problem: { code: 'too-many-tries' } })
    expect(await ask(other, accept)).toMatchObject({ ok: true })
    const second = await bench.greeted('s-tom')
    expect(await ask(second, accept)).toMatchObject({ ok: false })
    bench.clock.pass(1_000)
    expect(await ask(second, accept)).toMatchObject({ ok: true })
    for (let n = 0; n < 400; n++) fast.socket.emit('active')
    await eventually(() => {
      expect(fast.socket.connected).toBe(false)
    })
    expect(other.socket.connected).toBe(true)
  })
})

describe('when access ends', () => {
  test('a command is refused the moment the session is gone, and the screen is cut off', async () => {
    const screen = await bench.greeted('s-tom')
    bench.sessions.delete('s-tom')
    expect(await ask(screen, accept)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } })
    await cutOff(screen)
  })

  test('cutting off closes every screen of that session and nobody else’s, and news stops', async () => {
    const [one, two, other] = [
      await bench.greeted('s-tom'),
      await bench.greeted('s-tom'),
      await bench.greeted('s-priya'),
    ]
    bench.notices.cutOff('s-tom')
    bench.notices.tell(agreed)
    for (const screen of [one, two]) {
      await cutOff(screen)
      expect(screen.notices).toEqual([])
    }
    await eventually(() => {
      expect(kindsHeard(other)).toEqual(['action'])
    })
  })

  test('also while it is being greeted', async () => {
    bench.replace({
      steering: async (who) => {
        bench.notices.cutOff(`s-${who.id}`)
        await wait(10)
        return steering
      },
    })
    const screen = bench.connect('s-tom')
    await eventually(() => {
      expect(screen.ended).toBe(4401)
    })
    await wait(50)
    expect(screen.heard).toEqual(['ended'])
    expect(bench.notices.here).toEqual([])
  })

  test('closing lets everybody go, who come back by themselves to the next', async () => {
    const screen = await bench.greeted('s-priya')
    const before = bench.notices.position.boot
    bench.notices.close()
    await eventually(() => {
      expect(screen.socket.connected).toBe(false)
    })
    expect(screen.socket.active).toBe(true)
    bench.replace()
    await eventually(() => {
      expect(screen.hello?.boot).toBe(bench.notices.position.boot)
    })
    expect(bench.notices.position.boot).not.toBe(before)
    expect(await (await fetch(bench.address)).text()).toBe('page')
  })
})

describe('who is here', () => {
  test('one entry a colleague, no screens, told to all when it changes', async () => {
    const one = await bench.greeted('s-priya')
    const again = await bench.greeted('s-priya')
    await bench.shown()
    const two = await bench.greeted('s-tom')
    await eventually(() => {
      expect(one.here.map(({ id }) => id)).toEqual(['priya', 'tom'])
      expect(two.here).toContainEqual({ id: 'tom', name: 'Tom Reed', team: 'CT' })
    })
    expect(bench.here).toHaveBeenLastCalledWith(['priya', 'tom'])
    again.socket.disconnect()
    two.socket.disconnect()
    await eventually(() => {
      expect(one.here.map(({ id }) => id)).toEqual(['priya'])
    })
    expect(bench.notices.here).toEqual(['priya'])
  })

  test('comings and goings close together are told once', async () => {
    await Promise.all([bench.greeted('s-priya'), bench.greeted('s-tom')])
    await eventually(() => {
      expect(bench.here).toHaveBeenCalled()
    })
    expect(bench.here.mock.calls.length).toBeLessThanOrEqual(2)
  })

  test('somebody at the desk puts off the end of the session', async () => {
    const screen = await bench.greeted('s-priya')
    screen.socket.emit('active')
    await eventually(() => {
      expect(bench.touched).toHaveBeenCalledWith('s-priya')
    })
  })
})
