import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditTrail, cast, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { Problem } from '../../reablement/problem.ts'
import { firstBrokenRow } from '../audit/verify.ts'
import { audit } from '../storage/ledger-schema.ts'
import { setting } from '../storage/schema.ts'
import type { Transaction } from '../storage/open.ts'
import { perform } from './perform.ts'
import type { Performance } from './perform.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const writing = (more: Partial<Performance<string>> = {}): Performance<string> => ({
  act: 'agree action',
  thing: () => ({ kind: 'action', id: 'a1', team: 'OT' }),
  work: (tx: Transaction) => {
    tx.insert(setting).values({ key: 'written', value: '1' }).run()
    return 'did it'
  },
  ...more,
})
const written = () => desk.storage.select().from(setting).where(eq(setting.key, 'written')).all().length

describe('an act', () => {
  test('is done and audited together', async () => {
    expect(await perform(desk, cast.priya, writing({ detail: { kind: 'task' } }))).toBe('did it')
    expect(written()).toBe(1)
    const [row] = desk.storage.select().from(audit).all()
    expect(row).toMatchObject({
      colleague: 'priya',
      act: 'agree action',
      thing: 'action',
      thingId: 'a1',
      result: 'done',
    })
    expect(row?.detail).toBe('{"kind":"task"}')
  })

  test('is not done when its audit row cannot be written', async () => {
    desk.storage.$client.exec(
      `create trigger no_audit before insert on audit begin select raise(abort, 'full'); end`,
    )
    await expect(perform(desk, cast.priya, writing())).rejects.toThrow('full')
    expect(written()).toBe(0)
  })

  test.each([
    ['a role that may not', cast.wall, writing(), 'not-allowed'],
    ['nobody signed in', null, writing(), 'not-signed-in'],
    ['a thing that is not there', cast.priya, writing({ thing: () => fail('not-found') }), 'not-found'],
  ] as const)('refused to %s leaves nothing but its own audit row', async (_why, who, doing, code) => {
    await expect(perform(desk, who, doing)).rejects.toMatchObject({ code })
    expect(written()).toBe(0)
    expect(auditTrail(desk)).toEqual([`agree action ${code}`])
  })

  test('refused half-way takes back what it wrote', async () => {
    const work = (tx: Transaction) => {
      writing().work(tx, '')
      return fail('wrong-state')
    }
    await expect(perform(desk, cast.priya, writing({ work }))).rejects.toMatchObject({ code: 'wrong-state' })
    expect(written()).toBe(0)
    expect(auditTrail(desk)).toEqual(['agree action wrong-state'])
  })

  test('keeps the chain of audit rows whole, and a changed row shows', async () => {
    for (let n = 0; n < 3; n++) await perform(desk, cast.priya, writing({ work: () => 'again' }))
    expect(firstBrokenRow(desk.storage)).toBeNull()
    desk.storage.update(audit).set({ colleague: 'tom' }).where(eq(audit.sequence, 2)).run()
    expect(firstBrokenRow(desk.storage)).toBe(2)
  })
})

function fail(code: 'not-found' | 'wrong-state'): never {
  throw new Problem(code)
}
