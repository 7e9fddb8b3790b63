import { expect, test } from 'vitest'
import type { Desk } from '#lib/live/context.ts'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { startingKits } from '#lib/reablement/kits.ts'
import { readMeasurements } from '#lib/reablement/measurement.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { Composing } from './composing.svelte.ts'

const item = (code: string, name: string, more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  ...{ code, name, kind: 'equipment', aliases: [], band: 'ND', team: 'OT' },
  ...more,
})
const asks = readMeasurements('seat height [cm 35-65]; hip width [cm 25-75]')
const catalogue = [
  item('SEA-PST', 'Perching stool', { asks }),
  item('TOI-RTS2', 'Raised toilet seat, 2 inch', { aliases: ['rts'] }),
  item('TOI-RTS4', 'Raised toilet seat, 4 inch', { aliases: ['rts'] }),
  item('MIN-KEY', 'Key safe', { kind: 'adaptation', team: 'MA' }),
  item('MIN-EXR', 'Outdoor handrail', { kind: 'adaptation', team: 'MA' }),
  item('TEC-PEN', 'Pendant', { kind: 'care technology', team: 'CT', first: 'MIN-KEY' }),
]

const colleagues = [
  { id: 'tom', name: 'Tom Hallam', team: 'OT' },
  { id: 'tom2', name: 'Tom Reed', team: 'CT' },
]

/** A desk that takes what it is told to, and what it was sent. */
function desk(refuse: readonly string[] = []) {
  const sent: Record<string, unknown>[] = []
  const command = (_: string, input: Record<string, unknown>) => {
    if (refuse.includes(input['item'] as string) && !input['signOff'])
      return Promise.resolve({ ok: false, problem: { code: 'needs-sign-off', words: 'Ask CT for it.' } })
    sent.push(input)
    return Promise.resolve({ ok: true, value: { ...input, owner: null, agreedAt: '' } })
  }
  const fake = {
    ...{ colleagues, teams: startingTeams, me: { team: 'OT' }, catalogue, kits: startingKits },
    live: { now: () => Date.parse('2026-11-23T09:41:00Z'), connection: 'open', command },
    actions: { of: () => [] },
  }
  return { sent, desk: fake as unknown as Desk }
}

function saying(text: string, refuse: readonly string[] = []) {
  const { sent, desk: at } = desk(refuse)
  return { sent, composing: new Composing(at, text, () => ({ episode: 'e1', start: '2026-11-02' })) }
}

test('a size that may be two measurements is asked about, the likeliest marked; Enter again agrees it', async () => {
  const { sent, composing } = saying('perching stool 48cm')
  expect(await composing.agree()).toBeNull()
  expect(composing.question?.answers.map(({ label }) => label)).toEqual([
    'seat height 48 cm',
    'hip width 48 cm',
    'leave “48cm” as words',
  ])
  expect(sent).toEqual([])
  composing.move(1)
  expect(await composing.agree()).not.toBeNull()
  expect(sent).toMatchObject([{ item: 'SEA-PST', measures: [{ name: 'hip width', value: '48' }] }])
})

test('left as words it is a detail, never lost', async () => {
  const { sent, composing } = saying('perching stool 48cm')
  await composing.agree()
  composing.move(-1)
  await composing.agree()
  expect(sent).toMatchObject([{ item: 'SEA-PST', detail: '48cm' }])
  expect(sent[0]).not.toHaveProperty('measures')
})

test('what may be no order is asked about, the task marked: Enter twice orders nothing', async () => {
  const { sent, composing } = saying('has a perching stool')
  expect(await composing.agree()).toBeNull()
  expect(composing.question?.answers.map(({ chosen }) => chosen)).toEqual(['task', 'SEA-PST'])
  await composing.agree()
  expect(sent).toMatchObject([{ kind: 'task', title: 'Has a perching stool' }])
  expect(sent[0]).not.toHaveProperty('item')
})

