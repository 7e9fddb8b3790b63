import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addColleague, auditTrail, cast, emptyDesk } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { audit } from '../storage/ledger-schema.ts'
import { colleague, session } from '../storage/schema.ts'
import { hashPassword, passwordFits } from './password.ts'
import { Sessions } from './sessions.ts'

const minute = 60_000
const password = 'four huddles before lunch'
let passwordHash = ''
let desk: TestDesk
let sessions: Sessions

beforeAll(async () => {
  passwordHash = await hashPassword(password)
})
beforeEach(() => {
  desk = emptyDesk()
  addColleague(desk, { ...cast.priya, passwordHash })
  addColleague(desk, { ...cast.wall, passwordHash })
  sessions = new Sessions(desk)
})
afterEach(() => {
  desk.remove()
})

const signIn = (email = 'priya@example.org', given = password) => sessions.signIn(email, given, '127.0.0.1')

describe('passwords', () => {
  test('fit only what they were made of, and the same password never looks the same', async () => {
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwordFits(password, passwordHash)).toBe(true)
    expect(await passwordFits(`${password} `, passwordHash)).toBe(false)
    expect(await hashPassword(password)).not.toBe(passwordHash)
    expect(await passwordFits(password, 'nonsense')).toBe(false)
  })
})

describe('signing in', () => {
  test('with the right password, the e-mail in any case', async () => {
    const { token, colleague: who } = await signIn(' Priya@Example.org ')
    expect(who).toEqual(cast.priya)
    expect(sessions.find(token)?.colleague).toEqual(cast.priya)
    expect(auditTrail(desk)).toEqual(['sign in done'])
  })

  test('with a wrong password, an unknown e-mail or a left colleague gets the same answer', async () => {
    await expect(signIn('priya@example.org', 'wrong')).rejects.toMatchObject({ code: 'wrong-sign-in' })
    await expect(signIn('nobody@example.org')).rejects.toMatchObject({ code: 'wrong-sign-in' })
    desk.storage.update(colleague).set({ active: false }).where(eq(colleague.id, 'priya')).run()
    await expect(signIn()).rejects.toMatchObject({ code: 'wrong-sign-in' })
    expect(auditTrail(desk)).toEqual(Array(3).fill('sign in wrong-sign-in'))
    expect(desk.storage.select().from(session).all()).toEqual([])
  })

  test('is throttled all the same when the tries come at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => signIn(undefined, 'wrong')))
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : ''))
    expect(codes.filter((code) => code === 'wrong-sign-in')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(7)
  })

  test('many times at once with the right password is no try too many', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => signIn()))
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(8)
  })

  test('is throttled after five wrong tries, and forgiven after five minutes', async () => {
    for (let n = 0; n < 5; n++) await expect(signIn('priya@example.org', 'wrong')).rejects.toThrow()
    await expect(signIn()).rejects.toMatchObject({ code: 'too-many-tries' })
    desk.clock.pass(5 * minute)
    await expect(signIn()).resolves.toMatchObject({ colleague: { id: 'priya' } })
  })

  test('gives another session each time, and stores no token', async () => {
    const [first, second] = [await signIn(), await signIn()]
    expect(first.token).not.toBe(second.token)
    const ids = desk.storage
      .select()
      .from(session)
      .all()
      .map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    expect(ids).toContain(createHash('sha256').update(first.token).digest('hex'))
    expect(JSON.stringify(desk.storage.select().from(session).all())).not.toContain(first.token)
    expect(sessions.find(ids[0])).toBeNull()
  })
})

describe('a session', () => {
  test('ends after fifteen minutes without a touch', async () => {
    const { token } = await signIn()
    desk.clock.pass(15 * minute)
    expect(sessions.find(token)).not.toBeNull()
    desk.clock.pass(1)
    expect(sessions.find(token)).toBeNull()
    expect(auditTrail(desk).at(-1)).toBe('session ended done')
  })

  test('lives on with touches, ten hours at most', async () => {
    const { token } = await signIn()
    for (let passed = 0; passed < 10 * 60; passed += 10) {
      const found = sessions.find(token)
      expect(found).not.toBeNull()
      sessions.touch(found?.id ?? '')
      desk.clock.pass(10 * minute)
    }
    desk.clock.pass(1)
    expect(sessions.find(token)).toBeNull()
  })

  test('of a shared screen does not idle, but ends after ten hours', async () => {
    const { token } = await signIn('wall@example.org')
    desk.clock.pass(9 * 60 * minute)
    expect(sessions.find(token)).not.toBeNull()
    desk.clock.pass(60 * minute + 1)
    expect(sessions.find(token)).toBeNull()
  })

  test('tells whoever listens when it ends: by signing out, by idling, by the sweep', async () => {
    const ended: string[] = []
    sessions.onEnded((id) => ended.push(id))
    const out = sessions.find((await signIn()).token)?.id ?? ''
    sessions.end(out)
    expect(ended).toEqual([out])
    await signIn()
    desk.clock.pass(16 * minute)
    sessions.sweep()
    expect(ended).toHaveLength(2)
    const acts = desk.storage.select({ act: audit.act }).from(audit).all()
    expect(acts.map(({ act }) => act).filter((act) => act !== 'sign in')).toEqual([
      'sign out',
      'session ended',
    ])
    expect(
      desk.storage
        .select()
        .from(session)
        .all()
        .every(({ endedAt }) => endedAt !== null),
    ).toBe(true)
  })

  test('is of no use once its colleague has left', async () => {
    const { token } = await signIn()
    desk.storage.update(colleague).set({ active: false }).where(eq(colleague.id, 'priya')).run()
    expect(sessions.find(token)).toBeNull()
  })

  test('cannot be guessed or made up', () => {
    expect(sessions.find(undefined)).toBeNull()
    expect(sessions.find('')).toBeNull()
    expect(sessions.find('0'.repeat(43))).toBeNull()
  })
})

test('a colleague who is made inactive loses open sessions, and the sockets that only listen with them', async () => {
  const { token } = await signIn()
  const ended: string[] = []
  sessions.onEnded((id) => ended.push(id))
  desk.storage.update(colleague).set({ active: false }).where(eq(colleague.id, 'priya')).run()
  sessions.sweep()
  expect(ended).toHaveLength(1)
  expect(sessions.find(token)).toBeNull()
})
