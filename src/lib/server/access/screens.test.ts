import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditTrail, cast, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { colleague, session } from '../storage/schema.ts'
import { screen, screenCode } from '../storage/screen-schema.ts'
import { cutOffScreen } from './cut-off-screen.ts'
import { listColleaguesAndScreens } from './list-screens.ts'
import { pairScreen } from './pair-screen.ts'
import { ScreenCodes } from './screen-codes.ts'
import { Sessions } from './sessions.ts'
import { Throttle } from './throttle.ts'

const minute = 60_000
const { priya, tom, wall } = cast
let desk: TestDesk
let sessions: Sessions
let codes: ScreenCodes
let tries: Throttle

beforeEach(() => {
  desk = smallService()
  sessions = new Sessions(desk)
  codes = new ScreenCodes(desk, sessions)
  tries = new Throttle()
})
afterEach(() => {
  desk.remove()
})

/** A browser that opens /screen: what it keeps, and the code it shows. */
async function waiting(device?: string) {
  const told = await codes.ask(device, false, '10.0.0.1')
  if (told.kind !== 'code') throw new Error(told.kind)
  return told
}
const pair = (code: string, who: Colleague | null = priya, more: object = {}) =>
  pairScreen(desk, who, { code, name: 'Meeting room 2', for: 'today', ...more }, tries)

/** A browser that was paired; the session it got. */
async function paired() {
  const { device, code } = await waiting()
  const { screen: id } = await pair(code)
  const told = await codes.ask(device, true, '10.0.0.1')
  if (told.kind !== 'paired') throw new Error(told.kind)
  return { device, id, told, session: sessions.find(told.token) }
}