test('an answer holds for the line it was given to, and no further', async () => {
  const { sent, composing } = saying('no perching stool qwzx')
  await composing.agree()
  composing.move(1)
  await composing.agree()
  composing.text = 'no perching stool'
  expect(composing.option?.item).toBeNull()
  expect(sent).toEqual([])
})

test('a name that fits several is asked about, the queue among the answers; another name is asked anew', async () => {
  const { sent, composing } = saying('pendant @tom')
  expect(await composing.agree()).toBeNull()
  expect(composing.question?.answers.map(({ label }) => label)).toEqual([
    'Tom Reed (CT)',
    'Tom Hallam (OT)',
    'CT’s queue',
  ])
  composing.move(1)
  await composing.agree()
  expect(sent).toMatchObject([{ item: 'TEC-PEN', owner: 'tom', team: 'OT' }])
  composing.text = 'pendant @zoe'
  expect(await composing.agree()).toBeNull()
  expect(composing.question?.answers.map(({ label }) => label)).toEqual(['CT’s queue'])
  await composing.agree()
  expect(sent[1]).toMatchObject({ item: 'TEC-PEN', owner: null, team: 'CT' })
})

test('a kit is asked about too: one answer for all of it', async () => {
  const { sent, composing } = saying('kit in and out @tom')
  expect(await composing.agree()).toBeNull()
  expect(composing.question?.answers).toHaveLength(3)
  await composing.agree()
  expect(sent.map(({ owner }) => owner)).toEqual(['tom', 'tom', 'tom'])
})

test('one thing is asked at a time: which item, then what nobody understands', async () => {
  const { sent, composing } = saying('rts')
  await composing.agree()
  expect(composing.question?.answers.map(({ chosen }) => chosen)).toEqual(['TOI-RTS2', 'TOI-RTS4'])
  composing.move(1)
  await composing.agree()
  expect(sent).toMatchObject([{ item: 'TOI-RTS4' }])
})

test('a kit is agreed with one Enter, what must come first before the rest', async () => {
  const { sent, composing } = saying('kit in and out urgent lives alone')
  const agreed = await composing.agree()
  expect(sent.map(({ item: code }) => code)).toEqual(['MIN-KEY', 'MIN-EXR', 'TEC-PEN'])
  expect(sent.every(({ urgent, because }) => urgent === true && because === 'lives alone')).toBe(true)
  expect(agreed?.also).toHaveLength(2)
  expect(composing.text).toBe('')
})

test('what of a kit is refused is said, nothing typed is lost, and the same ids are sent again', async () => {
  const { sent, composing } = saying('kit in and out', ['TEC-PEN'])
  expect(await composing.agree()).toBeNull()
  expect(composing.problem).toBe('2 of 3 are agreed. Pendant: Ask CT for it.')
  expect(composing.text).toBe('kit in and out')
  const agreed = await composing.agree()
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3)
  expect(sent.at(-1)).toMatchObject({ item: 'TEC-PEN', signOff: true })
  // Taking it back takes all of the kit back.
  expect([agreed?.id, ...(agreed?.also ?? []).map(({ id }) => id)]).toEqual([
    ...new Set(sent.map(({ id }) => id)),
  ])
})

test.each(['no in and out kit', 'has kit in and out', 'kit in and out not needed'])(
  '%s agrees no kit',
  async (text) => {
    const { sent, composing } = saying(text)
    await composing.agree()
    await composing.agree()
    expect(composing.problem).toContain('is no part of a kit')
    expect(sent).toEqual([])
  },
)

test('everything of a kit that is refused is named', async () => {
  const { composing } = saying('kit in and out', ['MIN-EXR', 'TEC-PEN'])
  await composing.agree()
  expect(composing.problem).toBe('1 of 3 are agreed. Outdoor handrail, Pendant: Ask CT for it.')
})

