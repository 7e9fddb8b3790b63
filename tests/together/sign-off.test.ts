import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import type { AgreeInput } from '#lib/reablement/action.ts'
import type { Tier } from '#lib/reablement/catalogue.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { setQualification } from '#lib/server/access/set-qualification.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { returnAction } from '#lib/server/register/return-action.ts'
import { signOffAction } from '#lib/server/register/sign-off-action.ts'
import { readCatchUp } from '#lib/server/register/catch-up.ts'
import { readTeamList } from '#lib/server/register/team-list.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { outbox } from '#lib/server/storage/ledger-schema.ts'
import { action, actionEvent, huddle } from '#lib/server/storage/schema.ts'
import { addColleague, addItem, agreeing, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { Dispatching } from '../support/dispatching.ts'

/** Who may ask, on the server: refused, sent for sign-off, signed off or returned. */
let desk: TestDesk
let worker: Colleague
let senior: Colleague
const { priya, olu, tom, ada, mia } = cast

beforeEach(() => {
  desk = smallService()
  worker = addColleague(desk, { name: 'Wes Low', team: 'RP', qualification: 'assistant' })
  senior = addColleague(desk, { name: 'Sue High', qualification: 'senior OT' })
  for (const tier of ['P0', 'P1', 'P2', 'P3', 'CT'] as const) addItem(desk, { code: tier, name: tier, tier })
})
afterEach(() => {
  desk.remove()
})

const ask = (who: Colleague, tier: Tier, wish: Partial<AgreeInput> = {}) =>
  agreeAction(desk, who, agreeing({ item: tier, ...wish }))
const topics = () =>
  desk.storage
    .select()
    .from(outbox)
    .all()
    .map(({ topic }) => topic)
const story = (id: string) =>
  desk.storage
    .select()
    .from(actionEvent)
    .where(eq(actionEvent.action, id))
    .all()
    .map(({ act, to }) => `${String(act)}: ${to}`)

/** Of every tier: who asks outright, who may not, and who signs. */
const cases = [
  { tier: 'P1', outright: priya, not: 'worker', signs: 'priya' },
  { tier: 'P2', outright: olu, not: 'worker', signs: 'olu' },
  { tier: 'P3', outright: null, not: 'priya', signs: 'senior' },
  { tier: 'CT', outright: tom, not: 'priya', signs: 'tom' },
] as const
const called = (name: 'worker' | 'priya' | 'olu' | 'senior' | 'tom'): Colleague =>
  ({ worker, senior, priya, olu, tom })[name]

describe('who may ask', () => {
  test('anybody asks for what anybody may, and for what is not in the catalogue', async () => {
    expect(await ask(worker, 'P0')).toMatchObject({ state: 'agreed' })
    const { item: _none, ...task } = agreeing({ kind: 'task', title: 'Ring the daughter' })
    expect(await agreeAction(desk, worker, task)).toMatchObject({ state: 'agreed', tier: null })
  })

  test('nobody gets round it by leaving the item out: it is to be chosen', async () => {
    const { item: _none, ...nameless } = agreeing({ title: 'Mobile hoist' })
    for (const who of [worker, senior])
      await expect(agreeAction(desk, who, nameless)).rejects.toMatchObject({
        ...{ code: 'bad-input', field: 'item' },
        detail: 'Choose the item in the catalogue. What is not in it is agreed as a plain task.',
      })
    expect(topics()).toEqual([])
  })

  test.each(cases)('$tier: outright, refused, sent, signed', async ({ tier, outright, not, signs }) => {
    if (outright) expect(await ask(outright, tier, { signOff: true })).toMatchObject({ state: 'agreed' })
    const before = topics()
    const input = agreeing({ item: tier })
    await expect(agreeAction(desk, called(not), input)).rejects.toMatchObject({
      code: 'needs-sign-off',
      field: 'item',
    })
    expect(topics()).toEqual(before)
    expect(auditTrail(desk).at(-1)).toBe('agree action needs-sign-off')

    const sent = await agreeAction(desk, called(not), { ...input, signOff: true })
    expect(sent).toMatchObject({ state: 'to sign off', tier })
    expect(topics()).toEqual([...before, 'action to sign off'])
    const act = { action: sent.id }
    for (const one of [called(not), mia, ada])
      await expect(signOffAction(desk, one, act)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(acceptAction(desk, mia, act)).rejects.toMatchObject({ code: 'wrong-state' })

    expect(await signOffAction(desk, called(signs), act)).toMatchObject({ state: 'agreed' })
    expect(topics()).toEqual([...before, 'action to sign off', 'action agreed'])
    expect(story(sent.id)).toEqual(['agree: to sign off', 'sign off: agreed'])
    expect(auditTrail(desk).at(-1)).toBe('sign off action done')
    const row = desk.storage.select().from(action).where(eq(action.id, sent.id)).get()
    expect(row).toMatchObject({ signedOffBy: called(signs).id, agreedBy: called(not).id })
  })

  test.each(cases)('$tier: returned with a reason', async ({ tier, not, signs }) => {
    const { id } = await ask(called(not), tier, { signOff: true })
    const words = 'She has one upstairs.'
    await expect(returnAction(desk, called(not), { action: id, words })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    for (const [said, code] of [
      [' ', 'bad-input'],
      ['The key safe code is 4471.', 'key-safe-code'],
    ] as const)
      await expect(returnAction(desk, called(signs), { action: id, words: said })).rejects.toMatchObject({
        code,
        field: 'words',
      })
    const back = await returnAction(desk, called(signs), { action: id, words })
    expect(back).toMatchObject({ state: 'cancelled', lastNote: `returned: ${words}` })
    expect(story(id)).toEqual(['agree: to sign off', 'return: cancelled'])
    expect(new Set(topics())).toEqual(new Set(['action to sign off']))
    await expect(signOffAction(desk, called(signs), { action: id })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })

  test('the same id twice asks once, and is refused no more once it was sent', async () => {
    const input = agreeing({ item: 'P2', signOff: true })
    const first = await agreeAction(desk, worker, input)
    expect(await agreeAction(desk, worker, input)).toEqual(first)
    expect(await agreeAction(desk, worker, { ...input, signOff: false })).toEqual(first)
    expect(story(first.id)).toEqual(['agree: to sign off'])
  })

  test('of two who sign at once one does; the other is told who was first', async () => {
    const { id } = await ask(worker, 'P2', { signOff: true })
    const both = await Promise.allSettled([priya, olu].map((who) => signOffAction(desk, who, { action: id })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        code: 'wrong-state',
        message: expect.stringContaining('Priya S signed it off first.') as string,
      },
    })
    expect(await signOffAction(desk, priya, { action: id })).toMatchObject({ state: 'agreed' })
    expect(topics().filter((topic) => topic === 'action agreed')).toHaveLength(1)
  })

  test('whatever becomes of it before it is signed, nothing of it leaves', async () => {
    const asked = () => ask(worker, 'P2', { signOff: true })
    await undoAction(desk, worker, { action: (await asked()).id })
    await cancelAction(desk, worker, { action: (await asked()).id, reason: 'Found one.' })
    const moved = await asked()
    await reAssignAction(desk, worker, { action: moved.id, team: 'MA', owner: null })
    expect(new Set(topics())).toEqual(new Set(['action to sign off']))
    expect(await signOffAction(desk, olu, { action: moved.id })).toMatchObject({
      state: 'agreed',
      team: 'MA',
    })
    expect(topics().at(-1)).toBe('action agreed')
  })

  test('undoing it is over after ten seconds', async () => {
    const { id } = await ask(worker, 'P2', { signOff: true })
    desk.clock.pass(13_000)
    await expect(undoAction(desk, worker, { action: id })).rejects.toMatchObject({ code: 'too-late' })
  })
})

describe('what a colleague is qualified for', () => {
  test('an administrator says it, and it counts from the next act', async () => {
    const physio = { colleague: worker.id, qualification: 'physio' } as const
    for (const who of [worker, priya, mia])
      await expect(setQualification(desk, who, physio)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(ask(worker, 'P2')).rejects.toMatchObject({ code: 'needs-sign-off' })
    await setQualification(desk, ada, physio)
    expect(auditTrail(desk).at(-1)).toBe('set qualification done')
    expect(await ask(worker, 'P2')).toMatchObject({ state: 'agreed' })
    await setQualification(desk, ada, { colleague: worker.id, qualification: null })
    await expect(ask(worker, 'P1')).rejects.toMatchObject({ code: 'needs-sign-off' })
  })

  test('not of a screen, of nobody, or outside the list', async () => {
    const wizard = { colleague: worker.id, qualification: 'wizard' as 'OT' }
    await expect(setQualification(desk, ada, wizard)).rejects.toMatchObject({ code: 'bad-input' })
    for (const colleague of ['wall', 'nobody'])
      await expect(setQualification(desk, ada, { colleague, qualification: 'OT' })).rejects.toMatchObject({
        code: 'not-found',
      })
  })
})

describe('where it is told', () => {
  const sent = () => ask(worker, 'P2', { signOff: true })
  const listOf = async (who: Colleague, team = who.team) => (await readTeamList(desk, who, team)).toSign

  test('on the team list of whoever may sign it, and of nobody else', async () => {
    const { id } = await sent()
    for (const who of [priya, olu, senior])
      expect(await listOf(who)).toMatchObject([{ id, person: 'Kamla Chauhan', tier: 'P2' }])
    for (const who of [worker, tom, mia, ada]) expect(await listOf(who)).toEqual([])
    expect(await listOf(priya, 'CT')).toEqual([])
    await signOffAction(desk, olu, { action: id })
    expect(await listOf(priya)).toEqual([])
  })

  test('whoever asked finds it in their catch-up; the huddle closes over it all the same', async () => {
    const [waits, signed, back] = [await sent(), await sent(), await sent()]
    await signOffAction(desk, olu, { action: signed.id })
    await returnAction(desk, olu, { action: back.id, words: 'Try the frame first.' })
    desk.storage
      .update(huddle)
      .set({ state: 'closed', closedAt: '2026-11-23T10:00:00.000Z' })
      .where(eq(huddle.id, 'today'))
      .run()
    const found = await readCatchUp(desk, worker)
    const standing = new Map(found?.sent.map(({ id, state }) => [id, state]))
    expect(standing.get(waits.id)).toBe('to sign off')
    expect(standing.get(signed.id)).toBe('agreed')
    expect(standing.get(back.id)).toBe('cancelled')
    expect(found?.rows.map(({ id }) => id)).toEqual([signed.id])
    expect((await readCatchUp(desk, priya))?.sent).toEqual([])
  })
})

test('no channel is given anything before it is signed off', async () => {
  const dispatching = new Dispatching()
  try {
    const of = dispatching.desk
    addItem(of, { code: 'P3', name: 'Wheelchair', tier: 'P3' })
    const boss = addColleague(of, { name: 'Sue High', qualification: 'senior OT' })
    await dispatching.choose('OT', { file: 'on' })
    const [one, other] = [
      await dispatching.agree({ item: 'P3', signOff: true, urgent: true }),
      await dispatching.agree({ item: 'P3', signOff: true }),
    ]
    await dispatching.later()
    await cancelAction(of, priya, { action: other.id, reason: 'Found one.' })
    await dispatching.later()
    expect(dispatching.states).toEqual([])
    await signOffAction(of, boss, { action: one.id })
    await dispatching.later()
    expect(dispatching.states).toEqual(['action agreed sent'])
  } finally {
    await dispatching.remove()
  }
})