describe('pairing', () => {
  test('gives the browser that shows the code a session of a screen, until the chosen time', async () => {
    const { device, code } = await waiting()
    expect(await codes.ask(device, true, '10.0.0.1')).toEqual({ kind: 'waiting' })
    const done = await pair(code.toLowerCase(), priya, { for: '1 week', name: ' Meeting room 2 ' })
    expect(done).toMatchObject({ name: 'Meeting room 2', until: '2026-11-30T18:00:00.000Z' })
    const told = await codes.ask(device, true, '10.0.0.1')
    if (told.kind !== 'paired') throw new Error(told.kind)
    const found = sessions.find(told.token)
    expect(found).toMatchObject({
      endsAt: done.until,
      colleague: { id: done.screen, role: 'screen', team: 'OT' },
    })
    expect(told.seconds).toBe((Date.parse(done.until) - desk.clock().getTime()) / 1000)
    desk.clock.setTo('2026-11-30T18:00:00.001Z')
    expect(sessions.find(told.token)).toBeNull()
    expect(auditTrail(desk)).toEqual(['pair screen done', 'sign in done', 'session ended done'])
  })

  test('stores neither the code nor what the browser is known by', async () => {
    const { device, code } = await waiting()
    const stored = JSON.stringify(desk.storage.select().from(screenCode).all())
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(device)
  })

  test('with a wrong code, or one that was used, is refused', async () => {
    const { code } = await waiting()
    const wrong = `${code.slice(0, 5)}${code.endsWith('A') ? 'C' : 'A'}`
    await expect(pair(wrong)).rejects.toMatchObject({ code: 'code-unknown', field: 'code' })
    await expect(pair('hello')).rejects.toMatchObject({ code: 'code-unknown' })
    await pair(code)
    await expect(pair(code, tom)).rejects.toMatchObject({ code: 'code-unknown' })
    expect(desk.storage.select().from(screen).all()).toHaveLength(1)
  })

  test('with a code that has passed is refused; the screen has another one by itself', async () => {
    const { device, code } = await waiting()
    desk.clock.pass(10 * minute)
    await expect(pair(code)).rejects.toMatchObject({ code: 'code-expired' })
    const next = await codes.ask(device, true, '10.0.0.1')
    expect(next).toMatchObject({ kind: 'code', device })
    await expect(pair(code)).rejects.toMatchObject({ code: 'code-expired' })
    await expect(pair(next.kind === 'code' ? next.code : '')).resolves.toMatchObject({
      name: 'Meeting room 2',
    })
  })

  test('with the code of before a reload is refused', async () => {
    const { device, code } = await waiting()
    const again = await waiting(device)
    expect(again.code).not.toBe(code)
    await expect(pair(code)).rejects.toMatchObject({ code: 'code-expired' })
  })

  test('is throttled by colleague after five tries, also at once; others go on', async () => {
    const { code } = await waiting()
    const results = await Promise.allSettled(Array.from({ length: 9 }, () => pair('AAAAAA')))
    const said = results.map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : '',
    )
    expect(said.filter((one) => one === 'code-unknown')).toHaveLength(5)
    await expect(pair(code)).rejects.toMatchObject({ code: 'too-many-tries' })
    await expect(pair(code, tom)).resolves.toMatchObject({ name: 'Meeting room 2' })
    desk.clock.pass(5 * minute)
    await expect(pair((await waiting()).code)).resolves.toMatchObject({ name: 'Meeting room 2' })
  })

  test.each([
    [{ name: '' }, 'bad-input', 'name'],
    [{ name: 'key safe 1234' }, 'key-safe-code', 'name'],
    [{ for: 'ever' }, 'bad-input', 'for'],
  ])('refuses %j, naming the field', async (more, problem, field) => {
    const { code } = await waiting()
    await expect(pair(code, priya, more)).rejects.toMatchObject({ code: problem, field })
  })

  test('is for colleagues only', async () => {
    const { code } = await waiting()
    await expect(pair(code, wall)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(pair(code, null)).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test('of two screens gives each its own', async () => {
    const [one, two] = [await paired(), await paired()]
    expect(one.session?.colleague.id).toBe(one.id)
    expect(two.session?.colleague.id).toBe(two.id)
    expect(one.id).not.toBe(two.id)
  })

  test('whose answer was lost is answered again, and the session that was lost ends', async () => {
    const { device, told } = await paired()
    const again = await codes.ask(device, true, '10.0.0.1')
    expect(again.kind).toBe('paired')
    expect(sessions.find(told.token)).toBeNull()
    expect(sessions.find(again.kind === 'paired' ? again.token : '')).not.toBeNull()
  })

  test('many codes from one address are too many', async () => {
    for (let n = 0; n < 60; n++) await waiting()
    await expect(waiting()).rejects.toMatchObject({ code: 'too-many-tries' })
    expect((await codes.ask(undefined, false, '10.0.0.2')).kind).toBe('code')
  })
})

describe('a paired screen', () => {
  test('has no password anybody could sign in with', async () => {
    const { id } = await paired()
    const row = desk.storage.select().from(colleague).where(eq(colleague.id, id)).get()
    for (const password of ['!', '', 'perch-demo-2026'])
      await expect(sessions.signIn(row?.email ?? '', password, '10.0.0.1')).rejects.toMatchObject({
        code: 'wrong-sign-in',
      })
  })

  test('does not idle out', async () => {
    const { told } = await paired()
    desk.clock.pass(5 * 60 * minute)
    expect(sessions.find(told.token)).not.toBeNull()
  })

  test('is in the list, with who paired it and until when; a screen may not see that list', async () => {
    const { id } = await paired()
    const { screens, colleagues } = await listColleaguesAndScreens(desk, tom)
    const at = { pairedAt: '2026-11-23T09:20:00.000Z', until: '2026-11-23T18:00:00.000Z' }
    expect(screens).toEqual([{ id, name: 'Meeting room 2', pairedBy: 'Priya Shah', ...at }])
    expect(colleagues.map(({ name }) => name)).toEqual([
      'Ada Lowe',
      'Ann Fox',
      'Mia Grant',
      'Olu Adeyemi',
      'Priya Shah',
      'Tom Reed',
    ])
    await expect(listColleaguesAndScreens(desk, wall)).rejects.toMatchObject({ code: 'not-allowed' })
    desk.clock.setTo('2026-11-23T18:00:00.000Z')
    expect((await listColleaguesAndScreens(desk, tom)).screens).toEqual([])
  })

  test('is cut off by any colleague: its session ends, and it shows a code', async () => {
    const { device, id, told, session: held } = await paired()
    const ended: string[] = []
    sessions.onEnded((one) => ended.push(one))
    await expect(cutOffScreen(desk, sessions, wall, { screen: id })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await cutOffScreen(desk, sessions, tom, { screen: id })).toEqual({ name: 'Meeting room 2' })
    expect(ended).toEqual([held?.id])
    expect(sessions.find(told.token)).toBeNull()
    expect((await codes.ask(device, true, '10.0.0.1')).kind).toBe('code')
    expect((await listColleaguesAndScreens(desk, tom)).screens).toEqual([])
    expect(desk.storage.select().from(screen).get()).toMatchObject({ endedBy: 'tom' })
    expect(
      desk.storage
        .select()
        .from(session)
        .all()
        .every(({ endedAt }) => endedAt !== null),
    ).toBe(true)
  })

  test('is the only thing that can be cut off that way', async () => {
    for (const id of ['priya', 'nobody', 'wall'])
      await expect(cutOffScreen(desk, sessions, tom, { screen: id })).rejects.toMatchObject({
        code: 'not-found',
      })
  })
})