/** A desk whose answer to the first request is lost; `stored`: it stands all the same, and the list shows it or not. */
function losing(text: string, { stored, listed = stored }: { stored: boolean; listed?: boolean }) {
  const sent: Record<string, unknown>[] = []
  const stand = new Map<unknown, string>()
  const { desk: at } = desk()
  const live = { now: () => Date.parse('2026-11-23T09:41:00Z'), connection: 'open' }
  const command = (_: string, { ...input }: Record<string, unknown>) => {
    sent.push(input)
    const { id, ...rest } = input
    const words = JSON.stringify(rest)
    if (sent.length === 1) {
      if (stored) stand.set(id, words)
      return Promise.resolve({ ok: false, problem: { code: 'storage-trouble', words: 'No answer came.' } })
    }
    if ((stand.get(id) ?? words) !== words)
      return Promise.resolve({ ok: false, problem: { code: 'wrong-state', words: 'Agreed otherwise.' } })
    stand.set(id, words)
    return Promise.resolve({ ok: true, value: { ...input, owner: null, agreedAt: '' } })
  }
  const of = () => (listed ? [{ id: sent[0]?.['id'], state: 'agreed', item: null }] : [])
  Object.assign(at, { actions: { of }, live: { ...live, command } })
  return { sent, composing: new Composing(at, text, () => ({ episode: 'e1', start: '2026-11-02' })) }
}

test('sent again as it was after a lost answer, it has the same id', async () => {
  const { sent, composing } = losing('pendant', { stored: true })
  expect(await composing.agree()).toBeNull()
  expect(composing.problem).toBe('No answer came.')
  expect(await composing.agree()).toMatchObject({ item: 'TEC-PEN' })
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
})

test('changed after a lost answer, what stands is said, and is not taken for what was typed', async () => {
  const { sent, composing } = losing('pendant', { stored: true })
  await composing.agree()
  composing.text = 'pendant urgent'
  expect(await composing.agree()).toBeNull()
  expect(composing.problem).toContain('Pendant: agreed by the Enter before')
  expect(composing.text).toBe('pendant urgent')
  expect(sent).toHaveLength(1)
  expect(await composing.agree()).toMatchObject({ urgent: true })
  expect(sent[1]?.['id']).not.toBe(sent[0]?.['id'])
})

test('another item after a lost answer: what stands is said too', async () => {
  const { sent, composing } = losing('pendant', { stored: true })
  await composing.agree()
  composing.text = 'key safe'
  expect(await composing.agree()).toBeNull()
  expect(composing.problem).toContain('Pendant: agreed by the Enter before')
  expect(sent).toHaveLength(1)
})

test('where the list does not show it yet, the server refuses, and the next Enter asks under a new id', async () => {
  const { sent, composing } = losing('pendant', { stored: true, listed: false })
  await composing.agree()
  composing.text = 'pendant urgent'
  expect(await composing.agree()).toBeNull()
  expect([composing.problem, composing.text]).toEqual(['Agreed otherwise.', 'pendant urgent'])
  expect(await composing.agree()).toMatchObject({ urgent: true })
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
})

test('changed after a lost answer that nothing came of, it is agreed once as it stands now', async () => {
  const { composing } = losing('pendant', { stored: false })
  await composing.agree()
  composing.text = 'pendant urgent'
  expect(await composing.agree()).toMatchObject({ urgent: true })
})

test('a line changed after the refusal asks outright again', async () => {
  const { sent, composing } = saying('pendant', ['TEC-PEN'])
  await composing.agree()
  expect(composing.offersSignOff).toBe(true)
  composing.text = 'pendant urgent'
  expect(composing.offersSignOff).toBe(false)
  await composing.agree()
  expect(sent).toEqual([])
})

test('two things in one line are not agreed together', async () => {
  const { sent, composing } = saying('perching stool and key safe')
  expect(await composing.agree()).toBeNull()
  expect(composing.problem).toContain('one at a time: Perching stool, then Key safe')
  expect(sent).toEqual([])
})

test('before day 42 is the last working day before it', async () => {
  const { sent, composing } = saying('ring the son before day 42')
  await composing.agree()
  expect(sent).toMatchObject([{ title: 'Ring the son', due: '2026-12-11' }])
})
